using System.Globalization;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Access;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Reactions;

/// <summary>When a mobile station cannot be sent.</summary>
/// <param name="Crews">How many of its crews; at least 1. Null: all.</param>
/// <param name="Because">Told to the parties whose visits find no other place.</param>
public sealed record Outage(string StationId, DateTimeOffset From, DateTimeOffset To, int? Crews, string Because)
{
    /// <summary>As a person writes it; a day alone is the whole day. Null: one of the times cannot be read.</summary>
    public static Outage? Read(string stationId, string from, string to, int? crews, string because) =>
        Moment.TryParse(from, [], out var first) && Moment.TryParse(to, [], out var last) ? new Outage(stationId, first.Start, last.End, crews, because) : null;
}

/// <summary>A person of the police says that a mobile station cannot be sent for a time, or that it can again. Its visits are planned anew by <see cref="ReplanVisits"/>.</summary>
public sealed class TakeStationOut(Database database, AgreementBook agreements)
{
    /// <summary>No plan reaches further ahead by far; more is a mistyped year.</summary>
    public const int LongestDays = 366;

    private const int LongestReason = 300;

    /// <returns>Null: noted, now or when it was said before.</returns>
    public Task<Problem?> Take(Outage outage, string partnershipId, string personId, CancellationToken stopping) => ByThePolice(partnershipId, personId, outage.StationId, async work =>
    {
        if (string.IsNullOrWhiteSpace(outage.Because) || outage.Because.Length > LongestReason)
            return Problems.ReasonMissing.With("station out");
        if (outage.Crews < 1)
            return Problems.OutageCrewsWrong.With();
        if (outage.From >= outage.To || outage.To <= work.Now || outage.To - outage.From > TimeSpan.FromDays(LongestDays))
            return Problems.OutageTimesWrong.With(LongestDays, Moment.Expected);

        var noted = await work.Execute("Reactions/add-outage.sql", new
        {
            station_id = outage.StationId,
            uid = string.Create(CultureInfo.InvariantCulture, $"out/{outage.To.UtcDateTime:O}/{outage.Crews}"),
            starts_at = outage.From,
            ends_at = outage.To,
            crews = outage.Crews,
            reason = outage.Because.Trim(),
            noted_by = $"{partnershipId}/{personId}",
            now = work.Now,
        });
        if (noted == 1)
            await Tell(work, AuditAction.StationTakenOut, partnershipId, personId, outage.StationId, new { from = outage.From, to = outage.To, crews = outage.Crews });
        return null;
    }, stopping);

    /// <summary>All that was said of its being out ends now.</summary>
    public Task<Problem?> Return(string stationId, string partnershipId, string personId, CancellationToken stopping) => ByThePolice(partnershipId, personId, stationId, async work =>
    {
        if (await work.Execute("Reactions/end-outages.sql", new { station_id = stationId, now = work.Now }) == 0)
            return Problems.StationNotOut.With(stationId);
        await Tell(work, AuditAction.StationBack, partnershipId, personId, stationId, detail: null);
        return null;
    }, stopping);

    private Task<Problem?> ByThePolice(string partnershipId, string personId, string stationId, Func<Work, Task<Problem?>> body, CancellationToken stopping) =>
        database.Do(async work =>
        {
            var person = (await agreements.InForce(work, work.Today)).FirstOrDefault(agreement => agreement.Partnership.Id == partnershipId)?.FindPerson(personId);
            if (person is null)
                return Problems.PersonUnknown.With(personId);
            if (!person.May(Right.ConfirmStations) || !person.ActsFor(Party.Police))
                return Problems.MayNot.With();
            return await work.QueryOne<StationName>("Delivery/find-station.sql", new { station_id = stationId }) is null
                ? Problems.StationUnknown.With(stationId)
                : await body(work);
        }, stopping);

    private static async Task Tell(Work work, AuditAction action, string partnershipId, string personId, string stationId, object? detail)
    {
        await work.Publish(new StationCalendarChanged(stationId));
        await Audit.Write(work, Actor.Person(personId), new AuditEntry(action, partnershipId, "station", stationId, detail));
    }
}

/// <summary>One row of lock-station.sql, or of find-station.sql.</summary>
internal sealed record StationName(string Id, string Name);
