using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Access;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Flow.Activation;

/// <summary>A running plan in the hands of a person who acts on the whole of it.</summary>
internal static class RunningPlan
{
    private sealed record Running(int AgreementVersion);

    /// <summary>Holds the plan until the transaction ends, for a person of either party who may stop it.</summary>
    /// <param name="partnershipId">The person's own: a plan of another partnership is as good as none.</param>
    /// <returns>Null: it is held.</returns>
    public static async Task<Problem?> Hold(Work work, AgreementBook agreements, Guid activationId, string partnershipId, string personId)
    {
        // Whoever watches or starts plans waits, or has ended this one already.
        await work.Execute("Activation/lock-watching.sql");
        if (await work.QueryOne<Running>("Activation/lock-running.sql", new { activation_id = activationId, partnership_id = partnershipId }) is not { } running)
            return Problems.PlanNotRunning.With();
        var person = (await agreements.Version(work, partnershipId, running.AgreementVersion)).FindPerson(personId);
        return person?.May(Right.StopPlan) == true ? null : Problems.NotYourDecision.With(person?.Name ?? personId);
    }
}
