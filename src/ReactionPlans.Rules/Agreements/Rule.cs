using System.Globalization;
using ReactionPlans.Rules.Detection;

namespace ReactionPlans.Rules.Agreements;

/// <summary>A rule over the reports of one area; the kinds are the ones an agreement can name.</summary>
public abstract record Rule
{
    /// <summary>The kind as agreements name it.</summary>
    public abstract string Kind { get; }

    /// <summary>True: an area is judged by its own reports alone. False: by its neighbours' or the district's too.</summary>
    public virtual bool IsLocal => true;

    /// <summary>Whether it asks a chance of every area with enough reports, so that the chances of a day can be held against one another.</summary>
    public virtual bool HasChance => false;

    /// <summary>Whether it compares with what is usual for the area alone, so that a rise of the whole district makes every area stand out.</summary>
    public virtual bool IsRatio => false;

    /// <summary>Whether it rests on reports. False: it holds by the calendar, so a day without data is as good as any, and there is no number to tell, to wait for or to see rise.</summary>
    public virtual bool CountsReports => true;

    /// <summary>Days in the rule's own window, the judged day included; null: it has none.</summary>
    public abstract int? WindowDays { get; }

    /// <summary>The fewest reports with which the rule can hold in any area, in whole reports; at least 1 where it <see cref="CountsReports"/>, else 0.</summary>
    public virtual int FewestReports => 1;

    /// <summary>The same for one area; at least 1.</summary>
    public virtual int FewestReportsIn(string areaCode) => FewestReports;

    /// <summary>How many days of reports the rule looks at, the judged day included: what must be at hand to judge it.</summary>
    public abstract int HistoryDays { get; }

    /// <summary>What makes it this rule and no other. A criterion whose key is another one starts calm, so a key that is stored never changes.</summary>
    public abstract string Key { get; }

    protected static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>A rule that holds an area against what the district's model expects of it (<see cref="KnownDistrict.Expectation"/>).</summary>
public abstract record DistrictRule : Rule
{
    public sealed override bool IsLocal => false;

    public sealed override int HistoryDays => KnownDistrict.HistoryDays;
}

/// <summary>At least so many reports within so many days.</summary>
/// <param name="AtLeast">Reports that make the rule hold, in areas without a number of their own; at least 1.</param>
/// <param name="AtLeastByArea">Area code to its own number.</param>
/// <param name="WithinDays">Window length in days, the judged day included; at least 1.</param>
/// <param name="CountBy">When a report counts.</param>
public sealed record ThresholdRule(int AtLeast, IReadOnlyDictionary<string, int> AtLeastByArea, int WithinDays, CountBy CountBy = CountBy.Reported) : Rule
{
    public override string Kind => "threshold";

    public override int FewestReports => AtLeastByArea.Values.Append(AtLeast).Min();

    public override int? WindowDays => WithinDays;

    public override int HistoryDays => WithinDays;

    public override string Key =>
        $"{AtLeast}/{string.Join(",", AtLeastByArea.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"))}/{WithinDays}"
        + (CountBy == CountBy.Reported ? "" : $"/{CountBy}"); // reported is what it was before there was a choice

    public override int FewestReportsIn(string areaCode) => AtLeastIn(areaCode);

    public int AtLeastIn(string areaCode) => AtLeastByArea.TryGetValue(areaCode, out var own) ? own : AtLeast;
}

/// <summary>So many times what the same weeks of earlier years had.</summary>
/// <param name="AtLeastTimes">Count over baseline that makes the rule hold; above 1.</param>
/// <param name="WithinDays">Window length in days; whole weeks.</param>
/// <param name="LuckAtMost">Highest chance of so many by luck, the uncertain baseline included (binomial); 0-1, 1 does not ask.</param>
public sealed record RatioRule(double AtLeastTimes, int WithinDays, double LuckAtMost) : Rule
{
    public const int Years = 5;

    public override string Kind => "ratio";

    public override bool HasChance => LuckAtMost < 1;

    public override bool IsRatio => true;

    public override int? WindowDays => WithinDays;

    // The windows of a year lie up to two weeks to either side of the same week.
    public override int HistoryDays => Years * 364 + 14 + WithinDays;

    public override string Key => $"{Text(AtLeastTimes)}/{WithinDays}/{Text(LuckAtMost)}";
}

/// <summary>More than usual for this area, season and district, in any of several windows.</summary>
/// <param name="LuckAtMost">Highest chance, in the window where it is lowest, of so many by luck; 0-1.</param>
/// <param name="AtLeast">Fewest reports in that window.</param>
public sealed record PooledRule(double LuckAtMost, int AtLeast) : DistrictRule
{
    public override string Kind => "pooled-windows";

