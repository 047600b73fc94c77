using NUnit.Framework;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Decisions;
using static ReactionPlans.Rules.Decisions.DecisionAction;
using static ReactionPlans.Rules.Decisions.QuestionState;

namespace ReactionPlans.Rules.Tests.Decisions;

public sealed class DecisionTests
{
    private static readonly Person Coordinator = new("coordinator", "police-coordinator", "Karen", "k@example.dk");
    private static readonly Person Duty = new("duty", "police-duty", "Viggo", "v@example.dk");
    private static readonly Person Lead = new("lead", "municipal-lead", "Peter", "p@example.dk");
    private static readonly Person Joint = new("joint", "joint-coordinator", "Fie", "f@example.dk");

    /// <summary>The whole table, written again by hand: what is not here is not allowed.</summary>
    private static readonly Dictionary<(QuestionState, DecisionAction), QuestionState> Allowed = new()
    {
        [(Open, Approve)] = Approved,
        [(Open, Hold)] = Held,
        [(Open, Dismiss)] = Dismissed,
        [(Open, Return)] = Returned,
        [(Returned, Approve)] = Approved,
        [(Returned, Hold)] = Held,
        [(Returned, Dismiss)] = Dismissed,
        [(Returned, Reply)] = Open,
        [(Held, Approve)] = Approved,
        [(Held, Dismiss)] = Dismissed,
    };

    private static IEnumerable<TestCaseData> EveryPair() =>
        from state in Enum.GetValues<QuestionState>()
        from action in Enum.GetValues<DecisionAction>()
        select new TestCaseData(state, action).SetArgDisplayNames(state.ToString(), action.ToString());

    [TestCaseSource(nameof(EveryPair))]
    public void Every_action_in_every_state_leads_where_it_was_agreed_or_nowhere(QuestionState state, DecisionAction action) =>
        Assert.That(Decision.Next(state, action), Is.EqualTo(Allowed.TryGetValue((state, action), out var next) ? next : (QuestionState?)null));

    private static IEnumerable<TestCaseData> EveryEvent() =>
        from state in Enum.GetValues<QuestionState>()
        from happened in Enum.GetValues<QuestionEvent>()
        from agreed in Enum.GetValues<OnDeadline>()
        select new TestCaseData(state, happened, agreed).SetArgDisplayNames(state.ToString(), happened.ToString(), agreed.ToString());

    [TestCaseSource(nameof(EveryEvent))]
    public void Every_event_in_every_state_leads_where_it_was_agreed_or_changes_nothing(QuestionState state, QuestionEvent happened, OnDeadline agreed)
    {
        QuestionState? expected = (state, happened) switch
        {
            (Open, QuestionEvent.DeadlinePasses) or (Returned, QuestionEvent.DeadlinePasses) =>
                agreed == OnDeadline.Activate ? Approved : agreed == OnDeadline.Lapse ? Lapsed : Open,
            (Held, QuestionEvent.HoldEnds) => Open,
            (Open, QuestionEvent.RateFalls) or (Returned, QuestionEvent.RateFalls) or (Held, QuestionEvent.RateFalls) => Lapsed,
            (Dismissed, QuestionEvent.Escalates) or (Lapsed, QuestionEvent.Escalates) => Open,
            _ => null,
        };
        Assert.That(Decision.Next(state, happened, agreed), Is.EqualTo(expected));
    }

    [Test]
    public void Every_undecided_state_has_a_way_out_without_anyone_touching_it()
    {
        foreach (var state in Enum.GetValues<QuestionState>().Where(Decision.IsUndecided))
        {
            var clock = state == Held ? QuestionEvent.HoldEnds : QuestionEvent.DeadlinePasses;
            Assert.That(Enum.GetValues<OnDeadline>().Select(agreed => Decision.Next(state, clock, agreed)), Has.None.Null, $"{state} could be left for ever");
        }
    }

    [TestCase(DecisionMode.Automatic, Approve, "")]
    [TestCase(DecisionMode.Automatic, Reply, "")]
    [TestCase(DecisionMode.Police, Approve, "coordinator duty joint")]
    [TestCase(DecisionMode.Police, Hold, "coordinator duty joint")]
    [TestCase(DecisionMode.Police, Dismiss, "coordinator duty joint")]
    [TestCase(DecisionMode.Police, Return, "coordinator duty joint")]
    [TestCase(DecisionMode.Police, Reply, "coordinator duty joint lead")]
    [TestCase(DecisionMode.Both, Approve, "coordinator duty joint lead")]
    [TestCase(DecisionMode.Both, Hold, "coordinator duty joint")]
    [TestCase(DecisionMode.Both, Dismiss, "coordinator duty joint lead")]
    [TestCase(DecisionMode.Both, Return, "coordinator duty joint lead")]
    [TestCase(DecisionMode.Both, Reply, "coordinator duty joint lead")]
    public void Who_may_do_what_is_agreed(DecisionMode mode, DecisionAction action, string who) =>
        Assert.That(
            string.Join(' ', new[] { Coordinator, Duty, Joint, Lead, new Person("nobody", "neighbour-friend", "N", "n@example.dk") }
                .Where(person => Decision.May(person, action, mode)).Select(person => person.Id)),
            Is.EqualTo(who));

    [Test]
    public void In_mode_both_two_different_people_say_yes_one_of_each_party()
    {
        Assert.That(Decision.IsApproved(DecisionMode.Both, [Coordinator, Lead]), Is.True);
        Assert.That(Decision.IsApproved(DecisionMode.Both, [Joint, Lead]), Is.True, "the joint coordinator speaks for the police here");
        Assert.That(Decision.IsApproved(DecisionMode.Both, [Joint, Coordinator]), Is.True, "and for the municipality here");
        Assert.That(Decision.IsApproved(DecisionMode.Both, [Joint]), Is.False, "one person is not two, whatever the role");
        Assert.That(Decision.IsApproved(DecisionMode.Both, [Joint, Joint]), Is.False);
        Assert.That(Decision.IsApproved(DecisionMode.Both, [Coordinator, Duty]), Is.False, "two of the police are one party");
        Assert.That(Decision.IsApproved(DecisionMode.Both, []), Is.False);
    }

    [Test]
    public void Only_the_reason_of_a_hold_is_sealed_and_only_a_yes_needs_none()
    {
        Assert.That(Enum.GetValues<DecisionAction>().Where(Decision.SealsReason), Is.EqualTo(new[] { Hold }));
        Assert.That(Enum.GetValues<DecisionAction>().Where(action => !Decision.NeedsReason(action)), Is.EqualTo(new[] { Approve }));
    }
}
