using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Rules.Detection;

/// <summary>What a rule says of one area on one day, with the numbers that made it say so.</summary>
/// <param name="Holds">Whether the rule holds.</param>
/// <param name="Count">Reports in the rule's own window, a fraction where they are weighed: what <c>minimumReports</c> and an escalation are compared with.</param>
/// <param name="IsClear">Whether the clear condition holds.</param>
public readonly record struct RuleAnswer(bool Holds, double Count, bool IsClear)
{
    /// <summary>Reports in the window that decided, where it is another than the rule's own; NaN where it is the same.</summary>
    public double Seen { get; init; } = double.NaN;

    /// <summary>Days of the window that decided; 0 where it is the rule's own.</summary>
    public int SeenDays { get; init; }

    /// <summary>Reports that were to be expected in the window that decided; NaN for rules that expect nothing.</summary>
    public double Expected { get; init; } = double.NaN;

    /// <summary>Where the rule draws its line in the window that decided, in reports; NaN for rules that draw it elsewhere: at a chance, a score or a cluster.</summary>
    public double Bound { get; init; } = double.NaN;

    /// <summary>Chance of seeing this many by luck, 0-1; NaN for rules that do not ask it.</summary>
    public double Luck { get; init; } = double.NaN;

    /// <summary>Whether the reports that decided lie near one another: then <see cref="Expected"/> is of the circle that holds them, else of the area.</summary>
    public bool IsNear { get; init; }

    /// <summary>Radius of the circle in which the reports that decided lie, in metres; NaN for rules that draw none.</summary>
    public double RadiusMetres { get; init; } = double.NaN;

    /// <summary>Days from one so strong cluster, anywhere in the district, to the next by luck; NaN for rules that do not look at the district as one.</summary>
    public double RecurrenceDays { get; init; } = double.NaN;

    /// <summary>Chance that an outbreak has begun, 0-1; NaN for rules that do not ask it.</summary>
    public double OutbreakChance { get; init; } = double.NaN;

    /// <summary>The rule holds by itself, but among all areas of the day its chance is one of those that luck explains (<see cref="FalseDiscoveries"/>).</summary>
    public bool IsOneOfMany { get; init; }

    /// <summary>The day lies outside the criterion's season, whatever the rule says by itself.</summary>
    public bool IsOutOfSeason { get; init; }

    /// <summary>Days of the window that the told numbers are of.</summary>
    public int DaysTold(Rule rule) => SeenDays > 0 ? SeenDays : rule.WindowDays ?? 1;

    /// <summary>One of these numbers for those who say null where there is none.</summary>
    public static double? Known(double number) => double.IsFinite(number) ? number : null;

    /// <summary>The clear condition of every rule but the threshold: that it does not hold.</summary>
    public static RuleAnswer Of(bool holds, double count) => new(holds, count, !holds);
}

/// <summary>One rule over what is known: asked for every area of every day, in order of days. It keeps what the areas of a day share.</summary>
public abstract class RuleJudge
{
    /// <summary>Whether asking an area takes so long that several cores should share the areas. False for rules that compare a few sums: waking a core takes longer than asking hundreds of areas.</summary>
    public virtual bool TakesLong => true;

    /// <summary>Why the rule cannot be asked of any area on the day; null: it can. Asked after what is known has been moved to the day, and before <see cref="Begin"/>.</summary>
    public virtual Problem? WhyNotAsked(DateOnly day) => null;

    /// <summary>Once for each day, before any area of it is asked and after what is known has been moved to it.</summary>
    public virtual void Begin(DateOnly day)
    {
    }

    /// <summary>Whether the rule holds in an area, with the count that it is held against. Where it does not hold the other numbers may be left out, so most areas of
    /// most days cost next to nothing.</summary>
    public virtual RuleAnswer Judge(int area, DateOnly day) => Explain(area, day);

    /// <summary>The same with all numbers that there are, whether the rule holds or not.</summary>
    public abstract RuleAnswer Explain(int area, DateOnly day);

    /// <summary>The reports that the last answer for this area and day rests on.</summary>
    public abstract IReadOnlyList<LoggedReport> Grounds(int area, DateOnly day);

