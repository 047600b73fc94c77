using NUnit.Framework;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Activation;
using ReactionPlans.Flow.Evaluation;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Tests.Activation;

public sealed class StopActivationTests
{
    private const string Why = "Tallene var fra en anden by";

    private Village village = null!;

    [SetUp]
    public async Task StartAPlan()
    {
        village = await Village.Settle();
        await village.Report(3);
        await village.JudgeSoFar();
        await village.StartPlan();
    }

    [TearDown]
    public async Task Leave() => await village.DisposeAsync();

    [TestCase("coordinator")]
    [TestCase("duty")]
    [TestCase("lead")]
    public async Task Either_party_stops_it_at_once_and_nothing_is_left_to_do(string person)
    {
        Assert.That(await Stop(person), Is.Null);

        Assert.Multiple(async () =>
        {
            Assert.That(await village.Database.Scalar<string>("select end_reason || ' ' || stopped_by || ' ' || stop_reason from activation.activation"), Is.EqualTo($"stopped {person} {Why}"));
            Assert.That(await village.Database.Scalar<DateOnly>("select ended_on from activation.activation"), Is.EqualTo(village.Today));
            Assert.That(await village.Database.Rows("activation.task", "state in ('Open', 'Waiting')"), Is.Zero);
            Assert.That(await village.Database.Rows("activation.covered_area", "ended_at is null"), Is.Zero);
            Assert.That(await village.Said(nameof(ActivationEnded)), Is.EqualTo(1));
            Assert.That(await village.Database.Rows("access.audit_entry", "action = 'plan-stopped'"), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task A_stop_never_becomes_a_new_alert()
    {
        await Stop("lead");

        await village.Report(5, prefix: "more");
        await village.JudgeSoFar(); // twice the count: it escalates
        await village.TellOfEscalation();
        await village.StartPlan(); // the same order again
        await village.Nights(60);
        await village.Watch();

        Assert.That(await village.Database.Rows("detection.spike", "escalated_on is not null"), Is.EqualTo(1));
        Assert.That(await village.Database.Rows("activation.activation"), Is.EqualTo(1));
        Assert.That((await village.Said(nameof(ActivationStarted)), await village.Said(nameof(ActivationEnded))), Is.EqualTo((1, 1)));
        Assert.That(await village.Database.Scalar<string>("select end_reason from activation.activation"), Is.EqualTo("stopped"));
    }

    [Test]
    public async Task Refusals_are_numbered_and_stop_nothing()
    {
        Assert.That((await Stop("lead", reason: "  "))?.Code, Is.EqualTo(Problems.ReasonMissing.With("").Code));
        Assert.That((await Stop("somebody"))?.Code, Is.EqualTo(Problems.NotYourDecision.With("").Code));
        Assert.That((await Stop("lead", partnership: "naboby"))?.Code, Is.EqualTo(Problems.PlanNotRunning.With().Code), "of another it is as good as none");
        Assert.That(await village.Database.Rows("activation.activation", "ended_at is null"), Is.EqualTo(1));

        await Stop("lead");

        Assert.That((await Stop("coordinator"))?.Code, Is.EqualTo(Problems.PlanNotRunning.With().Code));
        Assert.That(await village.Database.Scalar<string>("select stopped_by from activation.activation"), Is.EqualTo("lead"));
    }

    [Test]
    public async Task Two_at_once_are_one_stop()
    {
        var answers = await Task.WhenAll(Stop("lead"), Stop("coordinator"));

        Assert.That(answers.Count(answer => answer is null), Is.EqualTo(1));
        Assert.That(await village.Said(nameof(ActivationEnded)), Is.EqualTo(1));
    }

    [Test]
    public async Task An_alert_sent_after_the_stop_and_a_visit_that_stands_are_broken_promises()
    {
        var promises = new Promises(village.Database.Database, village.Agreements);
        await Stop("lead");
        Assert.That((await promises.Broken(CancellationToken.None)).Where(IsOfStop), Is.Empty);

        await village.Database.Execute("""
            insert into delivery.delivery (fired_month, id, activation_id, partnership_id, step_id, kind, recipient_kind, recipient_id, channel, template, language, state, not_before, daytime_only, attempts, sending_at)
            select fired_month, gen_random_uuid(), id, partnership_id, 'letters', 'Letter', 'Resident', 'r', 'print', 'residents-burst', 'da', 'Accepted', ended_at, true, 1, ended_at + interval '1 second' from activation.activation;
            insert into reactions.station (id, name, crew_hours, capacity, imported_at) values ('s', 'Bussen', 'mon 10:00-18:00', 1, now());
            insert into reactions.station_visit (activation_id, partnership_id, step_id, visit_number, station_id, starts_at, ends_at, state, planned_at)
            select id, partnership_id, 'station', 1, 's', ended_at + interval '1 hour', ended_at + interval '2 hours', 'Scheduled', ended_at from activation.activation
            """);

        Assert.That((await promises.Broken(CancellationToken.None)).Count(IsOfStop), Is.EqualTo(2));
    }

    private static bool IsOfStop(string broken) => broken.Contains("stopped", StringComparison.Ordinal);

    private async Task<Problem?> Stop(string person, string? reason = Why, string partnership = Village.Partnership) =>
        await new StopActivation(village.Database.Database, village.Agreements).Stop(
            await village.Database.Scalar<Guid>("select id from activation.activation"), partnership, person, reason, CancellationToken.None);
}
