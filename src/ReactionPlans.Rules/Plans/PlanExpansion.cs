using System.Globalization;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Rules.Plans;

/// <summary>One step of a plan that starts, with its times.</summary>
/// <param name="Id">Of the step in this round: the agreed one's, from the second round on with the round's number behind it.</param>
/// <param name="GateStep">The step, of the same round, that <paramref name="Gate"/> waits for.</param>
/// <param name="OtherwiseStep">The step, of the same round, that must be done first on the agreed other way.</param>
/// <param name="Gate">What must be true before it starts; null: nothing.</param>
/// <param name="OtherwiseFromStart">The agreed branch applies at once, because residents cannot be reached by digital post.</param>
public sealed record PlannedTask(
    PlanStep Step, string Id, int Order, DateTimeOffset StartsAt, DateTimeOffset DueAt, Gate? Gate, string? GateStep, DateTimeOffset? GateAskAt,
    string? OtherwiseStep, bool OtherwiseFromStart)
{
    /// <summary>Waiting where something must be true first.</summary>
    public TaskState StartsAs => Gate is null && !OtherwiseFromStart ? TaskState.Open : TaskState.Waiting;

    /// <summary>A quarter of the time before it is due, as with the question that starts a plan.</summary>
    public DateTimeOffset RemindAt => DueAt - (DueAt - StartsAt) / 4;

    /// <summary>A day after it was due: whoever could have done it has been told by then.</summary>
    public DateTimeOffset EscalateAt => DueAt.AddDays(1);
}

/// <summary>Turns an agreed plan into tasks with times. Hours and days count from the activation.</summary>
public static class PlanExpansion
{
    /// <summary>The share a station waits for where the agreement names a letter but no gate: the station never comes before the letters.</summary>
    private const double ImpliedInformedShare = 0.9;

    private const double ImpliedAskAfterHours = 48;

    /// <param name="calendar">The municipality's school holidays, for steps with a season that asks them.</param>
    /// <param name="startedAt">Of the round.</param>
    /// <param name="round">From 1; the next when the parties want the plan once more.</param>
    /// <remarks>A step outside its season is left out; the others keep their order.</remarks>
    public static IReadOnlyList<PlannedTask> Expand(Agreement agreement, DateTimeOffset startedAt, SchoolCalendar calendar, int round = 1) =>
    [
        .. agreement.Plan.Select((step, order) => (step, order: (round - 1) * agreement.Plan.Count + order))
            .Where(one => one.step.Season?.Contains(DanishTime.DayOf(startedAt), calendar) ?? true)
            .Select(one => ToTask(agreement, one.step, one.order, startedAt, round)),
    ];

    /// <summary>What a step is called in a round. A tilde is in no agreed id, so two steps never share one.</summary>
    public static string StepIn(int round, string stepId) => round == 1 ? stepId : string.Create(CultureInfo.InvariantCulture, $"{stepId}~{round}");

    /// <summary>The instant at which the agreed time of an activation has passed.</summary>
    /// <param name="criterionId">The criterion that it started by, on <paramref name="firedOn"/>. A season's plan ends with the season, which is never longer (<see cref="AgreementCheck"/>).</param>
    public static DateTimeOffset MaximumEnd(Agreement agreement, string criterionId, DateOnly firedOn, DateTimeOffset startedAt) =>
        EndAfter((agreement.FindCriterion(criterionId)?.Rule as SeasonRule)?.On(firedOn)?.Last ?? DanishTime.DayOf(startedAt).AddDays(agreement.End.MaximumDays));

    /// <summary>When a last day is over. Its nightly judgement comes first.</summary>
    public static DateTimeOffset EndAfter(DateOnly lastDay) => DanishTime.EndOf(lastDay).AddMinutes(30);

    private static PlannedTask ToTask(Agreement agreement, PlanStep step, int order, DateTimeOffset startedAt, int round)
    {
        var startsAt = startedAt.AddHours(step.AtHours);
        var gate = GateOf(agreement, step);
        var dueAt = step.DueHours is { } hours ? startedAt.AddHours(hours) : startsAt.AddHours(DefaultDueHours(step, gate));
        var otherwiseFromStart = step.Otherwise is not null && (!agreement.Channels.DigitalPost || gate is null);
        return new PlannedTask(step, StepIn(round, step.Id), order, startsAt, dueAt < startsAt ? startsAt : dueAt, gate,
            gate is null ? null : StepIn(round, gate.StepId),
            gate is null || otherwiseFromStart ? null : startedAt.AddHours(gate.AskAfterHours),
            step.Otherwise is null ? null : StepIn(round, step.Otherwise.WithStep),
            otherwiseFromStart);
    }

    private static Gate? GateOf(Agreement agreement, PlanStep step) =>
        step.Gate is not null || step.Reaction != Reaction.MobileStation ? step.Gate
        : agreement.Plan.FirstOrDefault(other => other.Reaction == Reaction.Letter) is { } letter
            ? new Gate(letter.Id, ImpliedInformedShare, ImpliedAskAfterHours)
            : null;

    private static double DefaultDueHours(PlanStep step, Gate? gate) => step.Reaction switch
    {
        Reaction.MobileStation => (gate?.AskAfterHours ?? 0) + (step.Station?.WithinDays ?? 7) * 24,
        Reaction.Task => 14 * 24,
        _ => 24,
    };
}
