using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Activation;

/// <summary>A person reports a task done, or not possible with the reason.</summary>
public sealed class SettleTask(Database database)
{
    /// <param name="outcome">done or not-possible.</param>
    public Task<Problem?> Settle(
        Guid activationId, string stepId, string outcome, string partnershipId, string personId, string? reason, CancellationToken stopping) =>
        database.Do(async work =>
        {
            var done = outcome == "done";
            if (!done && outcome != "not-possible")
                return Problems.DecisionNotAllowed.With(outcome, stepId);
            if (!done && string.IsNullOrWhiteSpace(reason))
                return Problems.ReasonMissing.With(outcome);

            var settled = await work.Execute("Activation/settle-task.sql", new
            {
                activation_id = activationId,
                step_id = stepId,
                partnership_id = partnershipId,
                state = done ? "Done" : "NotPossible",
                settled_by = personId,
                reason,
                now = work.Now,
            });
            return settled == 1 ? null : Problems.TaskUnknown.With();
        }, stopping);
}
