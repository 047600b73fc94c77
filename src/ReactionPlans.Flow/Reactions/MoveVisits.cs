using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules.Reactions;

namespace ReactionPlans.Flow.Reactions;

/// <summary>Makes room for a visit that would have no place, by moving as few announced visits as can be, and tells those who had been told.</summary>
internal static class MoveVisits
{
    /// <summary>What begins sooner stays: people are on their way to it.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromDays(1);

    /// <summary>Visits planned anew at once, the new ones included: more would hardly help, and the stations are locked meanwhile.</summary>
    private const int Most = 12;

    private sealed record MovableVisit : StationTask
    {
        public Guid ActivationId { get; init; }
        public int VisitNumber { get; init; }
        public string? StationId { get; init; }
        public string? SiteId { get; init; }
        public DateTimeOffset? StartsAt { get; init; }
        public DateTimeOffset? EndsAt { get; init; }

        public string WishId => $"{ActivationId}/{StepId}";

        public PlacedVisit Told => new(WishId, VisitNumber, StationId, SiteId, StartsAt, EndsAt);
    }

    /// <summary>A plan of the wish with more of its visits placed; null: moving others does not help.</summary>
    public static async Task<IReadOnlyList<PlacedVisit>?> ToMakeRoom(
        Work work, AgreementBook agreements, StationFacts facts, StationDemand demand, IReadOnlyList<PlacedVisit> without)
    {
        var wish = demand.Wishes.Single();
        var rows = (await work.Query<MovableVisit>("Reactions/list-movable-visits.sql", new { settled_until = work.Now + Settled, from = wish.From, until = wish.Until }))
            .GroupBy(row => row.WishId).Select(group => group.ToList()).ToList();
        var (wishes, visits) = (new List<VisitWish> { wish }, wish.Visits);
        foreach (var own in rows)
        {
            var activation = await PinnedActivation.Find(work, agreements, own[0].ActivationId);
            var whole = await facts.WishOf(activation, own[0]);
            var other = whole with { From = whole.From > work.Now + Settled ? whole.From : work.Now + Settled, Announced = [.. own.Select(row => row.Told)] };
            if (visits + other.Visits > Most)
                break;
            // A site may have been taken off the list, or lie behind nearer ones now: what stands there stays.
            if (other.Visits != own.Count || !own.TrueForAll(row => row.SiteId is null || other.Sites.Any(choice => choice.Site.Id == row.SiteId)))
                continue;
            wishes.Add(other);
            visits += other.Visits;
        }

        if (wishes.Count == 1)
            return null;
        var told = wishes.SelectMany(other => other.Announced).Where(visit => visit.IsPlaced).ToDictionary(visit => (visit.WishId, visit.Number));
        var standing = demand.Booked.Where(booking => !told.Values.Any(visit => (visit.StationId, visit.StartsAt) == (booking.StationId, booking.StartsAt) && visit.SiteId == booking.SiteId)).ToList();
        var plan = StationPlan.Make(demand with { Wishes = wishes, Booked = standing });

        var mine = plan.Where(visit => visit.WishId == wish.Id).ToList();
        if (mine.Count(visit => visit.IsPlaced) <= without.Count(visit => visit.IsPlaced) || plan.Any(visit => !visit.IsPlaced && told.ContainsKey((visit.WishId, visit.Number))))
            return null;
        var moved = plan.Where(visit => visit.IsPlaced && visit.WishId != wish.Id && !(told.TryGetValue((visit.WishId, visit.Number), out var before) && before.IsAt(visit)));
        foreach (var group in moved.GroupBy(visit => visit.WishId))
            await Move(work, agreements, rows.Find(own => own[0].WishId == group.Key)![0], group);
        return mine;
    }

    private static async Task Move(Work work, AgreementBook agreements, MovableVisit step, IEnumerable<PlacedVisit> visits)
    {
        foreach (var visit in visits)
        {
            await work.Execute("Reactions/move-visit.sql", new
            {
                activation_id = step.ActivationId,
                step_id = step.StepId,
                visit_number = visit.Number,
                station_id = visit.StationId,
                site_id = visit.SiteId,
                starts_at = visit.StartsAt,
                ends_at = visit.EndsAt,
                now = work.Now,
            });
        }

        var activation = await PinnedActivation.Find(work, agreements, step.ActivationId);
        var moves = (await work.Query<int>("Reactions/count-moves.sql", new { activation_id = step.ActivationId, step_id = step.StepId }))[0];
        await Notices.Plan(
            work, step.ActivationId, activation.Key.FiredOn, activation.Key.PartnershipId, Wording.VisitStep(step.StepId, moves), "station-visit", [step.Responsible]);
    }
}
