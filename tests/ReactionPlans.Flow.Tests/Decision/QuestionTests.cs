using NUnit.Framework;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Decision;
using ReactionPlans.Flow.Reactions;
using ReactionPlans.Rules;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Decision;

public sealed class QuestionTests
{
    private const string Police = "mode: police, deadlineHours: 4, onDeadline: escalate, deputies: [duty]";

    [Test]
    public async Task An_automatic_agreement_starts_the_plan_without_asking()
    {
        await using var village = await Fired("mode: automatic");

        Assert.That(await village.Said(nameof(PlanActivated)), Is.EqualTo(1));
        Assert.That(await village.Said(nameof(DecisionAsked)), Is.Zero);
    }

    [Test]
    public async Task The_police_are_asked_and_their_yes_starts_the_plan_once()
    {
        await using var village = await Fired(Police);
        var spike = await village.Spike();
        Assert.That(await village.Said(nameof(PlanActivated)), Is.Zero);

        Assert.That(await village.Answer(spike, "approve", "coordinator"), Is.Null);
        var again = await village.Answer(spike, "approve", "coordinator");

        Assert.That(again?.Kind, Is.EqualTo(Problems.DecisionNotAllowed));
        Assert.That(await village.Said(nameof(PlanActivated)), Is.EqualTo(1));
    }

    [TestCase("lead", "approve", null, 4004)]
    [TestCase("nobody", "approve", null, 4004)]
    [TestCase("coordinator", "hold", null, 4003)]
    [TestCase("coordinator", "dismiss", " ", 4003)]
    [TestCase("coordinator", "explode", null, 4002)]
    public async Task What_may_not_be_answered_is_a_numbered_problem_and_changes_nothing(string person, string action, string? reason, int number)
    {
        await using var village = await Fired(Police);

        var problem = await village.Answer(await village.Spike(), action, person, reason);

        Assert.That(problem?.Number, Is.EqualTo(number));
        Assert.That(await village.Database.Scalar<string>("select state from decision.question"), Is.EqualTo("Open"));
    }

    [Test]
    public async Task A_spike_of_another_partnership_is_as_good_as_none()
    {
        await using var village = await Fired(Police);

        var problem = await village.Answer(await village.Spike(), "approve", "coordinator", partnership: "nabobyen");

        Assert.That(problem?.Kind, Is.EqualTo(Problems.SpikeUnknown));
    }

    [Test]
    public async Task Nobody_answers_and_the_deputy_is_asked_then_everybody()
    {
        await using var village = await Fired(Police);

        village.Wait(TimeSpan.FromHours(4));
        await village.SettleOverdue();
        Assert.That(await village.Database.Scalar<string>("select asked_people::text from decision.question"), Is.EqualTo("{duty}"));

        village.Wait(TimeSpan.FromHours(4));
        await village.SettleOverdue();
        Assert.That(await village.Database.Scalar<string>("select asked_people::text from decision.question"), Is.EqualTo("{coordinator,duty}"));
        Assert.That(await village.Said(nameof(DecisionAsked)), Is.EqualTo(3));
    }

