using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Rules.Plans;

/// <summary>What the parties can answer when the agreed time has passed and the number is still high.</summary>
public enum EndChoice
{
    /// <summary>It ends, with a message that the number is still high. Never an all-clear.</summary>
    Close,

    /// <summary>What is in motion goes on for the agreed time once more.</summary>
    Extend,

    /// <summary>The steps of the plan once more, for the agreed time once more.</summary>
    NewRound,
}

/// <summary>One person's answer to it.</summary>
/// <param name="Parties">Whom the person acts for.</param>
public sealed record EndAnswer(string PersonId, IReadOnlyList<Party> Parties, EndChoice Choice);

/// <summary>What an activation's end is held against.</summary>
/// <param name="SpikeEndedOn">The last Danish day on which the spikes of all its areas had ended; null: one goes on.</param>
/// <param name="SpikeEndReason">Why the last one ended: fallen, withdrawn, one-of-many or season-over.</param>
/// <param name="MaximumEndsAt">When the agreed time has passed.</param>
/// <param name="AskedAt">When the parties were asked; null: they have not been, or they have answered to go on.</param>
/// <param name="Answers">Those given since.</param>
public sealed record EndFacts(
    DateOnly? SpikeEndedOn, string? SpikeEndReason, DateTimeOffset MaximumEndsAt, DateTimeOffset? AskedAt, DateTimeOffset? DeadlineAt, IReadOnlyList<EndAnswer> Answers)
{
    /// <summary>Whether the plan follows the calendar: then no number is high when its time has passed, and nobody is asked.</summary>
    public bool IsByCalendar { get; init; }
}

/// <summary>What is to happen to an activation now.</summary>
public abstract record EndStep
{
    private EndStep()
    {
    }

    public sealed record GoOn : EndStep;

    public sealed record Ask(DateTimeOffset DeadlineAt) : EndStep;

    /// <param name="EndedOn">The earlier of the spikes' end and the agreed last day, a Danish day.</param>
    /// <param name="Reason">fallen, withdrawn, one-of-many, season-over, overtaken or maximum.</param>
    public sealed record End(DateOnly EndedOn, string Reason, DateOnly? SpikeEndedOn) : EndStep;

    public sealed record Prolong(DateTimeOffset MaximumEndsAt, bool StepsAnew) : EndStep;
}

/// <summary>When a running activation ends. Pure: the watch, a person's answer and the proof of the order use the same.</summary>
public static class PlanEnd
{
    public const string Maximum = "maximum";

    /// <summary>The week of a plan that follows the calendar is over.</summary>
    public const string SeasonOver = "season-over";

    /// <summary>A plan that follows the calendar has made way for a rise in its area.</summary>
    public const string Overtaken = "overtaken";

    /// <summary>The hour, in Danish time, before which nobody must answer the question of the end: it comes at night.</summary>
    public static readonly TimeOnly EarliestDeadline = new(16, 0);

    public static EndStep Next(Agreement agreement, EndFacts facts, DateTimeOffset now)
    {
        var lastDay = LastDay(facts.MaximumEndsAt);
        if (facts.SpikeEndedOn is { } ended)
            return new EndStep.End(ended < lastDay ? ended : lastDay, facts.SpikeEndReason!, ended);
        if (now < facts.MaximumEndsAt)
            return new EndStep.GoOn();
        if (facts.IsByCalendar)
            return new EndStep.End(lastDay, SeasonOver, null);
        if (facts.AskedAt is not { } asked)
            return new EndStep.Ask(Deadline(agreement.Decision, now));

        return Outcome(agreement.Decision.Mode, facts.Answers) switch
        {
            EndChoice.Close => new EndStep.End(lastDay, Maximum, null),
            { } choice => new EndStep.Prolong(
                PlanExpansion.EndAfter(lastDay.AddDays(agreement.End.MaximumDays)), choice == EndChoice.NewRound),
            null when facts.DeadlineAt <= now => new EndStep.End(lastDay, Maximum, null),
            null => new EndStep.GoOn(),
        };
    }

    /// <summary>What the answers come to; null: nothing yet.</summary>
    /// <remarks>Closing is what was agreed, so one person is enough. Going on is more than was agreed: where both parties decide, two people, one of each
    /// party, must want the same.</remarks>
    public static EndChoice? Outcome(DecisionMode mode, IReadOnlyList<EndAnswer> answers)
    {
        if (answers.Any(answer => answer.Choice == EndChoice.Close))
            return EndChoice.Close;
        if (mode != DecisionMode.Both)
            return answers.Count == 0 ? null : answers[0].Choice;
        foreach (var choice in new[] { EndChoice.Extend, EndChoice.NewRound })
        {
            var wanted = answers.Where(answer => answer.Choice == choice).ToList();
            if (wanted.Any(police => police.Parties.Contains(Party.Police)
                && wanted.Any(other => other.PersonId != police.PersonId && other.Parties.Contains(Party.Municipality))))
                return choice;
        }

        return null;
    }

    /// <summary>The agreed time to answer, but not before the afternoon of the next working day: the question comes in the night after the last day.</summary>
    public static DateTimeOffset Deadline(DecisionRule decision, DateTimeOffset askedAt)
    {
        var day = DanishTime.DayOf(askedAt);
        while (day.DayOfWeek == DayOfWeek.Saturday || DanishHolidays.IsDayOfRest(day))
            day = day.AddDays(1);
        var afternoon = DanishTime.At(day, EarliestDeadline);
        var agreed = askedAt.AddHours(decision.DeadlineHours);
        return agreed > afternoon ? agreed : afternoon;
    }

    /// <summary>The last Danish day of an activation that the rate does not end.</summary>
    public static DateOnly LastDay(DateTimeOffset maximumEndsAt) => DanishTime.DayOf(maximumEndsAt).AddDays(-1);
}
