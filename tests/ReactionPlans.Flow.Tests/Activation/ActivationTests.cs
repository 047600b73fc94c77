using NUnit.Framework;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Activation;
using ReactionPlans.Rules;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Activation;

public sealed class ActivationTests
{
    private Village village = null!;

    [SetUp]
    public async Task StartAPlan()
    {
        village = await Village.Settle(end: "maximumDays: 10, allClear: true");
        await village.Report(3);
        await village.JudgeSoFar();
        await village.StartPlan();
    }

    [TearDown]
    public async Task Leave() => await village.DisposeAsync();

    [Test]
    public async Task Every_step_has_a_party_a_person_a_due_time_and_a_state()
    {
        var steps = await village.Database.Query<string>("select step_id || ' ' || party || ' ' || responsible || ' ' || state from activation.task order by step_order");

        Assert.That(steps, Is.EqualTo(new[]
        {
            "letters Municipality lead Open", "friends Police coordinator Open", "post Municipality lead Open", "station Police coordinator Waiting", "walk Municipality lead Open",
        }));
        Assert.That(await village.Database.Rows("activation.task", "due_at <= starts_at"), Is.Zero);
    }

    [Test]
    public async Task The_same_spike_starts_one_plan_and_another_joins_it_as_evidence()
    {
        await village.StartPlan();
        await village.Database.Execute("""
            insert into detection.spike (id, partnership_id, agreement_version, criterion_id, level, area_id, fired_on, opened_at, evidence)
            select gen_random_uuid(), partnership_id, agreement_version, 'other', level, area_id, fired_on, opened_at + interval '1 hour', evidence from detection.spike
            """);
        await village.StartPlan();

        Assert.That(await village.Database.Rows("activation.activation"), Is.EqualTo(1));
        Assert.That(await village.Database.Rows("activation.joined_spike"), Is.EqualTo(1));
        Assert.That(await village.Said(nameof(ActivationStarted)), Is.EqualTo(1));
    }

    [TestCase(8, false)]
    [TestCase(9, true)]
    public async Task The_station_waits_until_enough_residents_are_informed(int informedOfTen, bool opens)
    {
        await Letters(informedOfTen, "Accepted");
        await Letters(10 - informedOfTen, "Planned");

        await village.Watch();

        Assert.That(await village.Database.Rows("activation.task", "step_id = 'station' and gate_opened_at is not null"), Is.EqualTo(opens ? 1 : 0));
        Assert.That(await village.Said(nameof(GateOpened)), Is.EqualTo(opens ? 1 : 0));
    }

    [Test]
    public async Task Paper_counts_from_its_expected_day_and_what_is_skipped_by_rule_does_not_count()
    {
        await Letters(10, "Accepted", informedAfter: TimeSpan.FromDays(5));
        await Letters(30, "Skipped");
        await village.Watch();
        Assert.That(await village.Said(nameof(GateOpened)), Is.Zero);

        village.Wait(TimeSpan.FromDays(5));
        await village.Watch();
        Assert.That(await village.Said(nameof(GateOpened)), Is.EqualTo(1));
    }

    [Test]
    public async Task After_48_hours_the_coordinator_is_asked_once_and_only_a_yes_opens()
    {
        await Letters(10, "Planned");
        village.Wait(TimeSpan.FromHours(48));
        await village.Watch();
        await village.Watch();
        Assert.That(await village.Said(nameof(GateAsked)), Is.EqualTo(1));
        Assert.That(await village.Said(nameof(GateOpened)), Is.Zero);

        Assert.That((await AnswerGate("open", "lead"))?.Kind, Is.EqualTo(Problems.NotYourDecision));
        Assert.That(await AnswerGate("open", "coordinator"), Is.Null);

        Assert.That(await village.Database.Scalar<string>("select gate_opened_by from activation.task where step_id = 'station'"), Is.EqualTo("coordinator"));
        Assert.That(await village.Said(nameof(GateOpened)), Is.EqualTo(1));
    }

    [Test]
    public async Task The_other_way_opens_only_when_its_step_is_done()
    {
        await Letters(10, "Planned");
        village.Wait(TimeSpan.FromHours(48));
        await village.Watch();
        Assert.That(await AnswerGate("otherwise", "coordinator"), Is.Null);
        await village.Watch();
        Assert.That(await village.Said(nameof(GateOpened)), Is.Zero);

        Assert.That(await Settle("post", "done"), Is.Null);
        await village.Watch();

        Assert.That(await village.Said(nameof(GateOpened)), Is.EqualTo(1));
    }

