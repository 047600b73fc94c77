using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Plans;

namespace ReactionPlans.Flow.Activation;

/// <summary>Reads the steps of running plans under their lock, and stores what the rules have made of them. Everything that moves a step goes this way.</summary>
internal static class PlanTasks
{
    private sealed class Row
    {
        public Guid ActivationId { get; init; }
        public string StepId { get; init; } = "";
        public string Reaction { get; init; } = "";
        public string State { get; init; } = "";
        public DateTimeOffset StartsAt { get; init; }
        public DateTimeOffset DueAt { get; init; }
        public DateTimeOffset RemindAt { get; init; }
        public DateTimeOffset EscalateAt { get; init; }
        public string? GateStep { get; init; }
        public double? GateInformedShare { get; init; }
        public DateTimeOffset? GateAskAt { get; init; }
        public DateTimeOffset? GateAskedAt { get; init; }
        public DateTimeOffset? GateOpenedAt { get; init; }
        public string? GateOpenedBy { get; init; }
        public string? OtherwiseStep { get; init; }
        public bool OtherwiseChosen { get; init; }
        public string[] NamedPeople { get; init; } = [];
        public DateTimeOffset? AcknowledgedAt { get; init; }
        public string? AcknowledgedBy { get; init; }
        public DateTimeOffset? RemindedAt { get; init; }
        public DateTimeOffset? LateToldAt { get; init; }
        public DateTimeOffset? EscalatedAt { get; init; }
        public DateTimeOffset? SettledAt { get; init; }
        public string? SettledBy { get; init; }
        public string? Reason { get; init; }

        public TaskInMotion ToTask() => new()
        {
            StepId = StepId,
            Reaction = Enum.Parse<Reaction>(Reaction),
            State = Enum.Parse<TaskState>(State),
            StartsAt = StartsAt,
            DueAt = DueAt,
            RemindAt = RemindAt,
            EscalateAt = EscalateAt,
            GateStep = GateStep,
            GateInformedShare = GateInformedShare,
            GateAskAt = GateAskAt,
            GateAskedAt = GateAskedAt,
            GateOpenedAt = GateOpenedAt,
            GateOpenedBy = GateOpenedBy,
            OtherwiseStep = OtherwiseStep,
            OtherwiseChosen = OtherwiseChosen,
            NamedPeople = NamedPeople,
            AcknowledgedAt = AcknowledgedAt,
            AcknowledgedBy = AcknowledgedBy,
            RemindedAt = RemindedAt,
            LateToldAt = LateToldAt,
            EscalatedAt = EscalatedAt,
            SettledAt = SettledAt,
            SettledBy = SettledBy,
            Reason = Reason,
        };
    }

    /// <param name="activationIds">Null: every running plan. Those that have ended have no steps to move.</param>
    /// <returns>By activation, in the plan's order.</returns>
    public static async Task<ILookup<Guid, TaskInMotion>> Lock(Work work, Guid[]? activationIds = null) =>
        (await work.Query<Row>("Activation/lock-tasks.sql", new { activation_ids = activationIds, partnership_id = (string?)null }))
            .ToLookup(row => row.ActivationId, row => row.ToTask());

    /// <summary>The one step; null: the partnership has no such step in a plan that runs.</summary>
    public static async Task<TaskInMotion?> LockOne(Work work, Guid activationId, string stepId, string partnershipId) =>
        (await work.Query<Row>("Activation/lock-tasks.sql", new { activation_ids = new[] { activationId }, partnership_id = partnershipId }))
            .FirstOrDefault(row => row.StepId == stepId)?.ToTask();

    public static Task Save(Work work, Guid activationId, TaskInMotion task) => Save(work, [(activationId, task)]);

    public static async Task Save(Work work, IReadOnlyList<(Guid ActivationId, TaskInMotion Task)> moved)
    {
        if (moved.Count == 0)
            return;
        await work.Execute("Activation/save-tasks.sql", new
        {
            activation_ids = moved.Select(one => one.ActivationId).ToArray(),
            step_ids = Each(task => task.StepId),
            states = Each(task => task.State.ToString()),
            gate_ask_at = Each(task => task.GateAskAt),
            gate_asked_at = Each(task => task.GateAskedAt),
            gate_opened_at = Each(task => task.GateOpenedAt),
            gate_opened_by = Each(task => task.GateOpenedBy),
            otherwise_chosen = Each(task => task.OtherwiseChosen),
            acknowledged_at = Each(task => task.AcknowledgedAt),
            acknowledged_by = Each(task => task.AcknowledgedBy),
            reminded_at = Each(task => task.RemindedAt),
            late_told_at = Each(task => task.LateToldAt),
            escalated_at = Each(task => task.EscalatedAt),
            settled_at = Each(task => task.SettledAt),
            settled_by = Each(task => task.SettledBy),
            reasons = Each(task => task.Reason),
        });

        T[] Each<T>(Func<TaskInMotion, T> value) => [.. moved.Select(one => value(one.Task))];
    }

    /// <summary>What the ended plans had not begun or finished is called off. The caller has marked them as ended in this transaction.</summary>
    /// <param name="tasks">Their steps, read while they ran.</param>
    public static Task CallOff(Work work, Guid activationId, IEnumerable<TaskInMotion> tasks) =>
        Save(work, [.. tasks.Where(task => !task.IsSettled).Select(task => (activationId, PlanMotion.CallOff(task, work.Now)))]);
}
