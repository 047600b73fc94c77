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

public sealed record ActivationRow(
    Guid Id, int AgreementVersion, string CriterionId, DateOnly FiredOn, DateTimeOffset StartedAt, DateTimeOffset MaximumEndsAt,
    DateOnly? SpikeEndedOn, DateOnly? EndedOn, string? EndReason, string? StoppedBy, string? StopReason, string Evidence, string AreaCode, string AreaName, string Places);

public sealed record TaskRow(
    Guid ActivationId, string StepId, string Party, string Responsible, string Reaction, string? TaskName,
    DateTimeOffset StartsAt, DateTimeOffset DueAt, string? GateStep, double? GateInformedShare, DateTimeOffset? GateAskedAt, DateTimeOffset? GateOpenedAt,
    string? GateOpenedBy, string? OtherwiseSiteKind, string? OtherwiseStep, bool OtherwiseChosen,
    string State, DateTimeOffset? SettledAt, string? SettledBy, string? Reason);

public sealed record VisitRow(
    Guid ActivationId, int VisitNumber, string State, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt, string? Reason, string? StationName, string? SiteName);

public sealed record PostRow(Guid ActivationId, string StepId, string Text);

/// <param name="BeyondBudget">Of the skipped, those who have had the agreed number of letters.</param>
/// <param name="Informed">Reached so far, as a gate counts: paper from its expected day.</param>
public sealed record ReachRow(
    Guid ActivationId, string StepId, string Kind, int Planned, int Waiting, int Accepted, int Paper, int Skipped, int BeyondBudget, int Failed, int Informed);

public sealed record TotalRow(string Kind, int Planned, int Waiting, int Accepted, int Paper, int Skipped, int Failed);

/// <param name="RejectedRows">Open ones of the whole installation: a number, no content.</param>
/// <param name="OwnRejectedRows">Open ones of the partnership's sources.</param>
public sealed record TroubleRow(int StuckMessages, int ParkedMessages, int RejectedRows, int OwnRejectedRows, DateOnly? LastReportedDay);
