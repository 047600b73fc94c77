using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Reactions;

namespace ReactionPlans.Flow.Reactions;

/// <summary>Makes room for a visit that would have no place, by moving as few announced visits as can be, and tells those who had been told.</summary>
internal static class MoveVisits
{
    /// <summary>What begins sooner stays: people are on their way to it.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromDays(1);

    /// <summary>Visits planned anew at once, the new ones included: more would hardly help, and the stations are locked meanwhile.</summary>
    private const int Most = 12;

    /// <summary>A plan of the demand's wishes with more of their visits placed; null: moving others does not help.</summary>
    public static async Task<IReadOnlyList<PlacedVisit>?> ToMakeRoom(
        Work work, AgreementBook agreements, StationFacts facts, StationDemand demand, IReadOnlyList<PlacedVisit> without)
    {
        var own = demand.Wishes.Select(wish => wish.Id).ToHashSet();
        var span = new { settled_until = work.Now + Settled, from = demand.Wishes.Min(wish => wish.From), until = demand.Wishes.Max(wish => wish.Until) };
        var rows = (await work.Query<VisitOfStep>("Reactions/list-movable-visits.sql", span))
            .GroupBy(row => row.WishId).Where(group => !own.Contains(group.Key)).Select(group => group.ToList()).ToList();
        var (wishes, visits) = (demand.Wishes.ToList(), demand.Wishes.Sum(wish => wish.Visits));
        foreach (var step in rows)
        {
            var activation = await PinnedActivation.Find(work, agreements, step[0].ActivationId);
            var whole = await facts.WishOf(activation, step[0]);
            var other = whole with { From = whole.From > work.Now + Settled ? whole.From : work.Now + Settled, Announced = [.. step.Select(row => row.Told)] };
            if (visits + other.Visits > Most)
                break;
            // A site may have been taken off the list, or lie behind nearer ones now: what stands there stays.
            if (other.Visits != step.Count || !step.TrueForAll(row => row.SiteId is null || other.Sites.Any(choice => choice.Site.Id == row.SiteId)))
                continue;
            wishes.Add(other);
            visits += other.Visits;
        }

        if (wishes.Count == demand.Wishes.Count)
            return null;
        var told = wishes.Skip(demand.Wishes.Count).SelectMany(other => other.Announced).Where(visit => visit.IsPlaced).ToDictionary(visit => (visit.WishId, visit.Number));
        var standing = demand.Booked.Where(booking => !told.Values.Any(visit => (visit.StationId, visit.StartsAt) == (booking.StationId, booking.StartsAt) && visit.SiteId == booking.SiteId)).ToList();
        var plan = StationPlan.Make(demand with { Wishes = wishes, Booked = standing });

        var mine = plan.Where(visit => own.Contains(visit.WishId)).ToList();
        if (mine.Count(visit => visit.IsPlaced) <= without.Count(visit => visit.IsPlaced) || plan.Any(visit => !visit.IsPlaced && told.ContainsKey((visit.WishId, visit.Number))))
            return null;
        var moved = plan.Where(visit => visit.IsPlaced && !own.Contains(visit.WishId) && !(told.TryGetValue((visit.WishId, visit.Number), out var before) && before.IsAt(visit)));
        foreach (var group in moved.GroupBy(visit => visit.WishId))
        {
            var step = rows.Find(other => other[0].WishId == group.Key)![0];
            await ChangeVisits.Store(work, await PinnedActivation.Find(work, agreements, step.ActivationId), step, group, _ => throw new InvalidOperationException("A moved visit has a place."));
        }

        return mine;
    }
}
