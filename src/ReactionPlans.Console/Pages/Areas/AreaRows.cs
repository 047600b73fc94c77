namespace ReactionPlans.Web.Pages.Areas;

// One record for each statement of the page, in the order of its columns.

public sealed record DayRow(DateOnly Day, int Reports);

public sealed record ReportRow
{
    public string Reference { get; init; } = "";

    public DateOnly ReportedDay { get; init; }

    public DateTimeOffset? OccurredFrom { get; init; }

    public DateTimeOffset? OccurredTo { get; init; }

    public string Offence { get; init; } = "";

    public bool Attempt { get; init; }
}

public sealed record AreaSpikeRow
{
    public Guid Id { get; init; }

    public string CriterionId { get; init; } = "";

    public string Level { get; init; } = "";

    public DateOnly FiredOn { get; init; }

    public DateOnly? EscalatedOn { get; init; }

    public DateOnly? EndedOn { get; init; }

    public string? EndReason { get; init; }

    public string Evidence { get; init; } = "";
}

public sealed record AreaPlanRow
{
    public Guid Id { get; init; }

    public DateOnly FiredOn { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public DateOnly? EndedOn { get; init; }

    public string? EndReason { get; init; }
}
