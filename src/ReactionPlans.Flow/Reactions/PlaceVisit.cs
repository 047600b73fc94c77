using System.Globalization;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Access;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Reactions;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Reactions;

/// <summary>Which visit, by its plan.</summary>
public sealed record VisitId(Guid ActivationId, string StepId, int Number);

/// <summary>Where and when a person wants a visit.</summary>
/// <param name="Revision">How often the visit had been changed when the person looked: what they decide about is what they saw.</param>
public sealed record WantedPlace(string StationId, string SiteId, DateTimeOffset StartsAt, int Revision);

/// <summary>A site that a visit can be given.</summary>
/// <param name="Metres">From where the reports lie; from the area where no site lies in it.</param>
public sealed record SiteForVisit(string Id, string Name, string Kind, double Metres);

/// <summary>A visit as it stands, and within what a person can give it another place.</summary>
/// <param name="StartsAt">Null: it has no place.</param>
/// <param name="From">No start before.</param>
/// <param name="Until">No start at or after.</param>
/// <param name="Responsible">By name: who is told.</param>
/// <param name="Closed">Why nobody can move it; null: it can be moved.</param>
public sealed record VisitToPlace(
    VisitId Id, string Areas, int Revision, string? StationId, string? Station, string? SiteId, string? Site, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt,
    TimeSpan Length, DateTimeOffset From, DateTimeOffset Until, IReadOnlyList<SiteForVisit> Sites, string Responsible, Problem? Closed);

/// <summary>A person of the police gives a visit another time, site or station, or one without a place its first. The plan's own rules hold, <see cref="StationRules"/>, and those
/// who had been told are told again. From then on a plan moves it only when it cannot stay.</summary>
public sealed class PlaceVisit(Database database, AgreementBook agreements)
{
    private sealed record Row : VisitOfStep
    {
        public string State { get; init; } = "";
        public int Revision { get; init; }
        public bool GateIsOpen { get; init; }
        public string? Station { get; init; }
        public string? Site { get; init; }
        public string Areas { get; init; } = "";
    }

    private sealed record SiteRow(string Id, string Name, string Kind);

    /// <summary>All that the answer hangs on, read under the stations' lock.</summary>
    private sealed record Facts(Row Visit, PinnedActivation Activation, StationFacts Stations, VisitWish Wish)
    {
        public PlacedVisit At(WantedPlace place) => new(Wish.Id, Visit.VisitNumber, place.StationId, place.SiteId, place.StartsAt, place.StartsAt + Wish.Length);
    }

    /// <returns>Null: there is no such visit of the partnership.</returns>
    public Task<VisitToPlace?> Show(VisitId id, string partnershipId, CancellationToken stopping) => database.Do(async work =>
    {
        if (await Read(work, id, partnershipId) is not { } facts)
            return null;
        var (visit, wish) = (facts.Visit, facts.Wish);
        var names = (await work.Query<SiteRow>("Reactions/show-sites.sql", new { ids = wish.Sites.Select(choice => choice.Site.Id).ToArray() })).ToDictionary(row => row.Id);
        return new VisitToPlace(
            id, visit.Areas, visit.Revision, visit.StationId, visit.Station, visit.SiteId, visit.Site, visit.StartsAt, visit.EndsAt, wish.Length, StationCost.OnGrid(wish.From), wish.Until,
            [.. wish.Sites.Select(choice => new SiteForVisit(choice.Site.Id, names[choice.Site.Id].Name, choice.Site.Kind, choice.Metres))],
            facts.Activation.Agreement.FindPerson(visit.Responsible)?.Name ?? visit.Responsible, Closed(work, facts));
    }, stopping);

    /// <summary>What <see cref="Place"/> would answer now; changes nothing.</summary>
    public Task<Problem?> Judge(VisitId id, WantedPlace place, string partnershipId, string personId, CancellationToken stopping) =>
        database.Do(async work => (await Judge(work, id, place, partnershipId, personId)).Problem, stopping);

    /// <returns>Null: it stands there, since now or since the same was said before.</returns>
    public Task<Problem?> Place(VisitId id, WantedPlace place, string partnershipId, string personId, CancellationToken stopping) => database.Do(async work =>
    {
        var (facts, problem) = await Judge(work, id, place, partnershipId, personId);
        if (problem is not null || facts is null || facts.Visit.Told.IsAt(facts.At(place)))
            return problem;

        await ChangeVisits.Store(work, facts.Activation, facts.Visit, [facts.At(place)], _ => "", placedBy: $"{partnershipId}/{personId}");
        await Audit.Write(work, Actor.Person(personId), new AuditEntry(
            AuditAction.VisitMoved, partnershipId, "visit", string.Create(CultureInfo.InvariantCulture, $"{id.ActivationId}/{id.StepId}/{id.Number}"), new
            {
                from = new { station = facts.Visit.StationId, site = facts.Visit.SiteId, starts = facts.Visit.StartsAt },
                to = new { station = place.StationId, site = place.SiteId, starts = place.StartsAt },
            }));
        return null;
    }, stopping);

