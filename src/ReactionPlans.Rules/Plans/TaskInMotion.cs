using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Rules.Plans;

public enum TaskState
{
    /// <summary>Its gate is shut.</summary>
    Waiting,
    Open,
    Done,
    NotPossible,

    /// <summary>Called off because the plan has ended.</summary>
    Cancelled,
}

/// <summary>One step of a running plan as far as it has come. Only <see cref="PlanMotion"/> and <see cref="HumanTask"/> make the next one.</summary>
/// <remarks>Instants are UTC. What is null has not happened, or will not.</remarks>
public sealed record TaskInMotion
{
    public required string StepId { get; init; }

    public required Reaction Reaction { get; init; }

    public required TaskState State { get; init; }

    public required DateTimeOffset StartsAt { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    /// <summary>When a person who has not reported the task is reminded, and the deputy is asked too if nobody has taken it on.</summary>
    public required DateTimeOffset RemindAt { get; init; }

    /// <summary>When a step that is still not done is told to the leading people of both parties.</summary>
    public required DateTimeOffset EscalateAt { get; init; }

    /// <summary>The step whose facts open the gate; null: there is none, or only the agreed other way leads on.</summary>
    public string? GateStep { get; init; }

    /// <summary>0-1: how many of that step's recipients must be informed. Null with a <see cref="GateStep"/>: the step must be done.</summary>
    public double? GateInformedShare { get; init; }

    public DateTimeOffset? GateAskAt { get; init; }

    public DateTimeOffset? GateAskedAt { get; init; }

    public DateTimeOffset? GateOpenedAt { get; init; }

    /// <summary>"share", "done", "otherwise", or the id of the person who said yes.</summary>
    public string? GateOpenedBy { get; init; }

    /// <summary>The step that must be done first on the agreed other way.</summary>
    public string? OtherwiseStep { get; init; }

    public bool OtherwiseChosen { get; init; }

    /// <summary>Everyone who must answer; empty: one person of the party answers for all.</summary>
    public IReadOnlyList<string> NamedPeople { get; init; } = [];

    public DateTimeOffset? AcknowledgedAt { get; init; }

    public string? AcknowledgedBy { get; init; }

    public DateTimeOffset? RemindedAt { get; init; }

    public DateTimeOffset? LateToldAt { get; init; }

    public DateTimeOffset? EscalatedAt { get; init; }

    public DateTimeOffset? SettledAt { get; init; }

    public string? SettledBy { get; init; }

    public string? Reason { get; init; }

    /// <summary>Whether a person does it and reports it; the others are done by the program and settled by facts.</summary>
    public bool IsByHand => Reaction is Reaction.LocalPost or Reaction.Task;

    public bool IsSettled => State is TaskState.Done or TaskState.NotPossible or TaskState.Cancelled;

    internal TaskInMotion Settle(TaskState state, string by, string? reason, DateTimeOffset now) =>
        this with { State = state, SettledAt = now, SettledBy = by, Reason = reason };
}

/// <summary>How far a step that writes to people has come, in recipients.</summary>
/// <param name="Planned">All of them.</param>
/// <param name="Written">Those not skipped by rule; who is not written to because of a correction is among them.</param>
/// <param name="BeyondBudget">Skipped because they have had the agreed number of letters.</param>
/// <param name="Unsettled">Not sent yet, or being sent.</param>
/// <param name="Informed">Accepted by any channel; paper from its expected day of delivery.</param>
public readonly record struct StepReach(int Planned, int Written, int BeyondBudget, int Unsettled, int Informed);

/// <summary>How far a step that sends the mobile station has come, in visits.</summary>
/// <param name="Ahead">Of the <paramref name="Scheduled"/>, those that are not over.</param>
public readonly record struct StepVisits(int Planned, int Scheduled, int Ahead);

/// <summary>The facts that a plan's steps are held against.</summary>
/// <param name="Reach">By step; a step that is not in it has written to nobody.</param>
/// <param name="Visits">By step; a step that is not in it has planned none.</param>
public sealed record PlanFacts(IReadOnlyDictionary<string, StepReach> Reach, IReadOnlyDictionary<string, StepVisits> Visits);
