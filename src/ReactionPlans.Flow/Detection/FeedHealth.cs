using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Intake;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Detection;

/// <param name="Reports">Reports that came in on the day.</param>
public sealed record FeedDayShown(DateOnly Day, int Reports, FeedVerdict Verdict, DateOnly? SilentSince);

/// <summary>How a source stands, as decided up to last night, and whether it has delivered since.</summary>
/// <param name="LastReportDay">The last day on which reports came in; today when they have.</param>
/// <param name="Days">The days decided, the oldest first; never empty.</param>
/// <param name="CameToday">Reports have come in since the last day decided.</param>
public sealed record FeedStanding(string Source, FeedRhythm Rhythm, DateOnly LastReportDay, IReadOnlyList<FeedDayShown> Days, bool CameToday)
{
    public FeedVerdict Verdict => CameToday ? FeedVerdict.Reported : Days[^1].Verdict;

    /// <summary>First day without data; null while there are data.</summary>
    public DateOnly? NoDataSince => Verdict == FeedVerdict.Gap ? Days[^1].SilentSince : null;
}

/// <summary>Reads how the sources stand: for the console and for doctor.</summary>
public static class FeedHealth
{
    private sealed record Row(string Source, DateOnly Day, int Reports, string Verdict, DateOnly? SilentSince);

    private sealed record Delivery(string Source, DateOnly Day, int Reports);

    /// <param name="group">A partnership's id, or <see cref="FeedDays.Everything"/>.</param>
    /// <param name="areas">What the partnership covers; null for everything.</param>
    public static async Task<IReadOnlyList<FeedStanding>> Read(Work work, string group, CoveredAreas? areas)
    {
        var rows = (await work.Query<Row>("Detection/show-feed-days.sql", new { area_group = group, from_day = work.Today.AddDays(-2 * FeedRhythm.WindowDays) }))
            .GroupBy(row => row.Source);
        var yesterday = work.Today.AddDays(-1);
        var today = (await work.Query<Delivery>("Detection/count-deliveries.sql", new
        {
            after_day = yesterday,
            through_day = work.Today,
            received_from = DanishTime.StartOf(work.Today).UtcDateTime,
            received_before = DanishTime.EndOf(work.Today).UtcDateTime,
            level = areas?.Level,
            codes = areas?.Codes?.ToArray(),
        })).Select(row => row.Source).ToHashSet();
        return [.. rows.Select(source => Stand(work.Today, source, today.Contains(source.Key)))];
    }

    private static FeedStanding Stand(DateOnly today, IGrouping<string, Row> rows, bool cameToday)
    {
        List<FeedDayShown> days = [.. rows.Select(row => new FeedDayShown(row.Day, row.Reports, Enum.Parse<FeedVerdict>(row.Verdict), row.SilentSince))];
        var rhythm = FeedRhythm.Learn(days.Where(day => day.Reports > 0).Select(day => day.Day), today);
        // Its last report may be older than what is read: then the silence tells.
        var last = cameToday ? today : rhythm.LastReportDay ?? days[^1].SilentSince?.AddDays(-1) ?? days[0].Day;
        return new FeedStanding(rows.Key, rhythm, last, days, cameToday);
    }
}
