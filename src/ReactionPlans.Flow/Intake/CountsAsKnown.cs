using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Geography;

namespace ReactionPlans.Flow.Intake;

/// <summary>Reports of one area on one reported day.</summary>
public sealed record DayCount(string AreaCode, DateOnly Day, int Reports);

/// <summary>Rebuilds the counts of any past moment: each report in the newest revision known then, in the areas as they were drawn then.</summary>
/// <remarks>What judges now counts in the areas as drawn now, also for days gone by: a border that was wrong should not keep its counts.
/// This answers the other question, what somebody saw at the time. It places anew from what was kept, so it needs nothing stored for each day,
/// and takes as long as reading every report once; memory does not grow with the reports.</remarks>
public sealed class CountsAsKnown(Database database)
{
    private const int BatchReports = 10_000;

    private sealed record Drawn(int Id, string Level, string Code, string Geometry);

    private sealed record Known(
        long Report, bool Withdrawn, string Offence, bool Attempt, DateOnly ReportedDay, double? Latitude, double? Longitude, string? Code);

    /// <param name="knownBefore">Only what was known before this instant; the end of a day for "as known that day".</param>
    /// <param name="level">Of the areas.</param>
    /// <param name="offence">What counts; null: every report.</param>
    /// <returns>By area code, then day. Days without reports have no row.</returns>
    public Task<IReadOnlyList<DayCount>> On(DateTimeOffset knownBefore, string level, Offence? offence, DateOnly from, DateOnly to, CancellationToken stopping) =>
        database.Do(async work =>
        {
            var areas = await work.Query<Drawn>("Intake/list-areas-as-known.sql", new { known_before = knownBefore.UtcDateTime });
            var codes = areas.Where(area => area.Level == level).ToDictionary(area => area.Id, area => area.Code);
            var map = new AreaIndex([.. areas.Select(area => new IndexedArea(area.Id, area.Level, area.Code, AreaMap.Read(area.Geometry)))]);

            var counts = new Dictionary<(string Code, DateOnly Day), int>();
            await foreach (var report in Reports(work, knownBefore))
            {
                if (report.Withdrawn || report.ReportedDay < from || report.ReportedDay > to || !Counts(offence, report))
                    continue;
                foreach (var area in PlaceReports.In(map, report.Latitude, report.Longitude, report.Code))
                    if (codes.TryGetValue(area, out var code))
                        counts[(code, report.ReportedDay)] = counts.GetValueOrDefault((code, report.ReportedDay)) + 1;
            }

            return (IReadOnlyList<DayCount>)[.. counts.Select(one => new DayCount(one.Key.Code, one.Key.Day, one.Value))
                .OrderBy(one => one.AreaCode, StringComparer.Ordinal).ThenBy(one => one.Day)];
        }, stopping);

    private static bool Counts(Offence? offence, Known report) =>
        offence is null || (offence.Codes.Contains(report.Offence) && (offence.Attempts || !report.Attempt));

    private static async IAsyncEnumerable<Known> Reports(Work work, DateTimeOffset knownBefore)
    {
        for (var last = 0L; ;)
        {
            var batch = await work.Query<Known>("Intake/list-reports-as-known.sql",
                new { report_id = last, known_before = knownBefore.UtcDateTime, limit = BatchReports });
            foreach (var report in batch)
                yield return report;
            if (batch.Count < BatchReports)
                yield break;
            last = batch[^1].Report;
        }
    }
}