    /// <exception cref="NotSupportedException">A rule of a kind that is not known here.</exception>
    public static RuleJudge Of(Rule rule, KnownDistrict district) => rule switch
    {
        ThresholdRule threshold => new ThresholdJudge(threshold, district),
        RatioRule ratio => new RatioJudge(ratio, district),
        PooledRule pooled => new PooledJudge(pooled, district),
        NearRepeatRule near => new NearRepeatJudge(near, district),
        OutbreakRule outbreak => new OutbreakJudge(outbreak, district),
        LocalScanRule scan => new LocalScanJudge(scan, district),
        PermutationScanRule scan => new PermutationScanJudge(scan, district),
        FarringtonRule farrington => new FarringtonJudge(farrington, district),
        EarsRule ears => new EarsJudge(ears, district),
        BayesRule bayes => new BayesJudge(bayes, district),
        EwmaRule ewma => new EwmaJudge(ewma, district),
        CusumRule cusum => new CusumJudge(cusum, district),
        SeasonRule season => new SeasonJudge(season),
        RuleSet set => new SetJudge(set, district),
        _ => throw new NotSupportedException(rule.GetType().Name),
    };
}

/// <summary><see cref="Threshold"/> over what is known.</summary>
internal sealed class ThresholdJudge(ThresholdRule rule, KnownDistrict district) : RuleJudge
{
    private readonly int[] atLeast = [.. district.Areas.Select(area => rule.AtLeastIn(area.Code))];

    /// <summary>Each area's reports in the window, where they count whole.</summary>
    private readonly int[] counts = new int[district.Areas.Count];

    public override bool TakesLong => rule.CountBy != CountBy.Reported;

    public override void Begin(DateOnly day)
    {
        if (rule.CountBy == CountBy.Reported)
            district.Known.CopyCounts(First(day), day, counts);
    }

    public override RuleAnswer Explain(int area, DateOnly day)
    {
        var count = rule.CountBy == CountBy.Reported ? counts[area] : district.Known[area].Count(rule.CountBy, First(day), day);
        return new RuleAnswer(Threshold.Holds(count, atLeast[area]), count, Threshold.IsClear(count, atLeast[area])) { Bound = atLeast[area] };
    }

    public override IReadOnlyList<LoggedReport> Grounds(int area, DateOnly day) =>
        [.. district.Known[area].Between(First(day), day).ToArray()
            .Where(report => ReferenceDay.Weight(rule.CountBy, report.ReportedDay, report.OccurredFrom, report.OccurredTo, First(day), day) > 0)];

    private DateOnly First(DateOnly day) => day.AddDays(1 - rule.WithinDays);
}

/// <summary>All or any of several rules. It counts in the longest window of its parts.</summary>
internal sealed class SetJudge(RuleSet set, KnownDistrict district) : RuleJudge
{
    private const int WindowDaysWithoutOne = 14;

    private readonly RuleJudge[] parts = [.. set.Rules.Select(rule => Of(rule, district))];
    private readonly int windowDays = set.WindowDays ?? WindowDaysWithoutOne;

    public override bool TakesLong => parts.Any(part => part.TakesLong);

    /// <summary>With one part that cannot be asked the set cannot either: the others alone are another rule.</summary>
    public override Problem? WhyNotAsked(DateOnly day) => parts.Select(part => part.WhyNotAsked(day)).FirstOrDefault(problem => problem is not null);

    public override void Begin(DateOnly day)
    {
        foreach (var part in parts)
            part.Begin(day);
    }

    public override RuleAnswer Judge(int area, DateOnly day) => Join(area, day, part => part.Judge(area, day)).Answer;

    public override RuleAnswer Explain(int area, DateOnly day) => Join(area, day, part => part.Explain(area, day)).Answer;

    /// <summary>Those of the part that is told, so that they are as many as its numbers say.</summary>
    public override IReadOnlyList<LoggedReport> Grounds(int area, DateOnly day) => Join(area, day, part => part.Judge(area, day)).Telling?.Grounds(area, day) ?? [];

    private (RuleAnswer Answer, RuleJudge? Telling) Join(int area, DateOnly day, Func<RuleJudge, RuleAnswer> ask)
    {
        // Every part is asked, so that each of them sees every day.
        var telling = -1;
        var told = default(RuleAnswer);
        var holds = set.All;
        for (var at = 0; at < parts.Length; at++)
        {
            var answer = ask(parts[at]);
            holds = set.All ? holds && answer.Holds : holds || answer.Holds;
            // The least likely of those that hold is what a person is told.
            if (answer.Holds && (telling < 0 || answer.Luck < told.Luck || double.IsNaN(told.Luck)))
                (telling, told) = (at, answer);
        }

        var joined = RuleAnswer.Of(holds, district.Known[area].CountReported(day.AddDays(1 - windowDays), day));
        return telling < 0 ? (joined, null) : (told with
        {
            Holds = holds,
            Count = joined.Count,
            IsClear = joined.IsClear,
            Seen = double.IsNaN(told.Seen) ? told.Count : told.Seen,
            SeenDays = told.SeenDays > 0 ? told.SeenDays : set.Rules[telling].WindowDays ?? windowDays,
        }, parts[telling]);
    }
}
