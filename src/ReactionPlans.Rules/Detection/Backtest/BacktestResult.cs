using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Rules.Detection.Backtest;

/// <summary>One spike that a criterion would have opened.</summary>
/// <param name="EndedOn">Null: still fired on the last day.</param>
/// <param name="Count">Reports in the rule's window on the day it fired.</param>
/// <param name="Expected">NaN for rules that expect nothing.</param>
/// <param name="Luck">Chance of so many by luck, 0-1; NaN for rules that do not ask it.</param>
public sealed record BacktestSpike(string Area, string Criterion, CriterionLevel Level, DateOnly FiredOn, DateOnly? EndedOn, double Count, double Expected, double Luck);

/// <summary>A plan that would have been set off: by the first spike of level activate in an area; further ones join it while it runs, but a rise takes over from a plan of the calendar's.</summary>
/// <param name="EndedOn">The earlier of the first spike's end and the plan's longest time; null: still open on the last day.</param>
/// <param name="Joined">Criteria of spikes that joined it.</param>
/// <param name="Count">Reports in the window of the criterion that set it off.</param>
/// <param name="Expected">Null for rules that expect nothing.</param>
/// <param name="Luck">Null for rules that do not ask it.</param>
public sealed record BacktestActivation(
    string Area, string Criterion, DateOnly FiredOn, DateOnly? SpikeEndedOn, DateOnly? EndedOn, IReadOnlyList<string> Joined, double Count, double? Expected, double? Luck)
{
    /// <summary>Whether the calendar set it off; then <see cref="Count"/> is 0 and says nothing.</summary>
    public bool IsByCalendar { get; init; }
}

/// <summary>A day on which the rule of a criterion of level activate held in an area.</summary>
public sealed record AlarmDay(string Area, DateOnly Day, string Criterion);

/// <summary>A criterion that could not be judged on some days with data: as on a day without, nothing fired and nothing cleared by it.</summary>
/// <param name="First">Why, on the first of them.</param>
public sealed record NotJudged(string Criterion, int Days, Problem First);

/// <summary>What an agreement's criteria would have done.</summary>
/// <param name="AreaYears">Areas times judged days with data, in years of 365.25 days: what rates are stated over.</param>
public sealed record BacktestResult(
    DateOnly From, DateOnly To, int Areas, int GapDays, double AreaYears,
    IReadOnlyList<BacktestSpike> Spikes, IReadOnlyList<BacktestActivation> Activations, IReadOnlyList<AlarmDay> Alarms)
{
    public IReadOnlyList<NotJudged> NotJudged { get; init; } = [];
}
