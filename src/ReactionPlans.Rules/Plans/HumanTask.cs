namespace ReactionPlans.Rules.Plans;

/// <summary>One named person's answer to a step that everyone named must answer.</summary>
/// <param name="Reason">Why it is not possible; null where it is done.</param>
public sealed record TaskAnswer(string PersonId, bool IsDone, string? Reason);

/// <summary>What a person can do with a task that people do: take it on, report it done, or not possible. Null where it is not allowed.</summary>
public static class HumanTask
{
    /// <summary>Who takes a task on says who does it. It is still reminded of, and still late when it is late: it is not done yet.</summary>
    /// <remarks>Another of the party may take it over, which is how a deputy does.</remarks>
    public static TaskInMotion? Acknowledge(TaskInMotion task, string personId, DateTimeOffset now) =>
        IsOpen(task) && task.AcknowledgedBy != personId && (task.NamedPeople.Count == 0 || task.NamedPeople.Contains(personId))
            ? task with { AcknowledgedAt = now, AcknowledgedBy = personId }
            : null;

    /// <param name="answers">Those given before, where everyone named must answer.</param>
    /// <returns>The task, settled, or as it was while others are still to answer; null: it is closed, or this person is not named or has answered.</returns>
    public static TaskInMotion? Settle(TaskInMotion task, TaskAnswer given, IReadOnlyCollection<TaskAnswer> answers, DateTimeOffset now)
    {
        if (!IsOpen(task))
            return null;
        if (task.NamedPeople.Count == 0)
            return task.Settle(given.IsDone ? TaskState.Done : TaskState.NotPossible, given.PersonId, given.Reason, now);
        if (!task.NamedPeople.Contains(given.PersonId) || answers.Any(answer => answer.PersonId == given.PersonId))
            return null;

        List<TaskAnswer> all = [.. answers, given];
        if (task.NamedPeople.Except(all.Select(answer => answer.PersonId)).Any())
            return task;
        // Done by some is not done by all: it ends as what is missing.
        var missing = all.FirstOrDefault(answer => !answer.IsDone);
        return task.Settle(missing is null ? TaskState.Done : TaskState.NotPossible, given.PersonId, missing?.Reason, now);
    }

    private static bool IsOpen(TaskInMotion task) => task is { IsByHand: true, State: TaskState.Open };
}