    public override bool HasChance => true;

    public override int FewestReports => AtLeast;

    public override int? WindowDays => 21;

    public override string Key => $"{Text(LuckAtMost)}/{AtLeast}";
}

/// <summary>Burglaries near one another in place and time.</summary>
/// <param name="AtLeast">Burglaries in the cluster, the newest included; at least 2.</param>
/// <param name="WithinMetres">Greatest distance from the newest.</param>
/// <param name="WithinDays">Greatest number of days before the newest.</param>
public sealed record NearRepeatRule(int AtLeast, double WithinMetres, int WithinDays) : Rule
{
    public override string Kind => "near-repeat";

    public override int FewestReports => AtLeast;

    public override int? WindowDays => WithinDays + 1;

    /// <summary>Burglaries are seen whose time cannot be told more exactly than this.</summary>
    private const int LongestIntervalDays = 60;

    public override int HistoryDays => WithinDays + 1 + LongestIntervalDays;

    public override string Key => $"{AtLeast}/{Text(WithinMetres)}/{WithinDays}";
}

/// <summary>More than usual round some place in the area, whatever the circle and the number of days.</summary>
/// <param name="AtLeastScore">Log likelihood ratio that makes the rule hold; above 0.</param>
/// <param name="AtLeast">Fewest reports in the circle.</param>
public sealed record LocalScanRule(double AtLeastScore, int AtLeast) : DistrictRule
{
    public override string Kind => "local-scan";

    public override int FewestReports => AtLeast;

    public override int? WindowDays => 21;

    public override string Key => $"{Text(AtLeastScore)}/{AtLeast}";
}

/// <summary>The burglaries of the last weeks are better explained by an outbreak that has begun than by what is usual here.</summary>
/// <param name="ChanceAtLeast">Chance of an outbreak that makes the rule hold; above 0, below 1.</param>
/// <param name="OutbreaksPerYear">Outbreaks of an area in a year before anything is seen; above 0.</param>
/// <param name="AtLeast">Fewest reports in the window.</param>
public sealed record OutbreakRule(double ChanceAtLeast, double OutbreaksPerYear, int AtLeast) : DistrictRule
{
    public override string Kind => "outbreak-chance";

    public override int FewestReports => AtLeast;

    public override int? WindowDays => Parameters.BeginDays;

    public override string Key => $"{Text(ChanceAtLeast)}/{Text(OutbreaksPerYear)}/{AtLeast}";

    internal OutbreakParameters Parameters => new() { OutbreaksPerYear = OutbreaksPerYear };
}

/// <summary>Farrington Flexible on seven-day sums, every night.</summary>
/// <param name="Alpha">One-sided level of the bound; 0-1.</param>
public sealed record FarringtonRule(double Alpha) : Rule
{
    public const int Years = 5;

    public override string Kind => "farrington-flexible";

    public override bool HasChance => true;

    public override int? WindowDays => 7;

    // The earliest week of the baseline lies three weeks before the same week five years back, and a week may be cut by the years' ends.
    public override int HistoryDays => Years * 366 + 5 * 7;

    public override string Key => Text(Alpha);
}

/// <summary>Several rules at once.</summary>
/// <param name="All">True: every one must hold; false: any one.</param>
public sealed record RuleSet(bool All, IReadOnlyList<Rule> Rules) : Rule
{
    public override string Kind => All ? "all-of" : "any-of";

    /// <summary>It cannot hold without a ratio.</summary>
    public override bool IsRatio => All ? Rules.Any(rule => rule.IsRatio) : Rules.All(rule => rule.IsRatio);

    public override bool IsLocal => Rules.All(rule => rule.IsLocal);

    public override int FewestReports => All ? Rules.Max(rule => rule.FewestReports) : Rules.Min(rule => rule.FewestReports);

    public override int? WindowDays => Rules.Max(rule => rule.WindowDays);

    public override int HistoryDays => Rules.Max(rule => rule.HistoryDays);

    public override string Key => $"({string.Join(" ", Rules.Select(rule => $"{rule.Kind}/{rule.Key}"))})";

    public bool Equals(RuleSet? other) => other is not null && All == other.All && Rules.SequenceEqual(other.Rules);

    public override int GetHashCode() => HashCode.Combine(All, Rules.Count);
}

/// <summary>When a report counts; <see cref="Detection.ReferenceDay"/> is the rule.</summary>
public enum CountBy
{
    /// <summary>On the day it was reported. It misses no report, however late, and is the default.</summary>
    Reported,

    /// <summary>On the day in which it happened at the latest.</summary>
    OccurredEnd,

    /// <summary>Spread over the time in which it happened; the sum is a fraction.</summary>
    Aoristic,
}
