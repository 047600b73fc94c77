using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Rules.Decisions;

public enum QuestionState
{
    Open,

    /// <summary>Put on hold, with a reason; the question comes again at the deadline.</summary>
    Held,
    Approved,
    Dismissed,

    /// <summary>Closed without an answer: the rate fell first, or the agreement says so at the deadline.</summary>
    Lapsed,
}

public enum DecisionAction
{
    Approve,
    Hold,
    Dismiss,
}

/// <summary>Who may answer the question that a spike raises, and what an answer leads to.</summary>
public static class Decision
{
    private static readonly Dictionary<(QuestionState, DecisionAction), QuestionState> Transitions = new()
    {
        [(QuestionState.Open, DecisionAction.Approve)] = QuestionState.Approved,
        [(QuestionState.Open, DecisionAction.Hold)] = QuestionState.Held,
        [(QuestionState.Open, DecisionAction.Dismiss)] = QuestionState.Dismissed,
        [(QuestionState.Held, DecisionAction.Approve)] = QuestionState.Approved,
        [(QuestionState.Held, DecisionAction.Dismiss)] = QuestionState.Dismissed,
    };

    /// <summary>Where an action leads, or null where it is not allowed.</summary>
    public static QuestionState? Next(QuestionState state, DecisionAction action) =>
        Transitions.TryGetValue((state, action), out var next) ? next : null;

    public static bool NeedsReason(DecisionAction action) => action is DecisionAction.Hold or DecisionAction.Dismiss;

    /// <summary>Whether a person may take this action under the agreed mode. Only the police may hold: it is their investigation.</summary>
    public static bool May(Person person, DecisionAction action, DecisionMode mode) => mode switch
    {
        DecisionMode.Police => person.ActsFor(Party.Police),
        DecisionMode.Both when action == DecisionAction.Hold => person.ActsFor(Party.Police),
        DecisionMode.Both => person.ActsFor(Party.Police) || person.ActsFor(Party.Municipality),
        _ => false,
    };

    /// <summary>Whether the approvals so far are enough: in mode both, two different people, one of each party.</summary>
    public static bool IsApproved(DecisionMode mode, IReadOnlyCollection<Person> approvers) => mode switch
    {
        DecisionMode.Automatic => true,
        DecisionMode.Police => approvers.Any(person => person.ActsFor(Party.Police)),
        _ => approvers.Any(police => police.ActsFor(Party.Police)
            && approvers.Any(other => other.Id != police.Id && other.ActsFor(Party.Municipality))),
    };

    /// <summary>Who is asked in a round, as person ids: first those who decide, then each deputy in turn, then everybody again.</summary>
    /// <param name="round">Counts from 1.</param>
    public static IReadOnlyList<string> Asked(Agreement agreement, int round)
    {
        var deputies = agreement.Decision.Deputies;
        var deciders = agreement.People
            .Where(person => !deputies.Contains(person.Id) && May(person, DecisionAction.Approve, agreement.Decision.Mode))
            .Select(person => person.Id)
            .ToList();
        return round == 1 ? deciders
            : round - 2 < deputies.Count ? [deputies[round - 2]]
            : [.. deciders.Union(deputies)];
    }
}
