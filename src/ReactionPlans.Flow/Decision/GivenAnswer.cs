using System.Globalization;
using ReactionPlans.Rules.Decisions;

namespace ReactionPlans.Flow.Decision;

/// <summary>How an answer came in.</summary>
public enum AnswerWay
{
    Console,
    Link,
    Api,
    Replay,
}

/// <summary>What a person answers.</summary>
/// <param name="Action">approve, hold, dismiss, return or reply.</param>
/// <param name="Reason">Why, or the question and the answer to it; null where none was given.</param>
/// <param name="HoldUntil">For a hold alone.</param>
public sealed record GivenAnswer(string Action, string? Reason = null, DateTimeOffset? HoldUntil = null, AnswerWay Way = AnswerWay.Console)
{
    /// <summary>For a yes alone: to everything the question is offered together with, and started when the others have said yes too.</summary>
    public bool Together { get; init; }

    /// <summary>With it: the areas as they were shown when it was said. A yes is to what was seen, not to what has come in since.</summary>
    public string? AreasSeen { get; init; }

    /// <summary>The key or client that gave it in the person's name, for the audit; null: the person did.</summary>
    public string? Through { get; init; }

    public string? Why => string.IsNullOrWhiteSpace(Reason) ? null : Reason.Trim();

    /// <summary>Null: there is no such action. Numbers are none either, though the enum would take them.</summary>
    public DecisionAction? Chosen =>
        Enum.GetValues<DecisionAction>().Select(action => (DecisionAction?)action)
            .FirstOrDefault(action => string.Equals(action.ToString(), Action, StringComparison.OrdinalIgnoreCase));

    internal string WayStored => Way.ToString().ToLower(CultureInfo.InvariantCulture);
}
