using ReactionPlans.Flow.Detection;
using ReactionPlans.Flow.Evaluation;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Evaluation;
using ReactionPlans.Rules.Time;
using ReactionPlans.Web.Pages.Overview;
using ReactionPlans.Web.Pages.Spikes;

namespace ReactionPlans.Web.Pages.Evaluations;

/// <summary>A row of show-evaluations.sql.</summary>
public sealed class EvaluationRow
{
    public Guid Id { get; init; }

    public int AgreementVersion { get; init; }

    public string CriterionId { get; init; } = "";

    public DateOnly FiredOn { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public DateOnly? EndedOn { get; init; }

    public string? EndReason { get; init; }

    public string? StoppedBy { get; init; }

    public string? StopReason { get; init; }

    public string Evidence { get; init; } = "";

    public string AreaCode { get; init; } = "";

    public string AreaName { get; init; } = "";

    public string Places { get; init; } = "";

    /// <summary>The spikes of its areas.</summary>
    public Guid[] Spikes { get; init; } = [];

    public bool IsWeighed { get; init; }

    public int? ReportsBefore { get; init; }

    public int? ReportsAfter { get; init; }

    public double? Expected { get; init; }

    public double? ExpectedBefore { get; init; }

    public double? Low { get; init; }

    public double? High { get; init; }

    public EffectVerdict? Effect { get; init; }

    public int? Episodes { get; init; }

    public int? Comparisons { get; init; }

    public string? PoliceVerdict { get; init; }

    public string? PoliceBy { get; init; }

    public string? MunicipalityVerdict { get; init; }

    public string? MunicipalityBy { get; init; }

    /// <summary>Null: not reckoned.</summary>
    public EffectRow? Weighed => !IsWeighed ? null : new EffectRow
    {
        ReportsBefore = ReportsBefore!.Value,
        ReportsAfter = ReportsAfter!.Value,
        Expected = Expected!.Value,
        ExpectedBefore = ExpectedBefore!.Value,
        Low = Low!.Value,
        High = High,
        Verdict = Effect!.Value,
        Episodes = Episodes!.Value,
        Comparisons = Comparisons!.Value,
    };

    /// <summary>A stopped plan, one whose rise was none, and one that began by the calendar, is held against nothing.</summary>
    public bool IsNeverWeighed => IsByCalendar || EndReason is "stopped" or "withdrawn" or "one-of-many";

    /// <summary>It followed no rise, so no rise without a plan can be compared with it.</summary>
    public bool IsByCalendar { get; init; }

    /// <summary>The morning on which it is reckoned.</summary>
    public DateOnly WeighedOn => FiredOn.AddDays(ComparisonEpisodes.AfterDays + WeighEffects.LateDays);
}

/// <summary>A row of show-doses.sql.</summary>
public sealed class DoseRow
{
    public string StepId { get; init; } = "";

    public int VisitNumber { get; init; }

    public string State { get; init; } = "";

    public DateTimeOffset? StartsAt { get; init; }

    public DateTimeOffset? EndsAt { get; init; }

    public string? Reason { get; init; }

    public string? StationName { get; init; }

    public string? SiteName { get; init; }

    /// <summary>Null: nobody has said.</summary>
    public bool? Stood { get; init; }

    public DateTimeOffset? StoodFrom { get; init; }

    public DateTimeOffset? StoodTo { get; init; }

    public string? Place { get; init; }

    public string? ConfirmedBy { get; init; }

    public DateTimeOffset? ConfirmedAt { get; init; }
}

/// <summary>What an activation came to, for one person's screen.</summary>
/// <param name="Spikes">One for each of its areas: why, and who decided.</param>
/// <param name="MayConfirm">The person may say where the station stood.</param>
/// <param name="VerdictFor">The parties the person gives a verdict for; empty: none, or it is not over.</param>
public sealed record EvaluationFacts(
    EvaluationRow Row, Agreement Agreement, Evidence Evidence, IReadOnlyList<SpikeFacts> Spikes, IReadOnlyList<TaskRow> Tasks, IReadOnlyList<TotalRow> Reach,
    IReadOnlyList<DoseRow> Doses, bool MayConfirm, IReadOnlyList<Party> VerdictFor, DateTimeOffset Now)
{
    public DateOnly Today => DanishTime.DayOf(Now);

    public Criterion? Criterion => Agreement.FindCriterion(Row.CriterionId);

    public string LeadPlace => $"{Row.AreaCode} {Row.AreaName}";

    public bool IsOver => Row.EndedOn is not null;

    public string NameOf(string? personId) => personId is null ? "" : Agreement.FindPerson(personId)?.Name ?? personId;
}

/// <summary>The list: every plan, and all of them together.</summary>
/// <param name="Offence">Of the agreement in force: what its plans are about.</param>
public sealed record EvaluationList(IReadOnlyList<EvaluationRow> Rows, EffectRow? Together, Offence? Offence, DateOnly Today);
