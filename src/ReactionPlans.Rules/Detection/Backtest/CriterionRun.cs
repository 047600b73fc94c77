using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Rules.Detection.Backtest;

/// <summary>One criterion over all areas, judged at the end of one day after the other: the rule, the days on which it held, and the state of each area.</summary>
public sealed class CriterionRun
{
    private readonly RuleJudge judge;
    private readonly KnownReports known;
    private readonly CriterionState[] states;
    private readonly int[] daysHeld;

    public CriterionRun(Criterion criterion, KnownReports known, IReadOnlyList<string> areaCodes)
    {
        Criterion = criterion;
        this.known = known;
        judge = RuleJudge.Of(criterion.Rule, known, areaCodes);
        states = [.. Enumerable.Repeat(CriterionState.Calm, areaCodes.Count)];
        daysHeld = new int[areaCodes.Count];
    }

    public Criterion Criterion { get; }

    /// <summary>A day before the first judged one: the rule is asked, nothing fires. So a look-back sees the days it needs.</summary>
    /// <param name="day">A day with data, to whose end <see cref="KnownReports"/> has been moved.</param>
    public void LookAt(DateOnly day)
    {
        judge.Begin(day);
        for (var area = 0; area < states.Length; area++)
            daysHeld[area] = judge.Judge(area, day).Holds ? daysHeld[area] + 1 : 0;
    }

    /// <summary>Judges every area at the end of a day with data. A day without data is not judged: no run is broken, none grows.</summary>
    /// <param name="step">Told of each area in which the rule holds or the state has moved.</param>
    public void Judge(DateOnly day, Action<int, RuleAnswer, Step> step)
    {
        if (known.Day != day)
            throw new ArgumentOutOfRangeException(nameof(day), day, $"What is known is known at the end of {known.Day:yyyy-MM-dd}.");

        judge.Begin(day);
        for (var area = 0; area < states.Length; area++)
        {
            var answer = judge.Judge(area, day);
            var heldBefore = daysHeld[area] >= Criterion.HoldForDays;
            daysHeld[area] = answer.Holds ? daysHeld[area] + 1 : 0;
            if (!answer.Holds && states[area].Phase == Phase.Calm)
                continue;

            var facts = new DayFacts(day, answer.Count, answer.Holds, heldBefore, answer.IsClear, IsGap: false, DayIsOver: true);
            var next = CriterionState.Advance(states[area], facts, Criterion);
            states[area] = next.State;
            if (answer.Holds || next.Change != Change.None)
                step(area, answer, next);
        }
    }
}
