using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Access;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Flow.Activation;

/// <summary>A person reports a task of their own party done, or not possible with the reason.</summary>
public sealed class SettleTask(Database database, AgreementBook agreements)
{
    private sealed record OpenTask(int AgreementVersion, string Party);

    /// <param name="outcome">done or not-possible.</param>
    /// <param name="partnershipId">The person's own partnership: a task of another is as good as none.</param>
    public Task<Problem?> Settle(
        Guid activationId, string stepId, string outcome, string partnershipId, string personId, string? reason, CancellationToken stopping) =>
        database.Do(async work =>
        {
            var done = outcome == "done";
            if (!done && outcome != "not-possible")
                return Problems.DecisionNotAllowed.With(outcome, stepId);
            if (!done && string.IsNullOrWhiteSpace(reason))
                return Problems.ReasonMissing.With(outcome);

            var key = new { activation_id = activationId, step_id = stepId, partnership_id = partnershipId };
            if (await work.QueryOne<OpenTask>("Activation/lock-open-task.sql", key) is not { } task)
                return Problems.TaskUnknown.With();
            var party = Enum.Parse<Party>(task.Party);
            var person = (await agreements.Version(work, partnershipId, task.AgreementVersion)).FindPerson(personId);
            if (person is null || !person.May(Right.SettleTasks) || !person.ActsFor(party))
                return Problems.TaskOfOtherParty.With(party == Party.Police ? new Phrase("politiet", "the police") : new Phrase("kommunen", "the municipality"), person?.Name ?? personId);

            await work.Execute("Activation/settle-task.sql", new
            {
                key.activation_id,
                key.step_id,
                state = done ? "Done" : "NotPossible",
                settled_by = personId,
                reason,
                now = work.Now,
            });
            await Audit.Write(work, Actor.Person(personId), new AuditEntry(
                done ? AuditAction.TaskDone : AuditAction.TaskNotPossible, partnershipId, "task", $"{activationId}/{stepId}"));
            return null;
        }, stopping);
}
