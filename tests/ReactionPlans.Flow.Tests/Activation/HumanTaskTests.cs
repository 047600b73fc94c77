using NUnit.Framework;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Activation;
using ReactionPlans.Flow.Reactions;
using ReactionPlans.Rules;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Activation;

/// <summary>What people do: taken on, reminded of, taken over, escalated, and answered by everyone named. The walk is due after fourteen days.</summary>
public sealed class HumanTaskTests
{
    private Village village = null!;

    [SetUp]
    public async Task StartAPlan() => await Settle();

    [TearDown]
    public async Task Leave() => await village.DisposeAsync();

    [Test]
    public async Task Who_has_not_reported_it_is_reminded_once_and_the_deputy_is_asked_to_take_it()
    {
        await After(TimeSpan.FromDays(10.5));
        await village.Watch();

        Assert.That(await Told("due-walk"), Is.EqualTo(["landsby/lead"]));
        Assert.That(await Told("deputy-walk"), Is.EqualTo(["landsby/stand-in"]));
        Assert.That(await village.Database.Scalar<int>("select count(distinct message_id)::int from plumbing.outbox where type = 'TaskIsDue' and body ->> 'StepId' = 'walk'"), Is.Zero, "all told");
    }

    [Test]
    public async Task An_acknowledged_task_still_reminds_but_does_not_ask_the_deputy()
    {
        Assert.That(await Settle("acknowledge", "lead"), Is.Null);
        Assert.That(await village.Database.Scalar<string>("select state || ' ' || acknowledged_by from activation.task where step_id = 'walk'"), Is.EqualTo("Open lead"));

        await After(TimeSpan.FromDays(10.5));

        Assert.That(await Told("due-walk"), Is.EqualTo(["landsby/lead"]));
        Assert.That(await Told("deputy-walk"), Is.Empty);
    }

    [Test]
    public async Task The_deputy_takes_it_over_and_is_reminded_from_then_on()
    {
        await After(TimeSpan.FromDays(10.5));
        Assert.That(await Settle("acknowledge", "stand-in"), Is.Null);
        await After(TimeSpan.FromDays(3.5));
        Assert.That(await Told("late-walk"), Is.EqualTo(["landsby/lead", "landsby/stand-in"]));

        Assert.That(await Settle("done", "stand-in"), Is.Null);
        Assert.That(await village.Database.Scalar<string>("select state || ' ' || settled_by from activation.task where step_id = 'walk'"), Is.EqualTo("Done stand-in"));
    }

    [Test]
    public async Task What_nobody_does_is_told_to_both_parties()
    {
        await After(TimeSpan.FromDays(15));
        await village.Watch();

        Assert.That(await Told("overdue-walk"), Is.EqualTo(["landsby/coordinator", "landsby/lead", "landsby/stand-in"]));
        Assert.That(await village.Database.Rows("activation.task", "step_id = 'walk' and escalated_at is not null"), Is.EqualTo(1));
    }

    [Test]
    public async Task What_is_done_is_not_reminded_of()
    {
        Assert.That(await Settle("done", "lead"), Is.Null);

        await After(TimeSpan.FromDays(15));

        Assert.That(await Told("due-walk"), Is.Empty);
        Assert.That(await Told("overdue-walk"), Is.Empty);
    }

    [Test]
    public async Task A_step_that_everyone_must_answer_is_done_when_the_last_has_answered()
    {
        await village.DisposeAsync();
        await Settle(walk: ", everyone: [lead, coordinator]");

        Assert.That((await Settle("done", "stand-in"))?.Kind, Is.EqualTo(Problems.TaskUnknown), "not named");
        Assert.That(await Settle("done", "coordinator"), Is.Null, "named, though the step is the other party's");
        Assert.That((await Settle("done", "coordinator"))?.Kind, Is.EqualTo(Problems.TaskUnknown), "once");
        Assert.That(await State(), Is.EqualTo("Open"));
        await After(TimeSpan.FromDays(10.5));
        Assert.That(await Told("due-walk"), Is.EqualTo(["landsby/lead"]), "who has answered is not reminded");

        Assert.That(await Settle("not-possible", "lead", "ingen tid"), Is.Null);
        Assert.That(await State(), Is.EqualTo("NotPossible"), "one who could not is enough for it not to be done");
    }

    [Test]
    public async Task A_step_that_waits_for_another_to_be_done_begins_then()
    {
        await village.DisposeAsync();
        await Settle(walk: ", gate: { step: post, done: true, askAfterHours: 24 }");
        Assert.That(await State(), Is.EqualTo("Waiting"));
        Assert.That((await Settle("done", "lead"))?.Kind, Is.EqualTo(Problems.TaskUnknown));

        Assert.That(await Settle("done", "lead", step: "post"), Is.Null);
        await village.Watch();

        Assert.That(await State(), Is.EqualTo("Open"));
        Assert.That(await village.Database.Scalar<string>("select gate_opened_by from activation.task where step_id = 'walk'"), Is.EqualTo("done"));
    }

    private async Task Settle(string walk = "")
    {
        village = await Village.Settle(deputy: "stand-in", walk: walk);
        await village.Report(3);
        await village.JudgeSoFar();
        await village.StartPlan();
    }

    /// <summary>Time passes; the watch looks, and what it says is told.</summary>
    private async Task After(TimeSpan time)
    {
        village.Wait(time);
        await village.Watch();
        var notify = new NotifyParties(village.Database.Database, village.Agreements);
        await village.Hear<TaskIsDue>(NotifyParties.Queue, notify);
        await village.Hear<TaskIsLate>(NotifyParties.Queue, notify);
        await village.Hear<TaskEscalated>(NotifyParties.Queue, notify);
    }

    private Task<IReadOnlyList<string>> Told(string notice) =>
        village.Database.Query<string>("select recipient_id from delivery.delivery where step_id = @notice order by 1", new { notice });

    private Task<string> State() => village.Database.Scalar<string>("select state from activation.task where step_id = 'walk'")!;

    private async Task<Problem?> Settle(string outcome, string person, string? reason = null, string step = "walk") => await new SettleTask(village.Database.Database, village.Agreements).Settle(
        await village.Database.Scalar<Guid>("select id from activation.activation"), step, outcome, Village.Partnership, person, reason, CancellationToken.None);
}
