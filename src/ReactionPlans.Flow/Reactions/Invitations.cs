using ReactionPlans.Contracts;
using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.Flow.Reactions;

/// <summary>Plans the invitations to an activation's visits, and takes back those that no longer hold: one for each change of a visit and each person.</summary>
internal static class Invitations
{
    /// <summary>Said of in the outbox as one step: what is due is found by its time.</summary>
    private const string Step = "invitations";

    public static async Task Plan(Work work, Guid activationId, DateOnly firedOn)
    {
        var planned = await work.Execute("Delivery/plan-invitations.sql", new
        {
            activation_id = activationId,
            fired_month = new DateOnly(firedOn.Year, firedOn.Month, 1),
            now = work.Now,
        });
        if (planned > 0)
            await work.Publish(new ReactionPlanned(activationId, Step));
    }
}
