using NUnit.Framework;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Decision;
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
        await Overdue(village);
        Assert.That(await village.Database.Scalar<string>("select asked_people::text from decision.question"), Is.EqualTo("{duty}"));

        village.Wait(TimeSpan.FromHours(4));
        await Overdue(village);
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
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Overdue(village)));

        Assert.That(await village.Database.Scalar<string>("select state from decision.question"), Is.EqualTo(state));
        Assert.That(await village.Said(message), Is.EqualTo(said + 1), "four clocks at once settle it once");
    }

    [Test]
    public async Task A_hold_comes_back_as_a_question()
    {
        await using var village = await Fired(Police);
        Assert.That(await village.Answer(await village.Spike(), "hold", "coordinator", "efterforskning"), Is.Null);

        village.Wait(TimeSpan.FromHours(4));
        await Overdue(village);

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

        await TestDatabase.Deliver(new LapseQuestion(village.Database.Database), new RateFell(await village.Spike()));

        Assert.That(await village.Database.Scalar<string>("select state || ' ' || reason from decision.question"), Is.EqualTo("Lapsed fallen"));
        Assert.That(await village.Said(nameof(SpikeDismissed)), Is.EqualTo(1));
    }

    private static async Task<Village> Fired(string decision)
    {
        var village = await Village.Settle(decision);
        await village.Report(3);
        await village.JudgeSoFar();
        await village.AskAboutSpike();
        return village;
    }

    private static Task Overdue(Village village) => new SettleOverdue(village.Database.Database, village.Agreements).Run(CancellationToken.None);
}
