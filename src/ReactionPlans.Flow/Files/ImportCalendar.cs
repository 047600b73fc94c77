using System.Globalization;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Delivery;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Reactions;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Files;

/// <summary>Takes in a mobile station's own calendar (RFC 5545): when its crews are taken by something else. The file is all of it: what it has no more is free again.</summary>
public sealed class ImportCalendar(Database database, TimeProvider clock)
{
    private const int MostMegabytes = 20, ShownProblems = 20;

    private sealed record Booked(string Uid, DateTimeOffset StartsAt, DateTimeOffset EndsAt);

    private sealed record Read(CalendarEventText Event, EventTimes Times)
    {
        /// <summary>The program's own visit, which came into the station's calendar by an invitation or the feed: it is in the plan already.</summary>
        public bool IsOurs => Event.Uid?.EndsWith(StationCalendar.UidEnd, StringComparison.Ordinal) == true;

        public ProblemKind? Problem => Event.Uid is null ? Problems.EventWithoutUid : IsOurs ? null : Times.Problem;

        public bool IsNoBooking => IsOurs || Times.IsNoBooking;

        public IEnumerable<Booked> Bookings => Problem is null && !IsNoBooking ? Times.Times.Select(time => new Booked(Event.Uid!, time.From, time.To)) : [];
    }

    public async Task<ImportReport> Run(string path, string stationId, CancellationToken stopping)
    {
        var (text, unread) = WholeText.Read(path, MostMegabytes);
        if (text is null)
            return ImportReport.Stopped([unread!]);
        var file = Path.GetFileName(path);
        if (CalendarEvents.Cut(text) is not { } events)
            return ImportReport.Stopped([Problems.CalendarUnreadable.At(new Place(file))]);

        var now = clock.GetUtcNow();
        IReadOnlyList<Read> reads = [.. events.Select(one => new Read(one, EventTimes.Read(one.Text, now)))];
        var (changed, freed) = (0, 0);
        var problem = await database.Do(async work =>
        {
            if (await work.QueryOne<StationName>("Reactions/lock-station.sql", new { station_id = stationId }) is null)
                return Problems.StationUnknown.With(stationId);
            (changed, freed) = await Store(work, stationId, reads);
            return null;
        }, stopping);
        return problem is null ? Report(path, file, reads, changed, freed) : ImportReport.Stopped([problem]);
    }

    /// <returns>Events with other times than before, and of them those with none any more.</returns>
    private static async Task<(int Changed, int Freed)> Store(Work work, string stationId, IReadOnlyList<Read> reads)
    {
        var before = await work.Query<Booked>("Reactions/list-calendar-bookings.sql", new { station_id = stationId, now = work.Now });
        // What cannot be read now says nothing of what was read before.
        var doubtful = reads.Where(read => read.Problem is not null).Select(read => read.Event.Uid).ToHashSet();
        var known = before.ToHashSet();
        var wanted = reads.SelectMany(read => read.Bookings).DistinctBy(one => (one.Uid, one.StartsAt)).ToHashSet();
        var added = wanted.Where(one => !known.Contains(one)).ToList();
        var removed = before.Where(one => !doubtful.Contains(one.Uid) && !wanted.Any(other => (other.Uid, other.StartsAt) == (one.Uid, one.StartsAt))).ToList();

        await work.Execute("Reactions/remove-calendar-bookings.sql", new
        {
            station_id = stationId,
            uids = removed.Select(one => one.Uid).ToArray(),
            starts_at = removed.Select(one => one.StartsAt.UtcDateTime).ToArray(),
            now = work.Now,
        });
        await work.Execute("Reactions/save-calendar-bookings.sql", new
        {
            station_id = stationId,
            uids = added.Select(one => one.Uid).ToArray(),
            starts_at = added.Select(one => one.StartsAt.UtcDateTime).ToArray(),
            ends_at = added.Select(one => one.EndsAt.UtcDateTime).ToArray(),
            now = work.Now,
        });
        if (added.Count + removed.Count > 0)
            await work.Publish(new StationCalendarChanged(stationId));
        var standing = wanted.Select(one => one.Uid).ToHashSet();
        return (added.Concat(removed).Select(one => one.Uid).Distinct().Count(), removed.Select(one => one.Uid).Distinct().Count(uid => !standing.Contains(uid)));
    }

    private static ImportReport Report(string path, string file, IReadOnlyList<Read> reads, int changed, int freed)
    {
        using var list = new ListFile(path, ".rejected.csv", ';', ["rp_line", "rp_uid", "rp_code", "rp_reason_da", "rp_reason_en"]);
        var problems = reads.Where(read => read.Problem is not null)
            .Select(read => (read.Event, Problem: read.Problem!.At(new Place(file, read.Event.Line), EventTimes.Most))).ToList();
        foreach (var (one, problem) in problems)
            list.Write([one.Line.ToString(CultureInfo.InvariantCulture), one.Uid ?? "", problem.Code, problem.Danish, problem.English]);
        var skipped = reads.Count(read => read.Problem is null && read.IsNoBooking);
        return new ImportReport(
            reads.Count, changed, Math.Max(0, reads.Count - problems.Count - skipped - changed), problems.Count, 0, freed,
            [.. problems.Select(one => one.Problem).Take(ShownProblems)], list.Path, null)
        { Skipped = skipped };
    }
}
