using ReactionPlans.Contracts;
using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.Flow.Reactions;

/// <summary>Plans notices to people of the parties: at once, at any hour, and each only once.</summary>
internal static class Notices
{
    /// <param name="activationId">The activation, or for a spike without one the activation it would have.</param>
    /// <param name="stepId">What the notice is about: the same step tells the same person once.</param>
    /// <param name="personIds">Ids in the agreement.</param>
    public static async Task Plan(
        Work work, Guid activationId, DateOnly firedOn, string partnershipId, string stepId, string template, IEnumerable<string> personIds)
    {
        var planned = await work.Execute("Delivery/plan-notices.sql", new
        {
            activation_id = activationId,
            fired_month = new DateOnly(firedOn.Year, firedOn.Month, 1),
            step_id = stepId,
            template,
            partnership_id = partnershipId,
            person_ids = personIds.Distinct().ToArray(),
            now = work.Now,
        });
        if (planned > 0)
            await work.Publish(new ReactionPlanned(activationId, stepId));
    }
}