    [TestCase("activate", "Approved", nameof(PlanActivated))]
    [TestCase("lapse", "Lapsed", nameof(SpikeDismissed))]
    public async Task The_deadline_does_what_was_agreed(string onDeadline, string state, string message)
    {
        await using var village = await Fired($"mode: police, deadlineHours: 4, onDeadline: {onDeadline}");
        var said = await village.Said(message);

        village.Wait(TimeSpan.FromHours(4));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => village.SettleOverdue()));

        Assert.That(await village.Database.Scalar<string>("select state from decision.question"), Is.EqualTo(state));
        Assert.That(await village.Said(message), Is.EqualTo(said + 1), "four clocks at once settle it once");
    }

    [Test]
    public async Task A_hold_comes_back_as_a_question()
    {
        await using var village = await Fired(Police);
        Assert.That(await village.Answer(await village.Spike(), "hold", "coordinator", "efterforskning", holdHours: 4), Is.Null);

        village.Wait(TimeSpan.FromHours(4));
        await village.SettleOverdue();

        Assert.That(await village.Database.Scalar<string>("select state from decision.question"), Is.EqualTo("Open"));
        Assert.That(await village.Said(nameof(PlanActivated)), Is.Zero);
    }

    [Test]
    public async Task In_mode_both_each_party_must_say_yes()
    {
        await using var village = await Fired("mode: both, deadlineHours: 4, onDeadline: lapse");
        var spike = await village.Spike();

        Assert.That(await village.Answer(spike, "approve", "coordinator"), Is.Null);
        Assert.That(await village.Said(nameof(PlanActivated)), Is.Zero, "the municipality has not said yes");
        Assert.That(await village.Answer(spike, "approve", "lead"), Is.Null);
        Assert.That(await village.Said(nameof(PlanActivated)), Is.EqualTo(1));
    }

    [Test]
    public async Task A_rate_that_falls_first_closes_the_question()
    {
        await using var village = await Fired(Police);

        await village.Nights(30);
        await TestDatabase.Deliver(new LapseQuestion(village.Database.Database), new RateFell(await village.Spike()));

        Assert.That(await village.Database.Scalar<string>("select state || ' ' || reason from decision.question"), Is.EqualTo("Lapsed fallen"));
        Assert.That(await village.Said(nameof(SpikeDismissed)), Is.EqualTo(1));
    }

    [TestCase(null, TestName = "no end at all")]
    [TestCase(-1.0, TestName = "an end in the past")]
    [TestCase(15 * 24.0, TestName = "later than agreed")]
    public async Task A_hold_that_would_not_end_as_agreed_is_refused(double? hours)
    {
        await using var village = await Fired(Police);

        var problem = await village.Answer(await village.Spike(), "hold", "coordinator", "efterforskning", holdHours: hours);

        Assert.That(problem?.Kind, Is.EqualTo(Problems.HoldEndWrong));
        Assert.That(await State(village), Is.EqualTo("Open"));
    }

    [Test]
    public async Task Holds_after_holds_end_where_the_first_one_had_to()
    {
        await using var village = await Fired(Police + ", holdAtMostDays: 2");
        var spike = await village.Spike();
        await village.Answer(spike, "hold", "coordinator", "første", holdHours: 24);
        village.Wait(TimeSpan.FromHours(24));
        await village.SettleOverdue();

        var second = await village.Answer(spike, "hold", "coordinator", "anden", holdHours: 25);
        var shorter = await village.Answer(spike, "hold", "coordinator", "anden", holdHours: 20);

        Assert.That(second?.Kind, Is.EqualTo(Problems.HoldEndWrong), "two days from the first question, not from now");
        Assert.That(shorter, Is.Null);
    }

    [TestCase("activate", "Approved", nameof(PlanActivated))]
    [TestCase("lapse", "Lapsed", nameof(SpikeDismissed))]
    public async Task A_hold_that_ends_unanswered_comes_to_the_agreed_default(string onDeadline, string state, string message)
    {
        await using var village = await Fired($"mode: police, deadlineHours: 4, onDeadline: {onDeadline}");
        await village.Answer(await village.Spike(), "hold", "coordinator", "efterforskning", holdHours: 20);

        village.Wait(TimeSpan.FromHours(19));
        await village.SettleOverdue();
        Assert.That(await State(village), Is.EqualTo("Held"), "neither the old deadline nor a reminder touches a hold");
        village.Wait(TimeSpan.FromHours(1));
        await village.SettleOverdue();
        Assert.That((await State(village), await village.Said(nameof(DecisionAsked))), Is.EqualTo(("Open", 2)), "a new decision is asked for");
        village.Wait(TimeSpan.FromHours(4));
        await village.SettleOverdue();

        Assert.That(await State(village), Is.EqualTo(state));
        Assert.That(await village.Said(message), Is.EqualTo(1));
    }

    [Test]
    public async Task Why_the_police_hold_is_nowhere_but_under_seal_and_only_the_police_open_it()
    {
        const string Canary = "kanariefugl-4711";
        await using var village = await Fired("mode: both, deadlineHours: 4, onDeadline: lapse");
        var spike = await village.Spike();
        Assert.That(await village.Answer(spike, "hold", "coordinator", Canary, holdHours: 4), Is.Null);

        Assert.That(await village.Database.TablesHolding(Canary), Is.Empty);
        Assert.That(await village.Database.TablesHolding("Landsbyen"), Is.Not.Empty, "the search finds what is there");
        var agreement = await village.Database.Database.Do(work => village.Agreements.Version(work, Village.Partnership, 1), CancellationToken.None);
        Assert.That(await Opened(village, spike, agreement.FindPerson("duty")), Is.EqualTo(new[] { Canary }));
        Assert.That(await Opened(village, spike, agreement.FindPerson("lead")), Is.Empty);
        Assert.That(await Opened(village, spike, null), Is.Empty);
    }

    [Test]
    public async Task Those_who_have_not_answered_are_reminded_once_before_the_deadline()
    {
        await using var village = await Fired(Police + ", reminderHours: 1");

        village.Wait(TimeSpan.FromHours(2.5));
        await village.SettleOverdue();
        Assert.That(await village.Said(nameof(DecisionDue)), Is.Zero);
        village.Wait(TimeSpan.FromHours(0.5));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => village.SettleOverdue()));

        Assert.That(await village.Said(nameof(DecisionDue)), Is.EqualTo(1), "four clocks at once remind once");
        Assert.That((await State(village), await village.Said(nameof(DecisionAsked))), Is.EqualTo(("Open", 1)));
    }

    [Test]
    public async Task With_the_reminder_the_deputy_of_whoever_has_not_answered_is_asked_and_told_once_and_may_say_yes()
    {
        await using var village = await Fired(Police + ", reminderHours: 1", coordinator: ", deputy: duty");
        var spike = await village.Spike();
        var notify = new NotifyParties(village.Database.Database, village.Agreements);
        await TestDatabase.Deliver(notify, new DecisionAsked(spike, 1));

        village.Wait(TimeSpan.FromHours(3));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => village.SettleOverdue()));
        Assert.That(await village.Database.Scalar<string>("select array_to_string(asked_people, '+') || ' ' || array_to_string(asked_in_turn, '+') from decision.question"), Is.EqualTo("coordinator+duty coordinator"));
        Assert.That((await village.Said(nameof(DecisionDue)), await village.Said(nameof(DecisionAsked))), Is.EqualTo((1, 2)), "four clocks at once");
        await TestDatabase.Deliver(notify, new DecisionAsked(spike, 1));
        await TestDatabase.Deliver(notify, new DecisionDue(spike, 1));

        Assert.That(await village.Database.Query<string>("select step_id || ' ' || recipient_id from delivery.delivery order by 1"),
            Is.EqualTo(new[] { "decision-1 landsby/coordinator", "decision-1 landsby/duty", "reminder-1 landsby/coordinator" }));
        Assert.That(await village.Answer(spike, "approve", "duty"), Is.Null);
        Assert.That(await State(village), Is.EqualTo("Approved"));
    }

    [Test]
    public async Task A_question_sent_back_is_answered_by_the_other_party_and_its_deadline_stands()
    {
        await using var village = await Fired(Police);
        var spike = await village.Spike();
        var deadline = await village.Database.Scalar<DateTime>("select deadline_at from decision.question");

        Assert.That(await village.Answer(spike, "return", "coordinator", "Er der byfest?"), Is.Null);
        Assert.That(await State(village), Is.EqualTo("Returned"));
        Assert.That((await village.Answer(spike, "reply", "lead", " "))?.Kind, Is.EqualTo(Problems.ReasonMissing));
        Assert.That(await village.Answer(spike, "reply", "lead", "Nej, først næste uge."), Is.Null);

        Assert.That(await State(village), Is.EqualTo("Open"));
        Assert.That(await village.Database.Scalar<DateTime>("select deadline_at from decision.question"), Is.EqualTo(deadline));
        Assert.That(await village.Said(nameof(AnswerGiven)), Is.EqualTo(2));
    }

    [Test]
    public async Task The_deadline_comes_to_a_question_that_was_sent_back_too()
    {
        await using var village = await Fired("mode: police, deadlineHours: 4, onDeadline: lapse");
        await village.Answer(await village.Spike(), "return", "coordinator", "Er der byfest?");

        village.Wait(TimeSpan.FromHours(4));
        await village.SettleOverdue();

        Assert.That(await State(village), Is.EqualTo("Lapsed"));
    }

    [Test]
    public async Task One_person_cannot_say_yes_twice_and_a_joint_coordinator_is_one_person()
    {
        await using var village = await Fired("mode: both, deadlineHours: 4, onDeadline: lapse");
        var spike = await village.Spike();
        await village.Answer(spike, "approve", "coordinator");

        var again = await village.Answer(spike, "approve", "coordinator");
        var sameParty = await village.Answer(spike, "approve", "duty");

        Assert.That(again?.Kind, Is.EqualTo(Problems.AnsweredByThem));
        Assert.That(sameParty, Is.Null);
        Assert.That(await State(village), Is.EqualTo("Open"), "two of the police are one party");
    }

    [Test]
    public async Task A_yes_from_before_a_hold_is_no_yes_after_it()
    {
        await using var village = await Fired("mode: both, deadlineHours: 4, onDeadline: lapse");
        var spike = await village.Spike();
        await village.Answer(spike, "approve", "lead");
        await village.Answer(spike, "hold", "duty", "efterforskning", holdHours: 4);
        village.Wait(TimeSpan.FromHours(4));
        await village.SettleOverdue();

        await village.Answer(spike, "approve", "coordinator");

        Assert.That(await State(village), Is.EqualTo("Open"));
        Assert.That(await village.Answer(spike, "approve", "lead"), Is.Null);
        Assert.That(await State(village), Is.EqualTo("Approved"));
    }

    [TestCase("dismiss")]
    [TestCase(null)]
    public async Task A_number_that_rises_on_asks_again_what_was_dismissed_or_lapsed(string? answer)
    {
        await using var village = await Fired("mode: police, deadlineHours: 4, onDeadline: lapse");
        if (answer is not null)
            await village.Answer(await village.Spike(), answer, "coordinator", "En lukket sag");
        village.Wait(TimeSpan.FromHours(5));
        await village.SettleOverdue();

        await village.Report(2, prefix: "More");
        await village.JudgeSoFar();
        Assert.That(await village.Said(nameof(SpikeEscalated)), Is.EqualTo(1), "five is half as many again as three");
        await village.TellOfEscalation();
        await village.TellOfEscalation();

        Assert.That(await State(village), Is.EqualTo("Open"));
        Assert.That(await village.Said(nameof(DecisionAsked)), Is.EqualTo(2));
        Assert.That(await village.Database.Scalar<string>("select asked_people::text from decision.question"), Is.EqualTo("{coordinator,duty}"), "from the beginning of the order");
    }

    [Test]
    public async Task A_number_that_rises_on_changes_no_open_question_and_no_running_plan()
    {
        await using var village = await Fired(Police);
        await village.Report(2, prefix: "More");
        await village.JudgeSoFar();

        await village.TellOfEscalation();
        await village.Answer(await village.Spike(), "approve", "coordinator");
        await village.TellOfEscalation();

        Assert.That(await State(village), Is.EqualTo("Approved"));
        Assert.That((await village.Said(nameof(DecisionAsked)), await village.Said(nameof(Contracts.TellOfEscalation))), Is.EqualTo((1, 2)), "told, not asked");
    }

    [Test]
    public async Task A_withdrawal_that_undoes_the_rise_closes_the_question_and_says_so()
    {
        await using var village = await Fired(Police);
        await village.Report(2, revision: 2, withdrawn: true);
        await village.Nights(1);

        await TestDatabase.Deliver(new LapseQuestion(village.Database.Database), new RateFell(await village.Spike()));

        Assert.That(await village.Database.Scalar<string>("select state || ' ' || reason from decision.question"), Is.EqualTo("Lapsed withdrawn"));
    }

    private static Task<string?> State(Village village) => village.Database.Scalar<string>("select state from decision.question");

    private static Task<IReadOnlyList<string>> Opened(Village village, Guid spike, Rules.Agreements.Person? reader) =>
        village.Database.Database.Do(work => village.Reasons.For(work, spike, reader), CancellationToken.None);

    private static async Task<Village> Fired(string decision, string coordinator = "")
    {
        var village = await Village.Settle(decision, coordinator: coordinator);
        await village.Report(3);
        await village.JudgeSoFar();
        await village.AskAboutSpike();
        return village;
    }
}
