using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Decisions;

namespace ReactionPlans.Web.Pages.Overview;

/// <summary>One row of show-changes.sql.</summary>
public sealed record ChangeRow
{
    public DateTimeOffset At { get; init; }
    public string What { get; init; } = "";

    /// <summary>The spike's or the plan's.</summary>
    public Guid Subject { get; init; }

    public string Areas { get; init; } = "";

    /// <summary>The spike's level, the answer, why the plan ended, or the step.</summary>
    public string? Detail { get; init; }

    public string? PersonId { get; init; }
    public string? Reaction { get; init; }
    public string? TaskName { get; init; }

    /// <summary>Spikes have a page of their own; everything else is told on the plan's.</summary>
    public bool IsOfSpike => What is "spike-found" or "spike-answered";
}

/// <summary>What has happened since the person was here last.</summary>
/// <param name="Since">When the visit before this one was over.</param>
/// <param name="Rows">The latest first, at most <see cref="Most"/>.</param>
public sealed record ChangeFacts(DateTimeOffset Since, DateOnly Today, IReadOnlyList<ChangeRow> Rows, bool AreMore, Agreement? Agreement)
{
    public const int Most = 20;

    public string Sentence(ChangeRow row) => (row.What, row.Detail) switch
    {
        ("spike-found", nameof(CriterionLevel.Watch)) => T($"En stigning i {row.Areas} blev fundet; den sætter ingen plan i gang."),
        ("spike-found", _) => T($"En stigning i {row.Areas} blev fundet."),
        ("spike-answered", nameof(DecisionAction.Approve)) => T($"{Person(row)} godkendte stigningen i {row.Areas}."),
        ("spike-answered", nameof(DecisionAction.Hold)) => T($"{Person(row)} satte stigningen i {row.Areas} i bero."),
        ("spike-answered", nameof(DecisionAction.Dismiss)) => T($"{Person(row)} afviste stigningen i {row.Areas}."),
        ("spike-answered", nameof(DecisionAction.Return)) => T($"{Person(row)} stillede et spørgsmål om stigningen i {row.Areas}."),
        ("spike-answered", _) => T($"{Person(row)} svarede på et spørgsmål om stigningen i {row.Areas}."),
        ("plan-started", _) => T($"Planen i {row.Areas} gik i gang."),
        ("plan-corrected", _) => T($"{Person(row)} rettede planen i {row.Areas}."),
        ("plan-ended", _) when row.PersonId is not null => T($"{Person(row)} stoppede planen i {row.Areas}."),
        ("plan-ended", _) => T($"Planen i {row.Areas} sluttede: {Words.EndReason(row.Detail)}."),
        ("step-done", _) when IsByPerson(row) => T($"{Person(row)} meldte »{Step(row)}« udført, {row.Areas}."),
        ("step-done", _) => T($"»{Step(row)}« er gjort, {row.Areas}."),
        (_, _) when IsByPerson(row) => T($"{Person(row)} meldte, at »{Step(row)}« ikke var muligt, {row.Areas}."),
        _ => T($"»{Step(row)}« blev ikke til noget, {row.Areas}."),
    };

    private static bool IsByPerson(ChangeRow row) => row.PersonId is not (null or TaskRow.Program);

    private static string Step(ChangeRow row) => Words.Step(row.Reaction ?? "", row.TaskName);

    private string Person(ChangeRow row) => Agreement?.FindPerson(row.PersonId ?? "")?.Name ?? row.PersonId ?? "";
}
