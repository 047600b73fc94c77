using ReactionPlans.Rules.Access;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Rules.Decisions;

public enum QuestionState
{
    Open,

    /// <summary>Sent back with a question by somebody who was asked. The deadline stands: asking buys no time.</summary>
    Returned,

    /// <summary>The police wait until a stated time; then it is open again.</summary>
    Held,
    Approved,
    Dismissed,

    /// <summary>Closed without an answer: the rate fell first, or the agreement says so at the deadline.</summary>
    Lapsed,
}

/// <summary>What a person can do with a question.</summary>
public enum DecisionAction
{
    Approve,
    Hold,
    Dismiss,

    /// <summary>Send it back with a question to the other people of the agreement.</summary>
    Return,

    /// <summary>Answer such a question.</summary>
    Reply,
}

/// <summary>What happens to a question without anyone touching it.</summary>
public enum QuestionEvent
{
    /// <summary>The time to answer has passed.</summary>
    DeadlinePasses,

    /// <summary>The time that the police asked for has passed.</summary>
    HoldEnds,

    /// <summary>The rise is over, or the reports behind it were withdrawn.</summary>
    RateFalls,

    /// <summary>Half as many reports again as when it fired.</summary>
    Escalates,
}

/// <summary>Who may answer the question that a spike raises, and what an answer leads to. Every pair that is in no table is not allowed.</summary>
public static class Decision
{
    private static readonly Dictionary<(QuestionState, DecisionAction), QuestionState> Transitions = new()
    {
        [(QuestionState.Open, DecisionAction.Approve)] = QuestionState.Approved,
        [(QuestionState.Open, DecisionAction.Hold)] = QuestionState.Held,
        [(QuestionState.Open, DecisionAction.Dismiss)] = QuestionState.Dismissed,
        [(QuestionState.Open, DecisionAction.Return)] = QuestionState.Returned,
        [(QuestionState.Returned, DecisionAction.Approve)] = QuestionState.Approved,
        [(QuestionState.Returned, DecisionAction.Hold)] = QuestionState.Held,
        [(QuestionState.Returned, DecisionAction.Dismiss)] = QuestionState.Dismissed,
        [(QuestionState.Returned, DecisionAction.Reply)] = QuestionState.Open,
        [(QuestionState.Held, DecisionAction.Approve)] = QuestionState.Approved,
        [(QuestionState.Held, DecisionAction.Dismiss)] = QuestionState.Dismissed,
    };

    /// <summary>Where an action leads, or null where it is not allowed.</summary>
    public static QuestionState? Next(QuestionState state, DecisionAction action) =>
        Transitions.TryGetValue((state, action), out var next) ? next : null;

    /// <summary>Where an event leads, or null where it changes nothing: a plan that runs is not stopped by its question.</summary>
    /// <param name="onDeadline">What the parties agreed for silence.</param>
    /// <remarks>An escalation opens what was dismissed or lapsed, once (detection.md 0a: the state machine tells it once); a hold stands, and those who were
    /// asked are told.</remarks>
    public static QuestionState? Next(QuestionState state, QuestionEvent happened, OnDeadline onDeadline) => (state, happened) switch
    {
        (QuestionState.Open or QuestionState.Returned, QuestionEvent.DeadlinePasses) => onDeadline switch
        {
            OnDeadline.Activate => QuestionState.Approved,
            OnDeadline.Lapse => QuestionState.Lapsed,
            _ => QuestionState.Open,
        },
        (QuestionState.Held, QuestionEvent.HoldEnds) => QuestionState.Open,
        (QuestionState.Open or QuestionState.Returned or QuestionState.Held, QuestionEvent.RateFalls) => QuestionState.Lapsed,
        (QuestionState.Dismissed or QuestionState.Lapsed, QuestionEvent.Escalates) => QuestionState.Open,
        _ => null,
    };

    /// <summary>Whether nobody has decided yet.</summary>
    public static bool IsUndecided(QuestionState state) => state is QuestionState.Open or QuestionState.Returned or QuestionState.Held;

    /// <summary>Everything but a yes tells why.</summary>
    public static bool NeedsReason(DecisionAction action) => action is not DecisionAction.Approve;

    /// <summary>Whether the reason is the police's own: sealed, and shown to nobody else.</summary>
    public static bool SealsReason(DecisionAction action) => action == DecisionAction.Hold;

    /// <summary>Whether a person may take this action under the agreed mode. Only the police may hold: it is their investigation. Whoever
    /// acts for a party may answer a question that was sent back.</summary>
    public static bool May(Person person, DecisionAction action, DecisionMode mode) => mode switch
    {
        DecisionMode.Automatic => false,
        _ when action == DecisionAction.Reply => ActsForSomeone(person),
        DecisionMode.Both when action != DecisionAction.Hold => ActsForSomeone(person),
        _ => person.ActsFor(Party.Police),
    };

    /// <summary>What a person can answer now; empty: it waits for others.</summary>
    /// <param name="person">Null: in no agreement.</param>
    /// <param name="hasApproved">Their yes stands already.</param>
    public static IReadOnlyList<DecisionAction> Choices(Person? person, QuestionState state, DecisionMode mode, bool hasApproved) =>
        person is null || !person.May(Right.Decide)
            ? []
            : [.. Enum.GetValues<DecisionAction>().Where(action =>
                Next(state, action) is not null && May(person, action, mode) && !(action == DecisionAction.Approve && hasApproved))];

    /// <summary>Whether the approvals so far are enough: in mode both, two different people, one of each party.</summary>
    public static bool IsApproved(DecisionMode mode, IReadOnlyCollection<Person> approvers) => mode switch
    {
        DecisionMode.Automatic => true,
        DecisionMode.Police => approvers.Any(person => person.ActsFor(Party.Police)),
        _ => approvers.Any(police => police.ActsFor(Party.Police)
            && approvers.Any(other => other.Id != police.Id && other.ActsFor(Party.Municipality))),
    };

    /// <summary>The last instant until which a question can be held: holds add up to no more than agreed, counted from the first time it was asked.</summary>
    public static DateTimeOffset LatestHold(DecisionRule rule, DateTimeOffset firstAskedAt) => firstAskedAt.AddDays(rule.HoldAtMostDays);

    private static bool ActsForSomeone(Person person) => person.ActsFor(Party.Police) || person.ActsFor(Party.Municipality);
}
