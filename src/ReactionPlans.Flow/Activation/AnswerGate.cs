using ReactionPlans.Contracts;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Access;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Plans;

namespace ReactionPlans.Flow.Activation;

/// <summary>The coordinator's answer when too few residents are informed: go all the same, wait on, or the agreed other way.</summary>
public sealed class AnswerGate(Database database, AgreementBook agreements)
{
    /// <param name="answer">open, wait or otherwise.</param>
    public Task<Problem?> Answer(Guid activationId, string stepId, string answer, string partnershipId, string personId, CancellationToken stopping) =>
        database.Do(async work =>
        {
            if (await TaskOwner.Find(work, agreements, activationId, stepId, partnershipId, personId) is not { } owner)
                return Problems.TaskUnknown.With();
            if (owner.Person is not { } person || !person.May(Right.AnswerGates) || !person.ActsFor(Party.Police))
                return Problems.NotYourDecision.With(owner.Person?.Name ?? personId);
            if (Read(answer) is not { } given)
                return Problems.DecisionNotAllowed.With(answer, stepId);
            if (await PlanTasks.LockOne(work, activationId, stepId, partnershipId) is not { } task || task.State != TaskState.Waiting || task.GateAskedAt is null)
                return Problems.TaskUnknown.With();
            if (PlanMotion.AnswerGate(task, given, personId, work.Now) is not { } answered)
                return Problems.DecisionNotAllowed.With(answer, stepId);

            await PlanTasks.Save(work, activationId, answered);
            if (given == GateAnswer.Open)
                await work.Publish(new GateOpened(activationId, stepId));
            await Audit.Write(work, Actor.Person(personId), new AuditEntry(ActionOf(given), partnershipId, "task", $"{activationId}/{stepId}"));
            return null;
        }, stopping);

    private static GateAnswer? Read(string answer) => answer switch
    {
        "open" => GateAnswer.Open,
        "wait" => GateAnswer.Wait,
        "otherwise" => GateAnswer.Otherwise,
        _ => null,
    };

    private static AuditAction ActionOf(GateAnswer given) => given switch
    {
        GateAnswer.Open => AuditAction.GateOpened,
        GateAnswer.Wait => AuditAction.GateWaits,
        _ => AuditAction.GateOtherwise,
    };
}
