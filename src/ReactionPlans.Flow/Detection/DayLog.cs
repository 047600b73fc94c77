using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection;
using ReactionPlans.Rules.Geography;
using ReactionPlans.Rules.Intake;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Detection;

/// <summary>What an agreement is judged on, on one day. The judging and the telling of why both read it here, so that the second tells what the first saw.</summary>
/// <param name="Before">Days with data before it on which rules are asked too, in order.</param>
/// <param name="IsGap">The day itself has no data.</param>
internal sealed record DayLog(KnownLog Log, DateOnly Day, IReadOnlyList<DateOnly> Before, bool IsGap)
{
    public SchoolCalendar Calendar { get; init; } = SchoolCalendar.Empty;

    /// <param name="knownBefore">What becomes known from this instant on is left out.</param>
    /// <param name="onlyAreas">Area ids whose answers are wanted; null: all. The others are read too where rules hold areas against one another.</param>
    /// <param name="readBefore">What has been read in this transaction already; null: nothing.</param>
    public static async Task<DayLog> Read(
        Work work, AreaIndex map, Agreement agreement, DateOnly day, DateTimeOffset knownBefore, IReadOnlyCollection<int>? onlyAreas, ReadBefore? readBefore = null)
    {
        var (before, isGap) = await DaysBefore(work, agreement.Partnership.Id, day, agreement.Criteria.Max(criterion => criterion.HoldForDays));
        var firstDay = before.Count > 0 ? before[0] : day;
        var log = await KnownLog.Read(
            work, map, agreement.Partnership.Id, agreement.Areas, day, day.DayNumber - firstDay.DayNumber + agreement.Criteria.Max(criterion => criterion.Rule.HistoryDays), knownBefore,
            agreement.Criteria.All(criterion => criterion.IsLocal) ? onlyAreas : null, readBefore);
        return new DayLog(log, day, before, isGap) { Calendar = await SchoolCalendars.Of(work, agreement) };
    }

    /// <summary>The instant that lies after everything that has come in: this work's own moment, or a later one from which something counts.
    /// What is committed while the judging runs may count from a moment after the judging began.</summary>
    public static async Task<DateTimeOffset> KnownSoFar(Work work)
    {
        var newest = await work.Scalar<DateTime?>("Detection/read-newest-knowledge.sql", new { known_after = work.Now.UtcDateTime }) ?? work.Now;
        return newest.AddMicroseconds(1);
    }

    /// <param name="offence">The one that <paramref name="counted"/> names.</param>
    public KnownReports Known(Offence offence, CountedReports counted) => new(Log.Revisions, offence, Log.Areas.Count, Log.Since, counted.MaximumReportingDelayDays);

    /// <summary>Asks the rules on the days before, and leaves what is known at the day itself.</summary>
    public void LookBack(KnownReports known, IReadOnlyCollection<CriterionRun> runs)
    {
        foreach (var day in Before)
        {
            known.AdvanceTo(day);
            foreach (var run in runs)
                run.LookAt(day);
        }

        known.AdvanceTo(Day);
    }

    /// <summary>The days with data before a day on which the rules must have held too, in order; and whether the day itself has none.</summary>
    private static async Task<(IReadOnlyList<DateOnly> Before, bool IsGap)> DaysBefore(Work work, string partnershipId, DateOnly day, int holdForDays)
    {
        // So far back that the longest silence a feed can have before it is taken to have ended lies between.
        var from_day = holdForDays == 0 ? day : day.AddDays(-holdForDays - 2 * FeedRhythm.WindowDays);
        var withData = await work.Query<DateOnly>("Detection/list-days-with-data.sql", new { partnership_id = partnershipId, day, from_day });
        return ([.. withData.Where(other => other < day).OrderDescending().Take(holdForDays).Order()], !withData.Contains(day));
    }
}
