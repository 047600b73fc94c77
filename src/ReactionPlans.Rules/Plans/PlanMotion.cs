using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Rules.Plans;

/// <summary>What people or other parts must be told of a step.</summary>
public enum TaskNews
{
    GateOpened,
    GateAsked,

    /// <summary>Soon due, and nobody has reported it.</summary>
    Due,
    Late,

    /// <summary>Still not done long after it was due.</summary>
    Escalated,
}

/// <summary>One step forward for a plan.</summary>
/// <param name="Changed">The tasks that are different now.</param>
/// <param name="News">In the plan's order.</param>
public sealed record PlanAdvance(IReadOnlyList<TaskInMotion> Changed, IReadOnlyList<(string StepId, TaskNews News)> News);

/// <summary>How a gate's question is answered.</summary>
public enum GateAnswer
{
    Open,
    Wait,

    /// <summary>The agreed other way: another kind of place, and the named step first.</summary>
    Otherwise,
}

/// <summary>Moves the steps of a running plan along by facts and time. Pure: the watch and the proof of its order use the same.</summary>
/// <remarks>Safe at any time, twice, and in any order: it looks at what is, and what has been told is not told again.</remarks>
public static class PlanMotion
{
    /// <summary>Who settles what no person does.</summary>
    public const string TheProgram = "reactionplans";

    /// <summary>How long a step that writes to people waits for anybody to write to before it is not possible.</summary>
    public static readonly TimeSpan NobodyToWriteToAfter = TimeSpan.FromDays(1);

    /// <summary>How long the question of a gate rests after the answer to wait on.</summary>
    public static readonly TimeSpan WaitOnFor = TimeSpan.FromHours(24);

    /// <param name="tasks">Every task of one plan that has not ended, in the plan's order.</param>
    public static PlanAdvance Advance(IReadOnlyList<TaskInMotion> tasks, PlanFacts facts, DateTimeOffset now)
    {
        var news = new List<(string, TaskNews)>();
        // In this order: what is settled now may open a gate, and an opened one is not asked about.
        var after = tasks.Select(task => SettleByFacts(task, facts, now)).ToList();
        var states = after.ToDictionary(task => task.StepId, task => task.State);
        for (var i = 0; i < after.Count; i++)
        {
            var task = OpenGate(after[i], states, facts, now);
            if (task != after[i])
                news.Add((task.StepId, TaskNews.GateOpened));
            after[i] = Tell(task, states, now, news);
        }

        return new PlanAdvance([.. after.Where((task, i) => task != tasks[i])], news);
    }

    /// <summary>A person's answer to the question of a gate; null: the gate has not asked, or the agreement has no other way.</summary>
    public static TaskInMotion? AnswerGate(TaskInMotion task, GateAnswer answer, string personId, DateTimeOffset now) => answer switch
    {
        _ when task.State != TaskState.Waiting || task.GateAskedAt is null => null,
        GateAnswer.Open => Open(task, personId, now),
        GateAnswer.Wait => task with { GateAskedAt = null, GateAskAt = now + WaitOnFor },
        GateAnswer.Otherwise when task.OtherwiseStep is not null && !task.OtherwiseChosen =>
            task with { OtherwiseChosen = true, GateAskedAt = null, GateAskAt = null },
        _ => null,
    };

    /// <summary>The plan has ended: what is not settled is called off.</summary>
    public static TaskInMotion CallOff(TaskInMotion task, DateTimeOffset now) =>
        task.IsSettled ? task : task.Settle(TaskState.Cancelled, TheProgram, "ended", now);

    /// <summary>A correction has taken the step out of a plan that goes on; null: it is settled already.</summary>
    public static TaskInMotion? TakeOut(TaskInMotion task, string personId, DateTimeOffset now) =>
        task.IsSettled ? null : task.Settle(TaskState.NotPossible, personId, "corrected", now);

    private static TaskInMotion SettleByFacts(TaskInMotion task, PlanFacts facts, DateTimeOffset now) => task switch
    {
        { State: not TaskState.Open } => task,
        { Reaction: Reaction.Letter or Reaction.NeighbourMessage or Reaction.MemberAlert } =>
            SettleMessages(task, facts.Reach.GetValueOrDefault(task.StepId), now),
        { Reaction: Reaction.MobileStation } => SettleVisits(task, facts.Visits.GetValueOrDefault(task.StepId), now),
        _ => task,
    };

