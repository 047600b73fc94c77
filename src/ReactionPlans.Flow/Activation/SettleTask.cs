using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Access;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Plans;

namespace ReactionPlans.Flow.Activation;

/// <summary>A person takes a task of their own party on, or reports it done, or not possible with the reason.</summary>
public sealed class SettleTask(Database database, AgreementBook agreements)
{
    /// <param name="outcome">acknowledge, done or not-possible.</param>
    /// <param name="partnershipId">The person's own partnership: a task of another is as good as none.</param>
    public Task<Problem?> Settle(
        Guid activationId, string stepId, string outcome, string partnershipId, string personId, string? reason, CancellationToken stopping) =>
        database.Do(work => Settle(work, activationId, stepId, outcome, partnershipId, personId, reason), stopping);

    private async Task<Problem?> Settle(
        Work work, Guid activationId, string stepId, string outcome, string partnershipId, string personId, string? reason)
    {
        if (ActionOf(outcome) is not { } action)
            return Problems.DecisionNotAllowed.With(outcome, stepId);
        if (action == AuditAction.TaskNotPossible && string.IsNullOrWhiteSpace(reason))
            return Problems.ReasonMissing.With(outcome);

        if (await TaskOwner.Find(work, agreements, activationId, stepId, partnershipId, personId) is not { } owner
            || await PlanTasks.LockOne(work, activationId, stepId, partnershipId) is not { } task)
            return Problems.TaskUnknown.With();
        // Whoever is named answers for themselves, whichever party the step belongs to.
        if (owner.Person is not { } person || !person.May(Right.SettleTasks) || !(person.ActsFor(owner.Party) || task.NamedPeople.Contains(personId)))
            return Problems.TaskOfOtherParty.With(AgreementWords.Of(owner.Party), owner.Person?.Name ?? personId);

        var moved = action == AuditAction.TaskAcknowledged
            ? HumanTask.Acknowledge(task, personId, work.Now)
            : await Answer(work, activationId, task, new TaskAnswer(personId, action == AuditAction.TaskDone, reason), partnershipId);
        if (moved is null)
            return Problems.TaskUnknown.With();

        await PlanTasks.Save(work, activationId, moved);
        await Audit.Write(work, Actor.Person(personId), new AuditEntry(action, partnershipId, "task", $"{activationId}/{stepId}"));
        return null;
    }

    private static async Task<TaskInMotion?> Answer(Work work, Guid activationId, TaskInMotion task, TaskAnswer given, string partnershipId)
    {
        var key = new { activation_id = activationId, step_id = task.StepId };
        IReadOnlyList<TaskAnswer> before = task.NamedPeople.Count == 0 ? [] : await work.Query<TaskAnswer>("Activation/list-task-answers.sql", key);
        var moved = HumanTask.Settle(task, given, before, work.Now);
        if (moved is not null && task.NamedPeople.Count > 0)
        {
            await work.Execute("Activation/add-task-answer.sql", new
            {
                key.activation_id,
                key.step_id,
                person_id = given.PersonId,
                partnership_id = partnershipId,
                is_done = given.IsDone,
                reason = given.Reason,
                now = work.Now,
            });
        }
        return moved;
    }

    private static AuditAction? ActionOf(string outcome) => outcome switch
    {
        "acknowledge" => AuditAction.TaskAcknowledged,
        "done" => AuditAction.TaskDone,
        "not-possible" => AuditAction.TaskNotPossible,
        _ => null,
    };
}
