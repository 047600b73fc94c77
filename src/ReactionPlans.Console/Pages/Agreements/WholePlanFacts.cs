using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Web.Pages.Overview;

namespace ReactionPlans.Web.Pages.Agreements;

/// <summary>One row of show-letter-reach.sql.</summary>
/// <param name="Reason">Why they get none; null: they get one.</param>
/// <param name="Protected">How many of them have a protected address.</param>
public sealed record LetterReachRow(string StepId, string Channel, string Language, string? Reason, int People, int Protected);

/// <summary>One row of show-neighbour-reach.sql.</summary>
public sealed record NeighbourReachRow(string StepId, string Role, string Channel, string Language, string? Reason, int People);

/// <summary>One row of find-rise-in-area.sql.</summary>
public sealed record RiseRow(Guid Id, string CriterionId, DateOnly FiredOn, int Count);

/// <param name="Reports">Of the last four weeks, as known now.</param>
public sealed record AreaChoice(AreaRow Row, int Reports);

/// <summary>What the page of a whole plan tells.</summary>
/// <param name="Areas">That it can be seen for, in order of code.</param>
/// <param name="Criteria">That can start it.</param>
/// <param name="Plan">Null: there is no area on the map, or nothing can start it.</param>
/// <param name="Problem">What was asked for and is not there; the plan is shown as if nothing had been asked.</param>
public sealed record WholePlanFacts(
    Agreement Agreement, IReadOnlyList<AreaChoice> Areas, IReadOnlyList<Criterion> Criteria, PlanBeforehand? Plan, Problem? Problem);

/// <summary>The plan for one area, and to how many.</summary>
/// <param name="Rise">The rise whose facts the texts tell; null: none is under way, and they tell the fewest reports the criterion holds with.</param>
/// <param name="Count">The reports that the texts tell of.</param>
public sealed record PlanBeforehand(
    AreaChoice Area, Criterion Criterion, RiseRow? Rise, int Count, WholePlan Texts, IReadOnlyList<LetterReachRow> Letters, IReadOnlyList<NeighbourReachRow> Neighbours)
{
    /// <summary>Steps that are out of season today.</summary>
    public IReadOnlyList<PlanStep> OutOfSeason { get; init; } = [];
}