    /// <summary>Done when every message is settled; not possible when nobody was to be written to, or nobody could be.</summary>
    private static TaskInMotion SettleMessages(TaskInMotion task, StepReach reach, DateTimeOffset now) => reach switch
    {
        { Unsettled: > 0 } => task,
        { Planned: 0 } => now < (task.GateOpenedAt ?? task.StartsAt) + NobodyToWriteToAfter ? task : task.Settle(TaskState.NotPossible, TheProgram, "no-recipients", now),
        { Written: > 0 } => task.Settle(TaskState.Done, TheProgram, null, now),
        { BeyondBudget: > 0 } => task.Settle(TaskState.NotPossible, TheProgram, "letter-budget", now),
        _ => task.Settle(TaskState.NotPossible, TheProgram, "no-channel", now),
    };

    /// <summary>Done when every visit that could be placed is over; not possible when none could be.</summary>
    private static TaskInMotion SettleVisits(TaskInMotion task, StepVisits visits, DateTimeOffset now) => visits switch
    {
        { Planned: 0 } or { Ahead: > 0 } => task,
        { Scheduled: 0 } => task.Settle(TaskState.NotPossible, TheProgram, "no-visit-placed", now),
        _ => task.Settle(TaskState.Done, TheProgram, null, now),
    };

    private static TaskInMotion OpenGate(TaskInMotion task, Dictionary<string, TaskState> states, PlanFacts facts, DateTimeOffset now)
    {
        if (task.State != TaskState.Waiting)
            return task;
        if (task.OtherwiseChosen)
            return IsDone(task.OtherwiseStep) ? Open(task, "otherwise", now) : task;
        if (task.GateInformedShare is not { } share)
            return IsDone(task.GateStep) ? Open(task, "done", now) : task;

        var reach = facts.Reach.GetValueOrDefault(task.GateStep ?? "");
        return reach.Written > 0 && reach.Informed >= share * reach.Written ? Open(task, "share", now) : task;

        bool IsDone(string? stepId) => stepId is not null && states.GetValueOrDefault(stepId) == TaskState.Done;
    }

    private static TaskInMotion Open(TaskInMotion task, string by, DateTimeOffset now) =>
        task with { State = TaskState.Open, GateOpenedAt = now, GateOpenedBy = by };

    private static TaskInMotion Tell(TaskInMotion task, Dictionary<string, TaskState> states, DateTimeOffset now, List<(string, TaskNews)> news)
    {
        if (task.IsSettled)
            return task;
        if (task.State == TaskState.Waiting && task.GateAskedAt is null && (task.GateAskAt <= now || CanOnlyBeAsked(task, states)))
        {
            news.Add((task.StepId, TaskNews.GateAsked));
            task = task with { GateAskedAt = now };
        }

        if (task.IsByHand && task.State == TaskState.Open && task.RemindedAt is null && task.RemindAt <= now)
        {
            // What is late already is told as late, once.
            if (now < task.DueAt)
                news.Add((task.StepId, TaskNews.Due));
            task = task with { RemindedAt = now };
        }

        if (task.LateToldAt is null && task.DueAt <= now)
        {
            news.Add((task.StepId, TaskNews.Late));
            task = task with { LateToldAt = now };
        }

        if (task.EscalatedAt is null && task.EscalateAt <= now)
        {
            news.Add((task.StepId, TaskNews.Escalated));
            task = task with { EscalatedAt = now };
        }

        return task;
    }

    /// <summary>The step that it waits for will never be done: no fact opens the gate any more. Nobody has said to wait on since.</summary>
    private static bool CanOnlyBeAsked(TaskInMotion task, Dictionary<string, TaskState> states)
    {
        var awaited = task.OtherwiseChosen ? task.OtherwiseStep : task.GateInformedShare is null ? task.GateStep : null;
        return awaited is not null && task.GateAskAt is null && states.GetValueOrDefault(awaited) == TaskState.NotPossible;
    }
}
