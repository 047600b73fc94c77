using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Rules.Detection;

/// <summary><see cref="RatioToBaseline"/> over what is known.</summary>
internal sealed class RatioJudge(RatioRule rule, KnownDistrict district) : RuleJudge
{
    private readonly RatioToBaselineParameters parameters = new()
    {
        WindowDays = rule.WithinDays,
        Years = RatioRule.Years,
        RatioAtLeast = rule.AtLeastTimes,
        LuckAtMost = rule.LuckAtMost,
        MinimumReports = 1,
    };
    private int[] counts = [];

    public override void Begin(DateOnly day) => counts = new int[district.Days(rule.HistoryDays)];

    public override RuleAnswer Judge(int area, DateOnly day)
    {
        var count = district.Known[area].CountReported(day.AddDays(1 - rule.WithinDays), day);
        if (count == 0)
            return RuleAnswer.Of(false, 0);
        district.Known[area].CopyCounts<int>(day, counts);
        var found = RatioToBaseline.Judge(counts, day, parameters);
        return RuleAnswer.Of(found.Holds, count) with
        {
            Expected = found.Baseline,
            Bound = rule.AtLeastTimes * Math.Max(found.Baseline, parameters.LowestBaseline),
            Luck = rule.LuckAtMost < 1 ? found.P : double.NaN,
        };
    }

    public override IReadOnlyList<LoggedReport> Grounds(int area, DateOnly day) => district.Known[area].Between(day.AddDays(1 - rule.WithinDays), day).ToArray();
}
