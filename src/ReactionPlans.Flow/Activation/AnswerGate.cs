using ReactionPlans.Contracts;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Access;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Flow.Activation;

/// <summary>The coordinator's answer when too few residents are informed: go all the same, wait on, or the agreed other way.</summary>
public sealed class AnswerGate(Database database, AgreementBook agreements)
{
    private sealed record WaitingGate(string PartnershipId, int AgreementVersion, string? OtherwiseStep);

    /// <param name="answer">open, wait or otherwise.</param>
    public Task<Problem?> Answer(Guid activationId, string stepId, string answer, string partnershipId, string personId, CancellationToken stopping) =>
        database.Do(async work =>
        {
            var key = new { activation_id = activationId, step_id = stepId, partnership_id = partnershipId };
            if (await work.QueryOne<WaitingGate>("Activation/lock-asked-gate.sql", key) is not { } gate)
                return Problems.TaskUnknown.With();
            var agreement = await agreements.Version(work, gate.PartnershipId, gate.AgreementVersion);
            if (agreement.FindPerson(personId) is not { } person || !person.May(Right.AnswerGates) || !person.ActsFor(Party.Police))
                return Problems.NotYourDecision.With(agreement.FindPerson(personId)?.Name ?? personId);

            switch (answer)
            {
                case "open":
                    await work.Execute("Activation/open-gate.sql", new { key.activation_id, key.step_id, opened_by = personId, now = work.Now });
                    await work.Publish(new GateOpened(activationId, stepId));
                    await Note(AuditAction.GateOpened);
                    return null;
                case "otherwise" when gate.OtherwiseStep is not null:
                    await work.Execute("Activation/choose-otherwise.sql", new { key.activation_id, key.step_id });
                    await Note(AuditAction.GateOtherwise);
                    return null;
                case "wait":
                    await work.Execute("Activation/wait-on-gate.sql", new { key.activation_id, key.step_id, ask_at = work.Now.AddHours(24) });
                    await Note(AuditAction.GateWaits);
                    return null;
                default:
                    return Problems.DecisionNotAllowed.With(answer, stepId);
            }

            Task Note(AuditAction action) =>
                Audit.Write(work, Actor.Person(personId), new AuditEntry(action, gate.PartnershipId, "task", $"{activationId}/{stepId}"));
        }, stopping);
}
