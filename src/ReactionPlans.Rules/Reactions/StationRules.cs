using ReactionPlans.Rules.Time;

namespace ReactionPlans.Rules.Reactions;

/// <summary>What no plan of the mobile stations may break.</summary>
public enum StationRule
{
    /// <summary>Each wished visit stands in the plan once, placed or not, with the length that was wished.</summary>
    AsWished,

    /// <summary>Not before the gate, on a quarter of an hour, and not at or after the last instant.</summary>
    InTime,

    /// <summary>Inside one span of the crew's hours.</summary>
    CrewHours,

    /// <summary>At a site of the wish, and inside one span of its opening hours when it has any.</summary>
    AtAnOpenSite,

    /// <summary>No more visits than the station has crews, with set-up and drive between two visits of a crew.</summary>
    OneCrewAVisit,

    /// <summary>Never two visits at one site at the same time.</summary>
    OneVisitASite,
}

/// <summary>A rule that a visit of a plan breaks.</summary>
public sealed record BrokenStationRule(StationRule Rule, string WishId, int Number);

/// <summary>Judges a plan of the mobile stations' visits. It knows nothing of how the plan was made.</summary>
public static class StationRules
{
    /// <summary>Visits start on quarters of an hour.</summary>
    public static readonly TimeSpan Grid = TimeSpan.FromMinutes(15);

    /// <summary>Every rule that is broken, with the visit that breaks it; none: the plan can be carried out.</summary>
    /// <remarks>Bookings are not judged: where they break a rule among themselves, the plan only has to keep out of it.</remarks>
    public static IReadOnlyList<BrokenStationRule> Broken(StationDemand demand, IReadOnlyList<PlacedVisit> plan)
    {
        var broken = new List<BrokenStationRule>();
        var taken = new List<(PlacedVisit Visit, StationBooking Crew)>();
        foreach (var wish in demand.Wishes)
        {
            var visits = plan.Where(visit => visit.WishId == wish.Id).ToList();
            for (var number = 1; number <= wish.Visits; number++)
            {
                if (visits.Count(visit => visit.Number == number) != 1)
                    broken.Add(new(StationRule.AsWished, wish.Id, number));
            }

            foreach (var visit in visits)
            {
                broken.AddRange(BrokenAlone(demand, wish, visit).Select(rule => new BrokenStationRule(rule, wish.Id, visit.Number)));
                if (wish.Sites.Any(choice => choice.Site.Id == visit.SiteId) && visit.In(wish) is { } crew)
                    taken.Add((visit, crew));
            }
        }

        broken.AddRange(plan.Where(visit => demand.Wishes.All(wish => wish.Id != visit.WishId))
            .Select(visit => new BrokenStationRule(StationRule.AsWished, visit.WishId, visit.Number)));
        foreach (var (visit, crew) in taken)
        {
            var others = taken.Where(other => other.Visit != visit).Select(other => other.Crew).Concat(demand.Booked).ToList();
            var capacity = demand.Stations.FirstOrDefault(station => station.Id == crew.StationId)?.Capacity ?? 0;
            if (!StationCrews.HasRoom(capacity, crew, others))
                broken.Add(new(StationRule.OneCrewAVisit, visit.WishId, visit.Number));
            if (others.Any(other => SharesSite(crew, other)))
                broken.Add(new(StationRule.OneVisitASite, visit.WishId, visit.Number));
        }

        return broken;
    }

    /// <summary>Whether two visits are at one site at the same time.</summary>
    public static bool SharesSite(StationBooking one, StationBooking other) =>
        one.SiteId is not null && one.SiteId == other.SiteId && one.StartsAt < other.EndsAt && other.StartsAt < one.EndsAt;

    private static IEnumerable<StationRule> BrokenAlone(StationDemand demand, VisitWish wish, PlacedVisit visit)
    {
        if (visit.Number < 1 || visit.Number > wish.Visits)
            yield return StationRule.AsWished;
        if (visit is not { StartsAt: { } start, EndsAt: { } end, StationId: not null, SiteId: not null })
        {
            if (visit is not { StartsAt: null, EndsAt: null, StationId: null, SiteId: null })
                yield return StationRule.AsWished;
            yield break;
        }

        if (end - start != wish.Length)
            yield return StationRule.AsWished;
        if (start < wish.From || start >= wish.Until || start.UtcTicks % Grid.Ticks != 0)
            yield return StationRule.InTime;
        if (demand.Stations.FirstOrDefault(station => station.Id == visit.StationId) is not { } sent || !Covers(sent.CrewHours, start, end))
            yield return StationRule.CrewHours;
        if (wish.Sites.FirstOrDefault(choice => choice.Site.Id == visit.SiteId) is not { } choice
            || (choice.Site.OpeningHours is { } open && !Covers(open, start, end)))
            yield return StationRule.AtAnOpenSite;
    }

    private static bool Covers(WeeklyHours hours, DateTimeOffset start, DateTimeOffset end) =>
        hours.On(DanishTime.DayOf(start)).Any(span => span.From <= start && end <= span.To);
}
