using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Rules.Detection;

public enum Phase
{
    /// <summary>Ready to fire.</summary>
    Calm,

    /// <summary>One spike is open.</summary>
    Fired,

    /// <summary>The spike has ended; the cool-down keeps it from firing.</summary>
    Closed,
}

/// <summary>What a step of the state machine led to.</summary>
public enum Change
{
    None,

    /// <summary>A spike opens on this day.</summary>
    Fired,

    /// <summary>The count has reached half as much again as at firing; told once.</summary>
    Escalated,

    /// <summary>Enough clear days running: the spike has ended.</summary>
    Cleared,

    /// <summary>Fired during the day, but at its end the rule does not hold (reports were taken back, or among so many areas luck explains it), or the rise is the whole district's.</summary>
    Withdrawn,
}

/// <summary>What is known of one area on one Danish day, as known then.</summary>
/// <param name="Day">The judged day.</param>
/// <param name="Count">Reports in the rule's window that ends on <paramref name="Day"/>, a fraction where they are weighed; at least 0.</param>
/// <param name="RuleHolds">Whether the rule holds on <paramref name="Day"/>.</param>
/// <param name="HeldBefore">Whether it held on the criterion's <c>HoldForDays</c> days with data before, each as known then.</param>
/// <param name="IsClear">Whether the clear condition holds on <paramref name="Day"/>.</param>
/// <param name="IsGap">No report from a source that should have one: the day neither fires, clears nor breaks a run.</param>
/// <param name="DayIsOver">False while judging the day so far: that may fire, never clear.</param>
public readonly record struct DayFacts(DateOnly Day, double Count, bool RuleHolds, bool HeldBefore, bool IsClear, bool IsGap, bool DayIsOver)
{
    /// <summary>False: the rise is the whole district's, and no single area fires. A spike of an earlier day goes on.</summary>
    public bool MayFire { get; init; } = true;
}

public readonly record struct Step(CriterionState State, Change Change);

/// <summary>The memory of one criterion in one area, and how it moves from day to day.</summary>
/// <param name="FiredOn">The day it fired; null while calm.</param>
/// <param name="CountAtFiring">The count that fired it, as known at the end of that day.</param>
/// <param name="ClearDays">Clear days running so far.</param>
/// <param name="EndedOn">The day the spike ended; null unless closed.</param>
/// <param name="Escalated">Whether the escalation has been told.</param>
/// <remarks>The same function judges live, in a replay and in a backtest. Each day is judged once at its end, in order;
/// the day so far may be judged any number of times before that.</remarks>
public sealed record CriterionState(Phase Phase, DateOnly? FiredOn, double CountAtFiring, int ClearDays, DateOnly? EndedOn, bool Escalated)
{
    public static readonly CriterionState Calm = new(Phase.Calm, null, 0, 0, null, false);

    /// <summary>Moves one area's state by one day's facts. Pure: no clock, no database, no settings.</summary>
    public static Step Advance(CriterionState state, DayFacts facts, Criterion criterion)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(facts.Count);
        if (facts.IsGap)
            return new Step(state, Change.None);

        return state.Phase switch
        {
            Phase.Fired => WhileFired(state, facts, criterion),
            Phase.Closed when facts.Day <= state.EndedOn!.Value.AddDays(criterion.CooldownDays) => new Step(state, Change.None),
            _ => WhileCalm(facts, criterion),
        };
    }

    private static Step WhileCalm(DayFacts facts, Criterion criterion) =>
        facts.MayFire && facts.RuleHolds && facts.HeldBefore && Threshold.Holds(facts.Count, criterion.MinimumReports)
            ? new Step(new CriterionState(Phase.Fired, facts.Day, facts.Count, 0, null, false), Change.Fired)
            : new Step(Calm, Change.None);

    private static Step WhileFired(CriterionState state, DayFacts facts, Criterion criterion)
    {
        if (facts.Day == state.FiredOn && facts.DayIsOver)
        {
            // A backtest judges day ends only and would not have seen this firing: so it leaves no cool-down behind.
            return facts.RuleHolds && facts.MayFire
                ? new Step(state with { CountAtFiring = facts.Count }, Change.None)
                : new Step(Calm, Change.Withdrawn);
        }

        if (criterion.Rule.CountsReports && !state.Escalated && Threshold.Holds(facts.Count, EscalatesAt(state.CountAtFiring)))
            return new Step(Counted(state with { Escalated = true }, facts), Change.Escalated);

        var next = Counted(state, facts);
        return next.ClearDays >= criterion.ClearAfterDays
            ? new Step(next with { Phase = Phase.Closed, EndedOn = facts.Day }, Change.Cleared)
            : new Step(next, Change.None);
    }

    /// <summary>Smallest count that is half as much again: ceil(1.5 x count at firing).</summary>
    private static int EscalatesAt(double countAtFiring) => (int)Math.Ceiling(1.5 * countAtFiring - ReferenceDay.Rounding);

    private static CriterionState Counted(CriterionState state, DayFacts facts) =>
        !facts.DayIsOver || facts.Day == state.FiredOn ? state
        : facts.IsClear ? state with { ClearDays = state.ClearDays + 1 }
        : state with { ClearDays = 0 };
}
