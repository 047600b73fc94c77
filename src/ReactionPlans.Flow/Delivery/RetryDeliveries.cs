using ReactionPlans.Contracts;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Reactions;

namespace ReactionPlans.Flow.Delivery;

/// <summary>A person sets a group of the partnership's deliveries going again: the same deliveries under the same ids, so that a carrier knows what it has.</summary>
public sealed class RetryDeliveries(Database database)
{
    private sealed record Planned(Guid ActivationId, string StepId);

    /// <param name="reason">Of those that failed; null: those that were handed on long ago and have no answer.</param>
    /// <returns>How many; 0: there are none of that kind any more, or trying again would not help (<see cref="StuckDelivery.MayRetry"/>).</returns>
    public Task<int> Retry(string channel, string? reason, string partnershipId, string personId, CancellationToken stopping) => database.Do(async work =>
    {
        var cause = StuckDelivery.CauseOf(reason is null ? DeliveryState.Sending : DeliveryState.Failed, reason);
        if (!StuckDelivery.MayRetry(cause, channel))
            return 0;
        var deliveries = reason is null ? await HandOn(work, channel, partnershipId) : await PlanAnew(work, channel, reason, partnershipId);
        if (deliveries > 0)
            await Audit.Write(work, Actor.Person(personId), new AuditEntry(AuditAction.DeliveriesRetried, partnershipId, "channel", channel, new { reason, deliveries }));
        return deliveries;
    }, stopping);

    private static async Task<int> HandOn(Work work, string channel, string partnershipId)
    {
        var batches = await work.Query<Guid>("Delivery/hand-on-again.sql", new { partnership_id = partnershipId, channel, under_way = work.Now - DeliveryDeadline.UnderWay, now = work.Now });
        await work.Publish<SendDeliveries>(batches.Distinct().Select(batch => new SendDeliveries(batch)).ToList());
        return batches.Count;
    }

    private static async Task<int> PlanAnew(Work work, string channel, string reason, string partnershipId)
    {
        var planned = await work.Query<Planned>("Delivery/retry-failed.sql",
            new { partnership_id = partnershipId, channel, reason, since = work.Now - StuckDelivery.ListedFor, now = work.Now });
        await work.Publish<ReactionPlanned>(planned.Distinct().Select(step => new ReactionPlanned(step.ActivationId, step.StepId)).ToList());
        return planned.Count;
    }
}
