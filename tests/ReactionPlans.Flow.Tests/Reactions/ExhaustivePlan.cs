using ReactionPlans.Rules.Reactions;

namespace ReactionPlans.Flow.Tests.Reactions;

/// <summary>The cheapest plan of a small demand, found by going through all of them. It shares nothing with the solver but what the rules and the cost are.</summary>
internal sealed class ExhaustivePlan
{
    private readonly StationDemand demand;
    private readonly List<(VisitWish Wish, int Number)> wanted;
    private readonly List<List<(PlacedVisit Visit, StationBooking Crew, long Cost)>> places = [];
    private readonly List<PlacedVisit> plan = [];
    private readonly List<StationBooking> calendar;

    private ExhaustivePlan(StationDemand demand)
    {
        this.demand = demand;
        calendar = [.. demand.Booked];
        wanted = [.. demand.Wishes.SelectMany(wish => Enumerable.Range(1, wish.Visits), (wish, number) => (wish, number))];
        foreach (var (wish, number) in wanted)
            places.Add([.. PlacesOf(wish, number).OrderBy(place => place.Cost)]);
    }

    /// <summary>In points.</summary>
    public long Least { get; private set; } = long.MaxValue;

    public static long CostOf(StationDemand demand)
    {
        var search = new ExhaustivePlan(demand);
        search.Try(0);
        return search.Least;
    }

    private IEnumerable<(PlacedVisit Visit, StationBooking Crew, long Cost)> PlacesOf(VisitWish wish, int number)
    {
        var alone = demand with { Wishes = [wish with { Visits = 1 }] };
        var grid = StationRules.Grid.Ticks;
        for (var start = new DateTimeOffset((wish.From.UtcTicks + grid - 1) / grid * grid, TimeSpan.Zero); start < wish.Until; start += StationRules.Grid)
        {
            foreach (var station in demand.Stations)
            {
                foreach (var choice in wish.Sites)
                {
                    var visit = new PlacedVisit(wish.Id, 1, station.Id, choice.Site.Id, start, start + wish.Length);
                    if (StationRules.Broken(alone, [visit]).Count == 0)
                        yield return (visit with { Number = number }, visit.In(wish)!, StationCost.OfWish(wish, [visit with { Number = number }]));
                }
            }
        }
    }

    /// <summary>Every visit only adds to the cost, so what costs as much as the best already need not be finished.</summary>
    private void Try(int next)
    {
        if (demand.Wishes.Sum(wish => StationCost.OfWish(wish, [.. plan.Where(visit => visit.WishId == wish.Id)])) >= Least)
            return;
        if (next == wanted.Count)
        {
            Least = Math.Min(Least, StationCost.Of(demand, plan));
            return;
        }

        foreach (var (visit, crew, _) in places[next])
        {
            var capacity = demand.Stations.Single(station => station.Id == crew.StationId).Capacity;
            if (calendar.Exists(other => StationRules.SharesSite(crew, other)) || !StationCrews.HasRoom(capacity, crew, calendar))
                continue;
            calendar.Add(crew);
            plan.Add(visit);
            Try(next + 1);
            plan.RemoveAt(plan.Count - 1);
            calendar.RemoveAt(calendar.Count - 1);
        }

        plan.Add(PlacedVisit.Nowhere(wanted[next].Wish.Id, wanted[next].Number));
        Try(next + 1);
        plan.RemoveAt(plan.Count - 1);
    }
}
