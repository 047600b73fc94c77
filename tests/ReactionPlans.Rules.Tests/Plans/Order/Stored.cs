using System.Collections.Immutable;
using ReactionPlans.Rules.Decisions;
using ReactionPlans.Rules.Plans;
using ReactionPlans.Rules.Reactions;

namespace ReactionPlans.Rules.Tests.Plans.Order;

/// <summary>A message of the reduced model: what it says, of which step or batch.</summary>
internal sealed record Message(int Id, string Type, string About = "");

internal sealed record StoredDelivery(string StepId, int Recipient, DeliveryKind Kind, DeliveryState State, DateTimeOffset NotBefore, DateTimeOffset? InformedAt = null, int Batch = 0, int Attempts = 0)
{
    /// <summary>The carrier's key: one for each step and recipient, as the stable ids make it.</summary>
    public string Id => $"{StepId}/{Recipient}";
}

internal sealed record StoredVisit(string StepId, DateTimeOffset StartsAt, DateTimeOffset EndsAt, bool IsCalledOff = false);

/// <summary>A plan that runs or has ended.</summary>
internal sealed record StoredPlan(DateTimeOffset MaximumEndsAt)
{
    public int Round { get; init; } = 1;
    public DateTimeOffset? EndAskedAt { get; init; }
    public DateTimeOffset? EndDeadlineAt { get; init; }
    public ImmutableList<EndAnswer> EndAnswers { get; init; } = [];
    public string? EndReason { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public bool HasEnded => EndedAt is not null;
}

/// <summary>The reduced database: immutable, so that a transaction that dies leaves nothing.</summary>
internal sealed record Stored
{
    public QuestionState Question { get; init; } = QuestionState.Open;
    public DateTimeOffset? HeldUntil { get; init; }
    public DateOnly? SpikeEndedOn { get; init; }
    public StoredPlan? Plan { get; init; }
    public ImmutableList<TaskInMotion> Tasks { get; init; } = [];
    public ImmutableDictionary<string, StoredDelivery> Deliveries { get; init; } = ImmutableDictionary<string, StoredDelivery>.Empty;
    public ImmutableList<StoredVisit> Visits { get; init; } = [];

    /// <summary>By number, from 1: the step it took out, if any, and when.</summary>
    public ImmutableList<(string? StepId, DateTimeOffset At)> Corrections { get; init; } = [];

    /// <summary>Message and queue: what has been heard and committed.</summary>
    public ImmutableHashSet<(int Message, string Queue)> Inbox { get; init; } = [];
    public ImmutableList<Message> Outbox { get; init; } = [];
    public int LastMessage { get; init; }
    public int LastBatch { get; init; }

    public Stored Say(string type, string about = "") =>
        this with { LastMessage = LastMessage + 1, Outbox = Outbox.Add(new Message(LastMessage + 1, type, about)) };

    /// <summary>Adds it once, as the stable id does.</summary>
    public Stored Add(StoredDelivery delivery) => Deliveries.ContainsKey(delivery.Id) ? this : With(delivery);

    public Stored With(StoredDelivery delivery) => this with { Deliveries = Deliveries.SetItem(delivery.Id, delivery) };

    public Stored With(TaskInMotion task) => this with { Tasks = Tasks.SetItem(Tasks.FindIndex(one => one.StepId == task.StepId), task) };

    public bool IsTakenOut(StoredDelivery delivery) => Tasks.Any(task => task.StepId == delivery.StepId && task.State == TaskState.NotPossible);

    public IReadOnlyCollection<DeliveryState> UpdatesOf(int recipient) =>
        [.. Deliveries.Values.Where(one => one.Recipient == recipient && one.Kind == DeliveryKind.Update).Select(one => one.State)];

    public IReadOnlyCollection<DeliveryState> AlertsOf(int recipient) =>
        [.. Deliveries.Values.Where(one => one.Recipient == recipient && DeliveryRule.IsAlert(one.Kind)).Select(one => one.State)];
}
