namespace ReactionPlans.Web.Pages.Overview;

// One record for each show-*.sql statement, in the order of its columns.

public sealed record AreaRow(int Id, string Code, string Name);

public sealed record WeekRow(int AreaId, int WeeksAgo, int Reports);

public sealed record StateRow(int AreaId, string CriterionId, string Phase, DateOnly? FiredOn, DateOnly? EndedOn);

public sealed class QuestionRow
{
    public Guid SpikeId { get; init; }

    public int AgreementVersion { get; init; }

    public string Mode { get; init; } = "";

    public string State { get; init; } = "";

    public int Round { get; init; }

    public string[] AskedPeople { get; init; } = [];

    public DateTimeOffset AskedAt { get; init; }

    public DateTimeOffset? DeadlineAt { get; init; }

    public string? HeldBy { get; init; }

    public string[] ApprovedBy { get; init; } = [];

    /// <summary>All that can be answered together with it, its own area among them; null: nothing.</summary>
    public string? JointAreas { get; init; }

    public string CriterionId { get; init; } = "";

    public DateOnly FiredOn { get; init; }

    public DateOnly? EscalatedOn { get; init; }

    public string Evidence { get; init; } = "";

    public string AreaCode { get; init; } = "";

    public string AreaName { get; init; } = "";
}

public sealed class ActivationRow
{
    public Guid Id { get; init; }

    public int AgreementVersion { get; init; }

    public string CriterionId { get; init; } = "";

    public DateOnly FiredOn { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset MaximumEndsAt { get; init; }

    /// <summary>Until when the parties are asked how to go on; null: they are not.</summary>
    public DateTimeOffset? EndDeadlineAt { get; init; }

    /// <summary>How often they have been asked; the question asked now has this number.</summary>
    public int EndQuestion { get; init; }

    /// <summary>Those who have answered it.</summary>
    public string[] EndAnsweredBy { get; init; } = [];

    public DateTimeOffset? EndedAt { get; init; }

    public DateOnly? EndedOn { get; init; }

    public string? EndReason { get; init; }

    public string? StoppedBy { get; init; }

    public string? StopReason { get; init; }

    public string Evidence { get; init; } = "";

    public string AreaCode { get; init; } = "";

    public string AreaName { get; init; } = "";

    public string Places { get; init; } = "";

    /// <summary>All its areas, and in the same order their names.</summary>
    public string[] AreaCodes { get; init; } = [];

    public string[] AreaNames { get; init; } = [];

    /// <summary>The spikes of its areas.</summary>
    public Guid[] Spikes { get; init; } = [];
}

public sealed class TaskRow
{
    /// <summary>The settling hand where no person settled a step: facts did.</summary>
    public const string Program = "reactionplans";

    public Guid ActivationId { get; init; }

    public string StepId { get; init; } = "";

    public string Party { get; init; } = "";

    public string Responsible { get; init; } = "";

    public string? Deputy { get; init; }

    /// <summary>Everyone who must answer; empty: one person of the party answers for all.</summary>
    public string[] NamedPeople { get; init; } = [];

    public string[] AnsweredBy { get; init; } = [];

    public string? AcknowledgedBy { get; init; }

    public DateTimeOffset? AcknowledgedAt { get; init; }

    public DateTimeOffset? EscalatedAt { get; init; }

    public string Reaction { get; init; } = "";

    public string? TaskName { get; init; }

    public DateTimeOffset StartsAt { get; init; }

    public DateTimeOffset DueAt { get; init; }

    public string? GateStep { get; init; }

    /// <summary>Null with a <see cref="GateStep"/>: the step must be done.</summary>
    public double? GateInformedShare { get; init; }

    public DateTimeOffset? GateAskedAt { get; init; }

    public DateTimeOffset? GateOpenedAt { get; init; }

    public string? GateOpenedBy { get; init; }

    public string? OtherwiseSiteKind { get; init; }

    public string? OtherwiseStep { get; init; }

    public bool OtherwiseChosen { get; init; }

    public string State { get; init; } = "";

    public DateTimeOffset? SettledAt { get; init; }

    public string? SettledBy { get; init; }

    public string? Reason { get; init; }
}

public sealed record VisitRow(
    Guid ActivationId, int VisitNumber, string State, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt, string? Reason, string? StationName, string? SiteName);

public sealed record CorrectionRow
{
    public Guid ActivationId { get; init; }

    public int Number { get; init; }

    public string PersonId { get; init; } = "";

    public string Words { get; init; } = "";

    public string[] TakenOut { get; init; } = [];

    public DateTimeOffset CorrectedAt { get; init; }
}

public sealed record PostRow(Guid ActivationId, string StepId, string Text);

/// <param name="BeyondBudget">Of the skipped, those who have had the agreed number of letters.</param>
/// <param name="TakenBack">Of the skipped, those whose step a correction took out: a gate counts them as planned.</param>
/// <param name="Informed">Reached so far, as a gate counts: paper from its expected day.</param>
public sealed record ReachRow(
    Guid ActivationId, string StepId, string Kind, int Planned, int Waiting, int Accepted, int Paper, int Skipped, int BeyondBudget, int TakenBack, int Delivered, int Read, int Returned, int Failed, int Informed);

public sealed record TotalRow(string Kind, int Planned, int Waiting, int Accepted, int Paper, int Delivered, int Read, int Skipped, int Returned, int Failed)
{
    public static TotalRow Of(IGrouping<string, ReachRow> kind) => new(
        kind.Key, kind.Sum(row => row.Planned), kind.Sum(row => row.Waiting), kind.Sum(row => row.Accepted), kind.Sum(row => row.Paper),
        kind.Sum(row => row.Delivered), kind.Sum(row => row.Read), kind.Sum(row => row.Skipped), kind.Sum(row => row.Returned), kind.Sum(row => row.Failed));
}

/// <param name="RejectedRows">Open ones of the whole installation: a number, no content.</param>
/// <param name="OwnRejectedRows">Open ones of the partnership's sources.</param>
public sealed record TroubleRow(int StuckMessages, int ParkedMessages, int RejectedRows, int OwnRejectedRows, DateOnly? LastReportedDay);
