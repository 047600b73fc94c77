using ReactionPlans.Flow.Detection;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection;
using ReactionPlans.Web.Pages.Overview;

namespace ReactionPlans.Web.Pages.Areas;

/// <summary>What somebody wants to see of an area.</summary>
/// <param name="CriterionId">The criterion whose numbers are drawn; null, or none of the agreement's: the first one that counts reports.</param>
/// <param name="Years">How many years back, one of <see cref="Choices"/>; anything else is one.</param>
/// <param name="Week">A day of the week whose reports are listed; null: none is.</param>
public sealed record AreaAsked(string? CriterionId, int Years, DateOnly? Week)
{
    public static readonly IReadOnlyList<int> Choices = [1, 2, 5];
}

/// <summary>What the page about one area tells one person, read in one transaction.</summary>
/// <param name="Criterion">The one whose numbers are drawn; null: none of the agreement's counts reports.</param>
/// <param name="Standings">How each criterion stands now.</param>
/// <param name="Weeks">The oldest first; the last one holds today.</param>
/// <param name="JudgedThrough">The last day judged at its end; null: none yet.</param>
public sealed record AreaShown(
    DateOnly Today, Agreement Agreement, AreaRow Row, Criterion? Criterion, IReadOnlyList<CriterionFacts> Standings, IReadOnlyList<AreaWeek> Weeks,
    IReadOnlyList<AreaSpike> Spikes, IReadOnlyList<AreaPlanRow> Plans, WeekReports? Reports, DateOnly? JudgedThrough)
{
    public string Place => $"{Row.Code} {Row.Name}";

    /// <summary>The criteria whose numbers can be drawn.</summary>
    public IEnumerable<Criterion> Counting => Agreement.Criteria.Where(criterion => criterion.Rule.CountsReports);

    /// <summary>What the drawn criterion counts.</summary>
    public Offence? Offence => Criterion is null ? null : Agreement.Offences[Criterion.OffenceId];

    /// <summary>Whether the nights' own numbers are among the weeks'.</summary>
    public bool IsFollowed => Criterion is { } criterion && AreaCourse.Follows(criterion.Rule);

    public bool HasExpected => Weeks.Any(week => week.Expected is not null);

    public bool HasBound => Weeks.Any(week => week.Bound is not null);
}

public sealed record AreaSpike(AreaSpikeRow Row, Evidence Evidence);

/// <summary>The reports of one week.</summary>
/// <param name="Days">Each day of it that has begun, the number of reports, and whether it has data.</param>
/// <param name="Reports">One by one; null for those who may see counts only.</param>
public sealed record WeekReports(DateOnly Monday, IReadOnlyList<(DateOnly Day, int Reports, bool HasData)> Days, IReadOnlyList<ReportRow>? Reports);
