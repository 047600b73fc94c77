namespace ReactionPlans.Web.Pages.Stations;

/// <summary>One row of show-stations.sql.</summary>
/// <param name="Capacity">How many crews it has.</param>
public sealed record StationRow(string Id, string Name, string CrewHours, int Capacity);

/// <summary>One row of show-outages.sql.</summary>
public sealed record OutageRow
{
    public string StationId { get; init; } = "";
    public DateTimeOffset StartsAt { get; init; }
    public DateTimeOffset EndsAt { get; init; }

    /// <summary>Null: all of them.</summary>
    public int? Crews { get; init; }

    public string Reason { get; init; } = "";
    public DateTimeOffset NotedAt { get; init; }
}

/// <summary>One row of show-station-visits.sql.</summary>
public sealed record AheadRow
{
    public string StationId { get; init; } = "";
    public DateTimeOffset StartsAt { get; init; }
    public DateTimeOffset EndsAt { get; init; }
    public string? Site { get; init; }

    /// <summary>Null: another partnership's.</summary>
    public string? Areas { get; init; }

    public bool IsIn(DateTimeOffset from, DateTimeOffset to) => StartsAt < to && from < EndsAt;
}

/// <summary>One row of show-changed-visits.sql.</summary>
public sealed record ChangedRow
{
    public int VisitNumber { get; init; }
    public string State { get; init; } = "";
    public string? Reason { get; init; }
    public DateTimeOffset ChangedAt { get; init; }
    public string Areas { get; init; } = "";
    public string? Station { get; init; }
    public string? Site { get; init; }
    public DateTimeOffset? StartsAt { get; init; }
    public DateTimeOffset? EndsAt { get; init; }
    public string? LeftStation { get; init; }
    public DateTimeOffset? LeftStartsAt { get; init; }
    public DateTimeOffset? LeftEndsAt { get; init; }
}

/// <summary>What is typed in the form by which a station is called out; as it was typed, for it to stay when it is refused.</summary>
public sealed record OutageForm
{
    public string? Station { get; init; }
    public string? From { get; init; }
    public string? To { get; init; }
    public string? Crews { get; init; }
    public string? Because { get; init; }
}

/// <summary>One row of show-station-week.sql: a crew that is taken.</summary>
public sealed record TakenRow
{
    /// <summary>Visit, Calendar or OutOfService.</summary>
    public string Kind { get; init; } = "";

    public DateTimeOffset StartsAt { get; init; }
    public DateTimeOffset EndsAt { get; init; }
    public string? SiteId { get; init; }
    public string? Site { get; init; }
    public double? Latitude { get; init; }
    public double? Longitude { get; init; }

    /// <summary>Null, as the rest: another partnership's visit, or none.</summary>
    public Guid? ActivationId { get; init; }

    public string? StepId { get; init; }
    public int? VisitNumber { get; init; }
    public int? Revision { get; init; }
    public bool IsPlacedByHand { get; init; }
    public DateTimeOffset? GateOpenedAt { get; init; }
    public DateTimeOffset? PlanEndedAt { get; init; }
    public string? Areas { get; init; }
    public int[]? AreaIds { get; init; }
}

/// <summary>One row of show-visits-without-time.sql.</summary>
public sealed record WithoutTimeRow
{
    public Guid ActivationId { get; init; }
    public string StepId { get; init; } = "";

    /// <summary>Null: all visits of a step whose residents are not informed yet.</summary>
    public int? VisitNumber { get; init; }

    public int Visits { get; init; }
    public string? Reason { get; init; }
    public string Areas { get; init; } = "";
}
