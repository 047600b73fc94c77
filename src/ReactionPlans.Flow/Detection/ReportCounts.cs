using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection;

namespace ReactionPlans.Flow.Detection;

/// <summary>The count of an area in the window that ends on a day.</summary>
internal sealed record AreaCount(int AreaId, string AreaCode, DateOnly Day, double Count);

/// <summary>Counts as an agreement's rule counts: whole reports by the database, weighed ones by the pure rule.</summary>
internal static class ReportCounts
{
    private sealed record Whole(int AreaId, string AreaCode, DateOnly Day, int Count);

    private sealed record Countable(
        int AreaId, string AreaCode, DateOnly Day, string Reference, DateOnly ReportedDay, DateTimeOffset? OccurredFrom, DateTimeOffset? OccurredTo);

    /// <param name="asked">What Detection/count-reports.sql asks for.</param>
    /// <returns>Areas in which nothing counts have no row.</returns>
    public static async Task<IReadOnlyList<AreaCount>> Of(Work work, ThresholdRule rule, object asked)
    {
        if (rule.CountBy == CountBy.Reported)
            return [.. (await work.Query<Whole>("Detection/count-reports.sql", asked)).Select(row => new AreaCount(row.AreaId, row.AreaCode, row.Day, row.Count))];
        return [.. (await Weighed(work, rule, asked))
            .GroupBy(one => (one.Report.AreaId, one.Report.AreaCode, one.Report.Day))
            .Select(area => new AreaCount(area.Key.AreaId, area.Key.AreaCode, area.Key.Day, ReferenceDay.Sum(area.Select(one => (one.Report.Reference, one.Weight)))))];
    }

    /// <summary>The case numbers that weigh in a count, in order.</summary>
    public static async Task<IReadOnlyList<string>> References(Work work, ThresholdRule rule, object asked) =>
        [.. (await Weighed(work, rule, asked)).Select(one => one.Report.Reference).Order(StringComparer.Ordinal)];

    private static async Task<IEnumerable<(Countable Report, double Weight)>> Weighed(Work work, ThresholdRule rule, object asked) =>
        (await work.Query<Countable>("Detection/list-countable-reports.sql", asked))
            .Select(report => (report, Weight: ReferenceDay.Weight(
                rule.CountBy, report.ReportedDay, report.OccurredFrom, report.OccurredTo, report.Day.AddDays(1 - rule.WithinDays), report.Day)))
            .Where(one => one.Weight > 0);
}
