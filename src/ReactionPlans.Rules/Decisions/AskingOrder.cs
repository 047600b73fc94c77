using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Rules.Decisions;

/// <summary>One round of a question: who is asked now, until when, and when they are reminded.</summary>
/// <param name="PersonIds">In the agreement's order.</param>
/// <param name="RemindAt">Null: none was agreed, or the deadline is too near for one to help.</param>
public sealed record Round(IReadOnlyList<string> PersonIds, DateTimeOffset DeadlineAt, DateTimeOffset? RemindAt);

/// <summary>In which order people are asked, and how long each has. Pure.</summary>
public static class AskingOrder
{
    /// <summary>
    /// The next round of a question. First those who decide (out of hours those on duty, where some are named), then each deputy in the agreed
    /// order, one at a time; when all have been asked, everybody, again and again: a question is never dropped because nobody answers.
    /// </summary>
    /// <param name="askedInTurn">Everyone asked since the order began; empty when it begins (anew, after a hold or an escalation).</param>
    /// <param name="at">When the round begins.</param>
    public static Round Next(Agreement agreement, IReadOnlyCollection<string> askedInTurn, DateTimeOffset at)
    {
        var rule = agreement.Decision;
        var isOut = rule.OutOfHours?.Contains(at) ?? false;
        var groups = Groups(agreement, isOut).ToList();
        var people = groups.FirstOrDefault(group => group.Any(id => !askedInTurn.Contains(id)))
            ?? [.. groups.SelectMany(group => group).Distinct()];

        // Without anybody on duty the deciders are told at once, and their time begins with their working day.
        var countsFrom = isOut && rule.OutOfHours!.Ask.Count == 0 ? rule.OutOfHours.EndAfter(at) : at;
        var deadline = countsFrom.AddHours(rule.DeadlineHours);
        var remind = deadline.AddHours(-rule.ReminderHours);
        return new Round(people, deadline, rule.ReminderHours > 0 && remind > at ? remind : null);
    }

    /// <summary>Who is asked too when those of a round are reminded: the personal deputy (<see cref="Person.Deputy"/>) of each who has not answered, where the deputy may approve and is not asked
    /// already. The deadline stands. An agreed deputy among them still has a turn of their own.</summary>
    /// <param name="asked">The round's people.</param>
    /// <param name="approved">Who has approved since the question began.</param>
    public static IReadOnlyList<string> StandIns(Agreement agreement, IReadOnlyCollection<string> asked, IReadOnlyCollection<string> approved) =>
    [
        .. asked.Except(approved).Select(id => agreement.FindPerson(id)?.Deputy).OfType<string>().Except(asked).Except(approved)
            .Where(id => agreement.FindPerson(id) is { } deputy && Decision.May(deputy, DecisionAction.Approve, agreement.Decision.Mode)),
    ];

    /// <summary>Those who decide, by person id: all who may approve and are not named as deputies.</summary>
    public static IReadOnlyList<string> Deciders(Agreement agreement) =>
    [
        .. agreement.People
            .Where(person => !agreement.Decision.Deputies.Contains(person.Id) && Decision.May(person, DecisionAction.Approve, agreement.Decision.Mode))
            .Select(person => person.Id),
    ];

    private static IEnumerable<IReadOnlyList<string>> Groups(Agreement agreement, bool isOut)
    {
        var rule = agreement.Decision;
        if (isOut && rule.OutOfHours!.Ask is { Count: > 0 } onDuty)
            yield return onDuty;

        yield return Deciders(agreement);
        foreach (var deputy in rule.Deputies)
            yield return [deputy];
    }
}
