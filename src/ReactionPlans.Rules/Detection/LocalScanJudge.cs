using System.Runtime.InteropServices;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Rules.Detection;

/// <summary><see cref="LocalScan"/> round each report first known today.</summary>
internal sealed class LocalScanJudge(LocalScanRule rule, KnownDistrict district) : RuleJudge
{
    private readonly LocalScanParameters parameters = new() { StatisticAtLeast = rule.AtLeastScore, MinimumReports = rule.AtLeast };

    /// <summary>For each window of the scan its number in the district's expectation.</summary>
    private readonly int[] modelWindows = [.. new LocalScanParameters().WindowDays.Select(days => KnownDistrict.WindowDays.ToList().IndexOf(days))];
    private readonly List<AgedPlace> recent = [];
    private readonly List<PlanePoint> history = [];

    public override RuleAnswer Explain(int area, DateOnly day)
    {
        var count = district.Known[area].CountReported(day.AddDays(1 - rule.WindowDays!.Value), day);
        return Best(area, day) is { } best
            ? RuleAnswer.Of(best.Statistic >= rule.AtLeastScore, count) with { Seen = best.Count, SeenDays = best.WindowDays, Expected = best.Expected, IsNear = true }
            : RuleAnswer.Of(false, count);
    }

    public override IReadOnlyList<LoggedReport> Grounds(int area, DateOnly day) => Best(area, day) is not { } best ? []
        : [.. district.Known[area].Between(day.AddDays(1 - best.WindowDays), day).ToArray()
            .Where(report => !double.IsNaN(report.EastingMetres) && best.Has(new AgedPlace(report.Place, 0)))];

    private LocalScanFinding? Best(int area, DateOnly day)
    {
        if (district.Known.FirstKnownToday(area).Count == 0)
            return null;
        recent.Clear();
        foreach (var report in district.Known[area].Between(day.AddDays(1 - rule.WindowDays!.Value), day))
        {
            if (!double.IsNaN(report.EastingMetres))
                recent.Add(new AgedPlace(report.Place, day.DayNumber - report.ReportedDay.DayNumber));
        }

        if (recent.Count < rule.AtLeast)
            return null;
        district.CopyHistory(area, history);

        var model = district.Expectation();
        Span<double> expected = stackalloc double[parameters.WindowDays.Count];
        for (var window = 0; window < expected.Length; window++)
            expected[window] = model.Expected(area, modelWindows[window]);

        LocalScanFinding? best = null;
        foreach (var report in district.Known.FirstKnownToday(area))
        {
            if (!double.IsNaN(report.EastingMetres)
                && LocalScan.Judge(report.Place, CollectionsMarshal.AsSpan(recent), CollectionsMarshal.AsSpan(history), district.Areas[area].SquareMetres, expected, parameters) is { } found
                && (best is null || found.Statistic > best.Value.Statistic))
                best = found;
        }

        return best;
    }
}
