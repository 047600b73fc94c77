using ReactionPlans.Flow.Detection;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Decisions;

namespace ReactionPlans.Web.Pages.Spikes;

/// <summary>A row of show-question.sql.</summary>
public sealed class SpikeRow
{
    public Guid SpikeId { get; init; }

    public int AgreementVersion { get; init; }

    /// <summary>Null, as all that is the question's: the spike raised none.</summary>
    public string? Mode { get; init; }

    public string? State { get; init; }

    public int Round { get; init; }

    public string[] AskedPeople { get; init; } = [];

    public DateTimeOffset? AskedAt { get; init; }

    public DateTimeOffset? DeadlineAt { get; init; }

    public string? HeldBy { get; init; }

    public DateTimeOffset? SettledAt { get; init; }

    public string? Reason { get; init; }

    public string[] ApprovedBy { get; init; } = [];

    public string? JointAreas { get; init; }

    public string CriterionId { get; init; } = "";

    public DateOnly FiredOn { get; init; }

    public DateOnly? EscalatedOn { get; init; }

    public DateOnly? EndedOn { get; init; }

    public string? EndReason { get; init; }

    public string Evidence { get; init; } = "";

    public string AreaCode { get; init; } = "";

    public string AreaName { get; init; } = "";
}

/// <summary>A row of show-log.sql.</summary>
public sealed class LogRow
{
    public DateTimeOffset At { get; init; }

    /// <summary>Asked, Reminded, or what was answered.</summary>
    public string What { get; init; } = "";

    public string PersonId { get; init; } = "";

    public string? Reason { get; init; }

    public string? Way { get; init; }

    public DateTimeOffset? HeldUntil { get; init; }
}

/// <summary>What the page about one spike tells one person.</summary>
/// <param name="Choices">What the person may answer now; empty: it waits for others, or for nobody.</param>
/// <param name="SealedReasons">Why the police hold, in order of the holds; empty for everybody else.</param>
public sealed record SpikeFacts(
    SpikeRow Row, Agreement Agreement, Evidence Evidence, IReadOnlyList<DecisionAction> Choices, IReadOnlyList<LogRow> Log, IReadOnlyList<string> SealedReasons, DateTimeOffset Now)
{
    /// <summary>What the person would approve, word for word; empty where there is nothing to approve.</summary>
    public IReadOnlyList<PreparedText> Prepared { get; init; } = [];

    public Criterion? Criterion => Agreement.FindCriterion(Row.CriterionId);

    public string Place => $"{Row.AreaCode} {Row.AreaName}";

    public QuestionState? State => Row.State is { } state ? Enum.Parse<QuestionState>(state) : null;

    public string NameOf(string personId) => Agreement.FindPerson(personId)?.Name ?? personId;
}
