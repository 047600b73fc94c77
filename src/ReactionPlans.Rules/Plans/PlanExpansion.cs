using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Rules.Plans;

/// <summary>One step of a plan in motion, with its times.</summary>
/// <param name="Gate">What must be true before it starts; null: nothing.</param>
/// <param name="OtherwiseFromStart">The agreed branch applies at once, because residents cannot be reached by digital post.</param>
public sealed record PlannedTask(
    PlanStep Step, int Order, DateTimeOffset StartsAt, DateTimeOffset DueAt, Gate? Gate, DateTimeOffset? GateAskAt, bool OtherwiseFromStart);

/// <summary>Turns an agreed plan into tasks with times. Hours and days count from the activation.</summary>
public static class PlanExpansion
{
    /// <summary>The share a station waits for where the agreement names a letter but no gate: the station never comes before the letters.</summary>
    private const double ImpliedInformedShare = 0.9;

    private const double ImpliedAskAfterHours = 48;

    /// <param name="calendar">The municipality's school holidays, for steps with a season that asks them.</param>
    /// <remarks>A step outside its season is left out; the others keep their order.</remarks>
    public static IReadOnlyList<PlannedTask> Expand(Agreement agreement, DateTimeOffset startedAt, SchoolCalendar calendar) =>
    [
        .. agreement.Plan.Select((step, order) => (step, order))
            .Where(one => one.step.Season?.Contains(DanishTime.DayOf(startedAt), calendar) ?? true)
            .Select(one => ToTask(agreement, one.step, one.order, startedAt)),
    ];

    /// <summary>The instant at which an activation ends whatever the count is. The nightly judgement of its last day comes first.</summary>
    public static DateTimeOffset MaximumEnd(Agreement agreement, DateTimeOffset startedAt) =>
        DanishTime.EndOf(LastDay(agreement, startedAt)).AddMinutes(30);

    /// <summary>The last day of an activation that the rate does not end.</summary>
    public static DateOnly LastDay(Agreement agreement, DateTimeOffset startedAt) =>
        DanishTime.DayOf(startedAt).AddDays(agreement.End.MaximumDays);

    private static PlannedTask ToTask(Agreement agreement, PlanStep step, int order, DateTimeOffset startedAt)
    {
        var startsAt = startedAt.AddHours(step.AtHours);
        var gate = GateOf(agreement, step);
        var dueAt = step.DueHours is { } hours ? startedAt.AddHours(hours) : startsAt.AddHours(DefaultDueHours(step, gate));
        return new PlannedTask(step, order, startsAt, dueAt < startsAt ? startsAt : dueAt, gate,
            gate is null ? null : startedAt.AddHours(gate.AskAfterHours),
            step.Otherwise is not null && (!agreement.Channels.DigitalPost || gate is null));
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
