using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;

namespace ReactionPlans.Flow.Delivery;

/// <summary>Reads a station's calendar: the visits of every partnership, without whose they are. Who may see one station may see all of its day.</summary>
public sealed class ReadStationCalendar(Database database, Wording wording)
{
    /// <summary>So long a visit stays in it after its end, and one that was called off too.</summary>
    public static readonly TimeSpan Told = TimeSpan.FromDays(30);

    private sealed record StationRow(string Id, string Name);

    private sealed record Row
    {
        public Guid Uid { get; init; }
        public int VisitNumber { get; init; }
        public int Revision { get; init; }
        public bool IsCancelled { get; init; }
        public string? Site { get; init; }
        public DateTimeOffset StartsAt { get; init; }
        public DateTimeOffset EndsAt { get; init; }
        public DateTimeOffset ChangedAt { get; init; }
    }

    /// <returns>The calendar (RFC 5545); null: there is no such station.</returns>
    public Task<string?> Of(string stationId, CancellationToken stopping) =>
        database.Do(async work =>
        {
            if (await work.QueryOne<StationRow>("Delivery/find-station.sql", new { station_id = stationId }) is not { } station)
                return null;
            var rows = await work.Query<Row>("Delivery/read-station-calendar.sql", new { station_id = stationId, since = work.Now - Told });
            return StationCalendar.Publish(wording.Line(station.Name), rows.Select(row => new VisitEvent(
                row.Uid, row.Revision, row.ChangedAt, row.StartsAt, row.EndsAt, VisitEvent.TitleOf(wording.Line("Mobil politistation"), row.VisitNumber),
                row.Site, station.Name, row.IsCancelled)));
        }, stopping);
}