    private async Task<(Facts? Facts, Problem? Problem)> Judge(Work work, VisitId id, WantedPlace place, string partnershipId, string personId)
    {
        if (await Read(work, id, partnershipId) is not { } facts)
            return (null, Problems.VisitNotMovable.With());
        var person = facts.Activation.Agreement.FindPerson(personId);
        if (person is null || !person.May(Right.ConfirmStations) || !person.ActsFor(Party.Police))
            return (facts, Problems.MayNot.With());
        if (facts.Visit.Told.IsAt(facts.At(place)))
            return (facts, null); // sent twice, or nothing changed
        if (Closed(work, facts) is { } closed)
            return (facts, closed);
        if (facts.Visit.Revision != place.Revision)
            return (facts, Problems.VisitMovedMeanwhile.With(Standing(facts.Visit)));
        if (facts.Stations.Stations.All(station => station.Id != place.StationId))
            return (facts, Problems.StationUnknown.With(place.StationId));

        var others = (await facts.Stations.Bookings(work.Now)).ToList();
        if (facts.Visit.Booking is { } own)
            others.Remove(own);
        var alone = new StationDemand([facts.Wish with { Visits = 1 }], facts.Stations.Stations, others);
        var broken = StationRules.Broken(alone, [facts.At(place) with { Number = 1 }]).Select(one => one.Rule).Order().ToList();
        return (facts, broken.Count == 0 ? null : await Why(work, broken[0], facts, place));
    }

    private async Task<Facts?> Read(Work work, VisitId id, string partnershipId)
    {
        var stations = await StationFacts.Read(work);
        var key = new { activation_id = id.ActivationId, step_id = id.StepId, visit_number = id.Number, partnership_id = partnershipId, now = work.Now };
        if (await work.QueryOne<Row>("Reactions/find-visit-to-place.sql", key) is not { } visit)
            return null;
        var activation = await PinnedActivation.Find(work, agreements, id.ActivationId);
        return new Facts(visit, activation, stations, await stations.WishOf(activation, visit));
    }

    private static Problem? Closed(Work work, Facts facts) =>
        !facts.Visit.GateIsOpen ? Problems.VisitGateClosed.With()
        : facts.Visit.State == "Cancelled" || facts.Activation.Key.EndedAt is not null || facts.Visit.StartsAt <= work.Now || facts.Wish.From >= facts.Wish.Until ? Problems.VisitNotMovable.With()
        : null;

    private static async Task<Problem> Why(Work work, StationRule broken, Facts facts, WantedPlace place)
    {
        var (starts, ends) = (place.StartsAt, place.StartsAt + facts.Wish.Length);
        switch (broken)
        {
            case StationRule.InTime:
                return Problems.VisitOutsideWindow.With(Moment(StationCost.OnGrid(facts.Wish.From)), Moment(facts.Wish.Until));
            case StationRule.CrewHours:
                return Problems.VisitOutsideCrewHours.With();
            case StationRule.OneCrewAVisit:
                var outages = await work.Query<OutageReason>("Reactions/list-outages.sql", new { station_id = place.StationId, now = work.Now });
                return outages.FirstOrDefault(outage => outage.StartsAt < ends && starts < outage.EndsAt) is { } said
                    ? Problems.VisitStationOut.With(said.Reason.TrimEnd('.', ' '))
                    : Problems.VisitDoubleBooked.With(StationCrews.SetUp.TotalMinutes);
            case StationRule.OneVisitASite:
                return Problems.VisitSiteTaken.With();
            default:
                return Problems.VisitSiteUnfit.With();
        }
    }

    private static Phrase Standing(Row visit) => visit is { StartsAt: { } starts, Station: { } station }
        ? Phrase.Same(station) + (visit.Site is { } site ? Phrase.Of($" ved {site}", $" at {site}") : Phrase.None) + Phrase.Of($", {starts}", $", {starts}")
        : new Phrase("uden plads", "without a place");

    private static Phrase Moment(DateTimeOffset instant) => Phrase.Of($"{instant}", $"{instant}");
}

/// <summary>One row of list-outages.sql.</summary>
internal sealed record OutageReason(DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Reason);
