using ReactionPlans.Rules.Time;

namespace ReactionPlans.Rules.Reactions;

/// <summary>Places visits one after the other, each where it is cheapest: a first plan, from which a better one is looked for.</summary>
public static class StationVisits
{
    /// <summary>Places every visit, or says with null that it has no place. The same facts always give the same answer; it keeps <see cref="StationRules"/>.</summary>
    /// <remarks>Greedy and so not always the most visits possible. Announced visits that still can stay, stay. Of two places that cost the same the earlier
    /// goes, then the first by the ids of site and station.</remarks>
    public static IReadOnlyList<PlacedVisit> Plan(StationDemand demand)
    {
        foreach (var wish in demand.Wishes)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(wish.Visits, 1);
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(wish.Length, TimeSpan.Zero);
        }

        var calendar = demand.Booked.ToList();
        var stations = demand.Stations.OrderBy(station => station.Id, StringComparer.Ordinal).ToList();
        var kept = demand.Wishes.ToDictionary(wish => wish.Id, wish => KeepAnnounced(demand, wish, calendar));
        return [.. demand.Wishes
            .OrderBy(wish => wish.From).ThenBy(wish => wish.Id, StringComparer.Ordinal)
            .SelectMany(wish => PlaceRest(wish, kept[wish.Id], stations, calendar))];
    }

    /// <summary>The starts a wish allows a station at a site, bookings aside: each span's first and last quarter of an hour, in order of time.</summary>
    public static IEnumerable<(DateTimeOffset First, DateTimeOffset Last)> Windows(VisitWish wish, MobileStation station, StationSite site)
    {
        var (first, lastDay) = (StationCost.OnGrid(wish.From), DanishTime.DayOf(wish.Until));
        for (var day = DanishTime.DayOf(first); day <= lastDay; day = day.AddDays(1))
        {
            var open = site.OpeningHours?.On(day).ToList();
            foreach (var crew in station.CrewHours.On(day))
            {
                foreach (var (from, to) in open ?? [crew])
                {
                    var start = StationCost.OnGrid(Later(Later(crew.From, from), first));
                    var last = Before(crew.To < to ? crew.To : to, wish);
                    if (start <= last)
                        yield return (start, last);
                }
            }
        }
    }

    private static List<PlacedVisit> KeepAnnounced(StationDemand demand, VisitWish wish, List<StationBooking> calendar)
    {
        var kept = new List<PlacedVisit>();
        foreach (var told in wish.Announced.Where(told => told.IsPlaced).OrderBy(told => told.Number))
        {
            var alone = new StationDemand([wish with { Visits = told.Number }], demand.Stations, calendar);
            if (StationRules.Broken(alone, [told]).Any(broken => broken.Number == told.Number) || told.In(wish) is not { } crew)
                continue;
            calendar.Add(crew);
            kept.Add(told);
        }

        return kept;
    }

    private static List<PlacedVisit> PlaceRest(VisitWish wish, List<PlacedVisit> kept, List<MobileStation> stations, List<StationBooking> calendar)
    {
        var visits = kept.ToList();
        for (var number = 1; number <= wish.Visits; number++)
        {
            if (kept.Any(visit => visit.Number == number))
                continue;
            var slot = Cheapest(wish, visits, stations, calendar);
            if (slot is not null)
                calendar.Add(slot);
            visits.Add(slot is null
                ? PlacedVisit.Nowhere(wish.Id, number)
                : new PlacedVisit(wish.Id, number, slot.StationId, slot.SiteId, slot.StartsAt, slot.EndsAt));
        }

        return wish.Announced.Count > 0 ? [.. visits.OrderBy(visit => visit.Number)] : Numbered(visits);
    }

    /// <summary>Visits that nobody has heard of are numbered in order of time, those without a place last.</summary>
    public static List<PlacedVisit> Numbered(IEnumerable<PlacedVisit> visits) =>
        [.. visits.OrderBy(visit => visit.StartsAt ?? DateTimeOffset.MaxValue).Select((visit, index) => visit with { Number = index + 1 })];

    private static StationBooking? Cheapest(VisitWish wish, List<PlacedVisit> sofar, List<MobileStation> stations, List<StationBooking> calendar)
    {
        var placed = sofar.Where(visit => visit.IsPlaced).ToList();
        var days = placed.Select(visit => DanishTime.DayOf(visit.StartsAt!.Value)).ToHashSet();
        var (best, least) = ((StationBooking?)null, long.MaxValue);
        foreach (var choice in wish.Sites.OrderBy(choice => choice.Site.Id, StringComparer.Ordinal))
        {
            var standing = StationCost.OfSite(choice) + (placed.Any(visit => visit.SiteId == choice.Site.Id) ? StationCost.SameSite : 0);
            foreach (var station in stations)
            {
                foreach (var (first, last) in Windows(wish, station, choice.Site))
                {
                    var ofDay = standing + (days.Contains(DanishTime.DayOf(first)) ? StationCost.SameDay : 0);
                    for (var start = first; start <= last; start += StationRules.Grid)
                    {
                        var cost = ofDay + StationCost.OfWaiting(wish, start);
                        if (cost > least || (cost == least && start >= best!.StartsAt))
                            break;
                        var slot = new StationBooking(station.Id, start, start + wish.Length, choice.Site.Id, choice.Site.Latitude, choice.Site.Longitude);
                        if (calendar.Exists(other => StationRules.SharesSite(slot, other)) || !StationCrews.HasRoom(station.Capacity, slot, calendar))
                            continue;
                        (best, least) = (slot, cost);
                        break;
                    }
                }
            }
        }

        return best;
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    /// <summary>The last quarter of an hour at which a visit can start, be over when a span ends, and begin before the wish's last instant.</summary>
    private static DateTimeOffset Before(DateTimeOffset spanEnd, VisitWish wish)
    {
        var (fits, before) = (spanEnd - wish.Length, wish.Until.AddTicks(-1));
        var last = fits < before ? fits : before;
        return last.AddTicks(-(last.UtcTicks % StationRules.Grid.Ticks)).ToUniversalTime();
    }
}
