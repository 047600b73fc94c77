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
    private RatioWindows windows = new([], false);

    public override void Begin(DateOnly day)
    {
        var known = district.Days(rule.HistoryDays);
        if (counts.Length != known)
            counts = new int[known];
        windows = RatioToBaseline.Windows(day, known, parameters);
    }

    public override RuleAnswer Judge(int area, DateOnly day)
    {
        var history = district.Known[area];
        var count = history.CountReported(day.AddDays(1 - rule.WithinDays), day);
        return count > 0 && CanHold(history, count, day) ? Explain(area, day) : RuleAnswer.Of(false, count);
    }

    public override RuleAnswer Explain(int area, DateOnly day)
    {
        var history = district.Known[area];
        history.CopyCounts<int>(day, counts);
        var found = RatioToBaseline.Judge(counts, windows, parameters);
        return RuleAnswer.Of(found.Holds, history.CountReported(day.AddDays(1 - rule.WithinDays), day)) with
        {
            Expected = found.Baseline,
            Bound = rule.AtLeastTimes * Math.Max(found.Baseline, parameters.LowestBaseline),
            Luck = rule.LuckAtMost < 1 ? found.P : double.NaN,
        };
    }

    /// <summary>Whether the ratio is high enough; luck is asked of those few only.</summary>
    private bool CanHold(AreaHistory history, int count, DateOnly day)
    {
        if (windows.DaysBack.Length == 0 || count / parameters.LowestBaseline < rule.AtLeastTimes)
            return false;
        var most = count / rule.AtLeastTimes * windows.DaysBack.Length + 1; // one more than the baseline may hold: rounding decides nothing here
        long sum = 0;
        foreach (var daysBack in windows.DaysBack)
        {
            sum += history.CountReported(day.AddDays(1 - daysBack - rule.WithinDays), day.AddDays(-daysBack));
            if (sum > most)
                return false;
        }

        return count / Math.Max((double)sum / windows.DaysBack.Length, parameters.LowestBaseline) >= rule.AtLeastTimes;
    }

    public override IReadOnlyList<LoggedReport> Grounds(int area, DateOnly day) => district.Known[area].Between(day.AddDays(1 - rule.WithinDays), day).ToArray();
}
