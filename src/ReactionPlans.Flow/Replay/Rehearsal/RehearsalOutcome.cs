using System.Text.Json;
using System.Text.Json.Serialization;

namespace ReactionPlans.Flow.Replay;

/// <summary>What came of rehearsing one agreement: who did what and when. People by their ids; everybody else is invented.</summary>
/// <param name="Areas">Areas it was rehearsed on.</param>
/// <param name="Unanswered">Rises that started no plan: dismissed, lapsed, or still waiting on the last day.</param>
/// <param name="Violations">Promises found broken in the stored facts; empty when all were kept.</param>
public sealed record RehearsalOutcome(
    string PartnershipId, int Version, DateOnly From, int Days, int Areas, int Reports,
    IReadOnlyList<RehearsedActivation> Activations, IReadOnlyList<RehearsedSpike> Unanswered, IReadOnlyList<RehearsalFinding> Findings, IReadOnlyList<string> Violations)
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // a file for people and scripts, not a page
    };

    public int Letters => Count("Letter");

    public int Messages => Count("NeighbourMessage") + Count("MemberAlert");

    public int AllClears => Activations.Sum(activation => activation.AllClears);

    public int Visits => Activations.Sum(activation => activation.Steps.Sum(step => step.Visits.Count(visit => visit.StartsAt is not null)));

    /// <summary>Steps that a person did: local posts and tasks.</summary>
    public int TasksDone => Activations.Sum(activation => activation.Steps.Count(step => step.Reaction is "LocalPost" or "Task" && step.State == "Done"));

    private int Count(string reaction) => Activations.Sum(activation => activation.Steps.Where(step => step.Reaction == reaction).Sum(step => step.Accepted));
}

/// <summary>One plan that was started.</summary>
/// <param name="AskedAt">Null: nobody was asked.</param>
/// <param name="DecidedBy">Who said yes; empty where the agreement starts the plan by itself.</param>
/// <param name="EndedOn">Null: still running on the last day.</param>
public sealed record RehearsedActivation(
    string AreaCode, string AreaName, string Criterion, DateOnly FiredOn, string Decision, DateTimeOffset? AskedAt, DateTimeOffset? DecidedAt, IReadOnlyList<string> DecidedBy,
    DateTimeOffset StartedAt, DateOnly? EndedOn, string? EndReason, int AllClears, IReadOnlyList<RehearsedStep> Steps)
{
    /// <summary>Those told that the agreed time has passed and the number is still high.</summary>
    public int StillHighs { get; init; }

    /// <summary>Those told that the plan was stopped.</summary>
    public int Corrections { get; init; }
}

/// <summary>One step of a plan: who, what, when.</summary>
/// <param name="State">As the task's own: Done, Cancelled, NotPossible, Open or Waiting.</param>
/// <param name="Accepted">Letters or messages taken by the carrier.</param>
public sealed record RehearsedStep(
    string Id, string Party, string Responsible, string Reaction, string? TaskName, DateTimeOffset StartsAt, DateTimeOffset DueAt, string State, DateTimeOffset? SettledAt,
    DateTimeOffset? GateOpenedAt, int Planned, int Accepted, int Skipped, IReadOnlyList<RehearsedVisit> Visits)
{
    /// <summary>Who reported it; "reactionplans" where the facts settled it.</summary>
    public string? SettledBy { get; init; }

    /// <summary>When somebody was asked about its gate last; null: nobody was, or the answer was to wait.</summary>
    public DateTimeOffset? GateAskedAt { get; init; }

    /// <summary>"share", "done", "otherwise", or the person who said yes.</summary>
    public string? GateOpenedBy { get; init; }
}

/// <param name="StartsAt">Null: no place or time was found for it.</param>
public sealed record RehearsedVisit(DateTimeOffset? StartsAt, string? Site);

/// <param name="State">Dismissed, Lapsed, Open, Returned or Held.</param>
public sealed record RehearsedSpike(string AreaCode, string Criterion, DateOnly FiredOn, string State);

/// <summary>Something a coordinator should look at before the plan is needed.</summary>
/// <param name="Code">The numbered problem.</param>
public sealed record RehearsalFinding(string Code, string Danish, string English);
