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

    /// <summary>Each area's reports in the window, and in all windows of the baseline together.</summary>
    private readonly int[] now = new int[district.Areas.Count], before = new int[district.Areas.Count];
    private int[] counts = [];
    private RatioWindows windows = new([], false);

    public override bool TakesLong => false;

    public override void Begin(DateOnly day)
    {
        var known = district.Days(rule.HistoryDays);
        if (counts.Length != known)
            counts = new int[known];
        windows = RatioToBaseline.Windows(day, known, parameters);
        district.Known.CopyCounts(day.AddDays(1 - rule.WithinDays), day, now);
        Array.Clear(before);
        foreach (var daysBack in windows.DaysBack)
            district.Known.AddCounts(day.AddDays(1 - daysBack - rule.WithinDays), day.AddDays(-daysBack), before);
    }

    public override RuleAnswer Judge(int area, DateOnly day) =>
        now[area] > 0 && IsHighEnough(area) ? Explain(area, day) : RuleAnswer.Of(false, now[area]);

    public override RuleAnswer Explain(int area, DateOnly day)
    {
        district.Known[area].CopyCounts<int>(day, counts);
        var found = RatioToBaseline.Judge(counts, windows, parameters);
        return RuleAnswer.Of(found.Holds, now[area]) with
        {
            Expected = found.Baseline,
            Bound = rule.AtLeastTimes * Math.Max(found.Baseline, parameters.LowestBaseline),
            Luck = rule.LuckAtMost < 1 ? found.P : double.NaN,
        };
    }

    /// <summary>Whether the ratio is high enough; luck is asked of those few only.</summary>
    private bool IsHighEnough(int area)
    {
        var windowCount = windows.DaysBack.Length;
        return windowCount > 0 && now[area] / Math.Max((double)before[area] / windowCount, parameters.LowestBaseline) >= rule.AtLeastTimes;
    }

    public override IReadOnlyList<LoggedReport> Grounds(int area, DateOnly day) => district.Known[area].Between(day.AddDays(1 - rule.WithinDays), day).ToArray();
}