    [Test]
    public async Task A_task_is_closed_by_its_own_party_alone()
    {
        Assert.That((await Settle("walk", "done", person: "coordinator"))?.Kind, Is.EqualTo(Problems.TaskOfOtherParty), "the municipality's");
        Assert.That((await Settle("walk", "done", person: "nobody"))?.Kind, Is.EqualTo(Problems.TaskOfOtherParty));
        Assert.That(await village.Database.Rows("activation.task", "step_id = 'walk' and state = 'Open'"), Is.EqualTo(1));

        Assert.That(await Settle("walk", "done"), Is.Null);
        Assert.That(await village.Database.Query<string>("select actor || ' ' || action || ' ' || partnership_id from access.audit_entry where subject_kind = 'task'"),
            Is.EqualTo(["lead task-done landsby"]));
    }

    [Test]
    public async Task A_task_is_closed_once_with_a_reason_when_it_was_not_possible()
    {
        Assert.That((await Settle("walk", "not-possible"))?.Kind, Is.EqualTo(Problems.ReasonMissing));
        Assert.That(await Settle("walk", "not-possible", "ingen kunne"), Is.Null);
        Assert.That((await Settle("walk", "done"))?.Kind, Is.EqualTo(Problems.TaskUnknown));
        Assert.That((await Settle("letters", "done"))?.Kind, Is.EqualTo(Problems.TaskUnknown), "letters are done when they have arrived, not when somebody says so");
    }

    [Test]
    public async Task A_late_task_is_told_once()
    {
        village.Wait(TimeSpan.FromHours(25));
        await village.Watch();
        await village.Watch();

        Assert.That(await village.Database.Rows("activation.task", "step_id = 'post' and late_told_at is not null"), Is.EqualTo(1));
        Assert.That(await village.Database.Scalar<int>("select count(distinct message_id)::int from plumbing.outbox where type = 'TaskIsLate' and body ->> 'StepId' = 'post'"), Is.EqualTo(1));
    }

    [Test]
    public async Task It_ends_when_the_spike_has_ended_and_cancels_what_was_not_begun()
    {
        await village.Database.Execute("update detection.spike set ended_on = @day, end_reason = 'fallen'", new { day = village.Today });

        await village.Watch();
        await village.Watch();

        Assert.That(await village.Database.Scalar<string>("select end_reason from activation.activation"), Is.EqualTo("fallen"));
        Assert.That(await village.Database.Rows("activation.task", "state in ('Open', 'Waiting')"), Is.Zero);
        Assert.That(await village.Said(nameof(ActivationEnded)), Is.EqualTo(1));
    }

    private Task<Problem?> AnswerGate(string answer, string person) => WithActivation(id =>
        new AnswerGate(village.Database.Database, village.Agreements).Answer(id, "station", answer, Village.Partnership, person, CancellationToken.None));

    private Task<Problem?> Settle(string step, string outcome, string? reason = null, string person = "lead") => WithActivation(id =>
        new SettleTask(village.Database.Database, village.Agreements).Settle(id, step, outcome, Village.Partnership, person, reason, CancellationToken.None));

    private async Task<Problem?> WithActivation(Func<Guid, Task<Problem?>> act) => await act(await village.Database.Scalar<Guid>("select id from activation.activation"));

    private Task Letters(int count, string state, TimeSpan informedAfter = default) => village.Database.Execute("""
        insert into delivery.delivery (fired_month, id, activation_id, partnership_id, step_id, kind, recipient_kind, recipient_id, channel, template, language, state, not_before, daytime_only, informed_at)
        select activation.fired_month, gen_random_uuid(), activation.id, activation.partnership_id, 'letters', 'Letter', 'Resident', @state || number, 'digital-post', 'residents-burst', 'da', @state,
            activation.started_at, true, case when @state = 'Accepted' then @informed::timestamptz end
        from activation.activation as activation, generate_series(1, @count) as number
        """, new { count, state, informed = (village.Database.Clock.GetUtcNow() + informedAfter).UtcDateTime });
}
