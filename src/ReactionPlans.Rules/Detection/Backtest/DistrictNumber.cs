using System.Globalization;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Rules.Detection.Backtest;

/// <summary>The one number that is proposed for a rule that measures each area against its own.</summary>
/// <param name="Field">The number's name in the rule.</param>
/// <param name="KeepsRate">False: not even the strictest number tried would have kept the asked rate; it is the one given.</param>
/// <param name="PerYear">Activations a year and area that it would have given; the interval is that of areas drawn anew with replacement.</param>
public sealed record DistrictNumber(string Criterion, string Kind, string Field, double Number, bool KeepsRate, int Areas, EstimatedRate PerYear)
{
    /// <summary>Round numbers that people can agree on, the boldest first.</summary>
    private static readonly double[] Chances = [0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0005, 0.0002, 0.0001, 0.00005, 0.00002, 0.00001];

    /// <summary>Chances of 1 in so many days; 999 random orders tell no smaller one than the last.</summary>
    private static readonly double[] RecurrenceDays = [20, 50, 100, 200, 365, 500, PermutationScanRule.MostRecurrenceDays];

    /// <summary>Whether a rule has such a number.</summary>
    public static bool IsFor(Rule rule) => Candidates(rule).Rules.Count > 0;

    /// <summary>The boldest number that would have kept the asked rate on average over the areas with history, and every stricter one with it.</summary>
    /// <inheritdoc cref="AlarmRate.Propose"/>
    /// <returns>Null: no area has a year of history.</returns>
    public static DistrictNumber? Propose(
        BacktestInput input, Criterion criterion, double perYear, int histories, int seed, IProgress<double>? progress, CancellationToken stopping)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(perYear);
        ArgumentOutOfRangeException.ThrowIfLessThan(histories, 1);
        var (field, rules) = Candidates(criterion.Rule);
        if (rules.Count == 0)
            throw new ArgumentException($"{criterion.Id} has a rule of kind {criterion.Rule.Kind}, for which no number is proposed.", nameof(criterion));
        var reports = AlarmRate.ReportsByArea(input, criterion, criterion.Rule);
        var areas = Enumerable.Range(0, input.Areas.Count).Where(area => AlarmRate.HasHistory(input, reports[area])).ToArray();
        if (areas.Length == 0)
            return null;

        var criteria = rules.Select((candidate, at) => criterion with { Id = at.ToString(CultureInfo.InvariantCulture), Level = CriterionLevel.Watch, Rule = candidate.Rule });
        var result = BacktestRun.Run(input with { Agreement = input.Agreement with { Criteria = [.. criteria] } }, progress, stopping);
        var years = result.AreaYears / result.Areas;
        var spikes = result.Spikes.ToLookup(spike => int.Parse(spike.Criterion, CultureInfo.InvariantCulture), spike => spike.Area);
        var chosen = rules.Count;
        while (chosen > 0 && Rate(chosen - 1, areas) <= perYear)
            chosen--;
        var keeps = chosen < rules.Count;
        chosen = Math.Min(chosen, rules.Count - 1);

        var dice = new SeededShuffle(seed);
        var drawn = EstimatedRate.Of([.. Enumerable.Range(0, histories).Select(_ => Rate(chosen, [.. areas.Select(_ => areas[dice.Below(areas.Length)])]))]);
        return new DistrictNumber(criterion.Id, criterion.Rule.Kind, field, rules[chosen].Number, keeps, areas.Length, drawn with { PerYear = Rate(chosen, areas) });

        double Rate(int candidate, IReadOnlyCollection<int> ofAreas)
        {
            var byArea = spikes[candidate].CountBy(code => code).ToDictionary();
            return ofAreas.Sum(area => byArea.GetValueOrDefault(input.Areas[area].Code)) / (years * ofAreas.Count);
        }
    }

    private static (string Field, IReadOnlyList<(double Number, Rule Rule)> Rules) Candidates(Rule rule) => rule switch
    {
        PooledRule pooled => ("luckAtMost", [.. Chances.Select(chance => (chance, (Rule)(pooled with { LuckAtMost = chance })))]),
        LocalScanRule scan => ("atLeastScore", [.. Enumerable.Range(6, 20).Select(score => ((double)score, (Rule)(scan with { AtLeastScore = score })))]),
        PermutationScanRule scan => ("atLeastRecurrenceDays", [.. RecurrenceDays.Select(days => (days, (Rule)(scan with { AtLeastRecurrenceDays = days })))]),
        OutbreakRule outbreak => ("chanceAtLeast", [.. Enumerable.Range(2, 48).Select(step => (step / 50.0, (Rule)(outbreak with { ChanceAtLeast = step / 50.0 })))]),
        NearRepeatRule near => ("atLeast", [.. Enumerable.Range(AlarmRate.SmallestNumber, 10).Select(atLeast => ((double)atLeast, (Rule)(near with { AtLeast = atLeast })))]),
        _ => ("", []),
    };
}
