using ReactionPlans.Rules.Reactions;

namespace ReactionPlans.Flow.Reactions;

/// <summary>Plans the mobile stations' visits: the cheapest plan by <see cref="StationCost"/> that keeps <see cref="StationRules"/>.</summary>
/// <remarks>The same demand always gives the same plan, on a fast machine and a slow one: the solver's seed is fixed and its work is counted, not timed.
/// There is always a plan, at worst the greedy one it begins with.</remarks>
public static class StationPlan
{
    /// <summary>So many visits are planned in one model, to the end if the effort allows it.</summary>
    private const int AtOnce = 12;

    private const double EffortAtOnce = 0.2;

    /// <summary>Of more, so many at a time beside the others as they stand.</summary>
    private const int InARound = 6;

    private const double EffortInARound = 0.01;

    /// <summary>Models for a large demand, about: each wish is planned anew at least once.</summary>
    private const int Models = 24;

    /// <summary>A place for every wished visit, or null where none was found.</summary>
    public static IReadOnlyList<PlacedVisit> Make(StationDemand demand)
    {
        var plan = StationVisits.Plan(demand);
        var starts = new StationStarts(demand.Stations, demand.Booked, demand.Wishes.Sum(wish => wish.Visits));
        var bounds = demand.Wishes.ToDictionary(wish => wish, wish => new StationBound(wish, starts.Of(wish)));
        var unfair = StationCost.LargestUnplacedShare(demand.Wishes.Select(wish => (wish.PartnershipId, wish.Visits, bounds[wish].HasPlaces ? 0 : wish.Visits)));
        if (StationCost.Of(demand, plan) <= bounds.Values.Sum(bound => bound.Total) + (unfair * StationCost.UnfairThousandth))
            return plan; // most often: one wish, and crews with time

        var free = demand.Wishes.Where(wish => bounds[wish].HasPlaces).ToList();
        if (free.Sum(wish => wish.Visits) <= AtOnce)
            return Improve(demand, plan, free, EffortAtOnce);

        // A fixed seed: .NET keeps the numbers of a seeded Random.
        var dice = new Random(1);
        for (var round = 0; round < Math.Max(1, Models / free.Count); round++)
        {
            long Regret(VisitWish wish) => StationCost.OfWish(wish, [.. plan.Where(visit => visit.WishId == wish.Id)]) - bounds[wish].Total;
            foreach (var wish in free.Where(wish => Regret(wish) > 0).OrderByDescending(Regret).ToList())
                plan = Improve(demand, plan, WithRivals(wish, bounds[wish], plan, free, round, dice), EffortInARound);
        }

        return plan;
    }

    /// <summary>Plans some wishes anew while the others stay. Never dearer than before.</summary>
    private static IReadOnlyList<PlacedVisit> Improve(StationDemand demand, IReadOnlyList<PlacedVisit> plan, IReadOnlyList<VisitWish> free, double effort)
    {
        var freed = free.Select(wish => wish.Id).ToHashSet();
        var (settled, known) = (plan.Where(visit => !freed.Contains(visit.WishId)).ToList(), plan.Where(visit => freed.Contains(visit.WishId)).ToList());
        if (new StationModel(demand, free, settled, known).Solve(effort) is not { } found)
            return plan;

        List<PlacedVisit> better = [.. settled, .. found];
        return StationCost.Of(demand, better) < StationCost.Of(demand, plan) ? better : plan;
    }

    /// <summary>A wish and those that stand in its way: whose visits take the places that would be cheaper for it, or in later rounds any.</summary>
    private static List<VisitWish> WithRivals(VisitWish wish, StationBound bound, IReadOnlyList<PlacedVisit> plan, List<VisitWish> free, int round, Random dice)
    {
        var visits = plan.ToLookup(visit => visit.WishId);
        var dearest = visits[wish.Id].Max(visit => visit.IsPlaced
            ? bound.CostOf(wish.Sites.First(choice => choice.Site.Id == visit.SiteId), StationStarts.QuarterOf(visit.StartsAt!.Value)) : long.MaxValue);
        var wanted = bound.Options
            .SelectMany(option => option.Starts.Where(start => bound.CostOf(option.Choice, start) < dearest)
                .Select(start => StationStarts.VisitAt(wish, option.Crew.StationId, option.Choice.Site, start)))
            .ToLookup(place => place.StationId);
        double InTheWay(VisitWish other) => visits[other.Id].Where(visit => visit.IsPlaced)
            .Sum(visit => wanted[visit.StationId!].Count(place => !StationCrews.FitOneCrew(place, visit.In(other)!)));

        var rivals = free.Where(other => other != wish).Select(other => (Wish: other, By: round == 0 ? InTheWay(other) : dice.NextDouble()));
        var (chosen, count) = (new List<VisitWish> { wish }, wish.Visits);
        foreach (var (other, _) in rivals.OrderByDescending(rival => rival.By).TakeWhile(rival => rival.By > 0))
        {
            if (count + other.Visits > InARound)
                break;
            chosen.Add(other);
            count += other.Visits;
        }

        return chosen;
    }
}
