using NUnit.Framework;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Activation;
using ReactionPlans.Flow.Evaluation;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Reactions;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Tests.Activation;

/// <summary>A plan is corrected and goes on: what is taken out of it, who is told, and what is refused.</summary>
public sealed class CorrectPlanTests
{
    private const string Words = "Vi skrev, at politistationen kommer. Den kommer ikke alligevel.";

    private Village village = null!;

    [SetUp]
    public async Task StartAPlan()
    {
        village = await Village.Settle();
        await village.Report(3);
        await village.JudgeSoFar();
        await village.StartPlan();
        await village.Database.Execute("""
            insert into delivery.delivery (fired_month, id, activation_id, partnership_id, step_id, kind, recipient_kind, recipient_id, channel, template, language, state, not_before, daytime_only)
            select fired_month, plumbing.stable_id(recipient), id, partnership_id, step, kind, 'NeighbourFriend', recipient, 'mail', 'friends-burst', 'da', state, started_at, true
            from activation.activation
            cross join (values ('told', 'friends', 'NeighbourMessage', 'Accepted'), ('waits', 'letters', 'Letter', 'Planned'), ('failed', 'friends', 'NeighbourMessage', 'Failed'))
                as alert (recipient, step, kind, state);
            insert into reactions.station (id, name, crew_hours, capacity, imported_at) values ('s', 'Bussen', 'mon 10:00-18:00', 1, now());
            insert into reactions.station_visit (activation_id, partnership_id, step_id, visit_number, station_id, starts_at, ends_at, state, planned_at)
            select id, partnership_id, 'station', 1, 's', started_at + interval '1 day', started_at + interval '2 days', 'Scheduled', started_at from activation.activation
            """);
    }

    [TearDown]
    public async Task Leave() => await village.DisposeAsync();

    [TestCase("coordinator")]
    [TestCase("lead")]
    public async Task What_is_taken_out_is_called_off_and_whoever_was_told_is_told(string person)
    {
        Assert.That(await TakeOut(person, "station", "letters"), Is.Null);
        await Hear();

        Assert.Multiple(async () =>
        {
            Assert.That(await village.Database.Query<string>("select step_id from activation.task where state = 'NotPossible' and reason = 'corrected' order by 1"), Is.EqualTo(["letters", "station"]));
            Assert.That(await village.Database.Rows("activation.activation", "ended_at is null"), Is.EqualTo(1), "it goes on");
            Assert.That(await village.Database.Query<string>("select state || ' ' || reason from reactions.station_visit"), Is.EqualTo(["Cancelled corrected"]));
            Assert.That(await village.Database.Scalar<string>("select state || ' ' || reason from delivery.delivery where recipient_id = 'waits' and kind = 'Letter'"), Is.EqualTo("Skipped corrected"));
            Assert.That(await village.Database.Query<string>("select recipient_id || ' ' || step_id || ' ' || template || ' ' || daytime_only from delivery.delivery where kind = 'Update'"), Is.EqualTo(["told update-1 update true"]));
            Assert.That(await village.Database.Rows("access.audit_entry", "action = 'plan-corrected'"), Is.EqualTo(1));
        });
    }

    [TestCase("Det var hos familien på Nørregade 14, at det skete.", 7041)]
    [TestCase("Tyvene er farlige, så hold børnene inde fra nu af.", 7040)]
    public async Task Words_that_could_hurt_somebody_are_refused_before_anything_is_done(string words, int number)
    {
        Assert.That((await Correct("lead", words, Village.Partnership, "station"))?.Number, Is.EqualTo(number));
        await Hear();

        Assert.That(await village.Database.Rows("activation.correction"), Is.Zero);
        Assert.That(await village.Database.Rows("delivery.delivery", "kind = 'Update'"), Is.Zero);
        Assert.That(await village.Database.Rows("activation.task", "reason = 'corrected'"), Is.Zero);
    }

    [Test]
    public async Task Words_alone_take_nothing_out_and_a_second_correction_is_another_message()
    {
        await Correct("lead");
        await Correct("coordinator");
        await Hear();
        await Hear(); // the same again finds nothing new

        Assert.That(await village.Database.Query<string>("select recipient_id || ' ' || step_id from delivery.delivery where kind = 'Update' order by 1"),
            Is.EqualTo(["told update-1", "told update-2", "waits update-1", "waits update-2"]), "the letter that waits may still arrive");
        Assert.That(await village.Database.Rows("activation.task", "reason = 'corrected'"), Is.Zero);
    }

    [Test]
    public async Task A_plan_that_is_stopped_meanwhile_has_its_last_message_and_no_update()
    {
        await TakeOut("lead", "station");
        await new StopActivation(village.Database.Database, village.Agreements).Stop(await Id(), Village.Partnership, "lead", "forkert by", CancellationToken.None);
        await Hear();

        Assert.That(await village.Database.Rows("delivery.delivery", "kind = 'Update'"), Is.Zero);
    }

    [Test]
    public async Task Refusals_are_numbered_and_change_nothing()
    {
        Assert.That((await Correct("lead", words: "Forkert."))?.Number, Is.EqualTo(6025));
        Assert.That((await Correct("lead", words: new string('x', 601)))?.Number, Is.EqualTo(6025));
        Assert.That((await TakeOut("lead", "nothing"))?.Number, Is.EqualTo(6026));
        Assert.That((await Correct("somebody"))?.Number, Is.EqualTo(Problems.NotYourDecision.Number));
        Assert.That((await Correct("lead", partnership: "naboby"))?.Number, Is.EqualTo(Problems.PlanNotRunning.Number), "of another it is as good as none");
        Assert.That((await village.Database.Rows("activation.correction"), await village.Said(nameof(PlanCorrected))), Is.EqualTo((0, 0)));

        await TakeOut("lead", "station");
        Assert.That((await TakeOut("lead", "walk", "station"))?.Number, Is.EqualTo(6026), "it is out already");
        Assert.That(await village.Database.Rows("activation.task", "reason = 'corrected'"), Is.EqualTo(1), "all of it or nothing");
    }

    [Test]
    public async Task What_leaves_or_stands_although_it_was_taken_out_is_a_broken_promise()
    {
        var promises = new Promises(village.Database.Database, village.Agreements);
        await TakeOut("lead", "station", "letters");
        await Hear();
        Assert.That((await promises.Broken(CancellationToken.None)).Where(IsOfCorrection), Is.Empty);

        await village.Database.Execute("""
            update delivery.delivery set state = 'Accepted', attempts = 1, sending_at = (select corrected_at + interval '1 second' from activation.correction) where recipient_id = 'waits' and kind = 'Letter';
            update reactions.station_visit set state = 'Scheduled', reason = null
            """);

        Assert.That((await promises.Broken(CancellationToken.None)).Count(IsOfCorrection), Is.EqualTo(2));
    }

    private static bool IsOfCorrection(string broken) => broken.Contains("taken out", StringComparison.Ordinal);

    private Task<Guid> Id() => village.Database.Scalar<Guid>("select id from activation.activation");

    private Task<Problem?> TakeOut(string person, params string[] steps) => Correct(person, Words, Village.Partnership, steps);

    private async Task<Problem?> Correct(string person, string words = Words, string partnership = Village.Partnership, params string[] steps) =>
        await new CorrectPlan(village.Database.Database, village.Agreements, new Wording(new TemplateBook(), new TextOptions(), new AnswerLinks(new byte[Seal.KeyBytes]), Purpose.Live)).Correct(await Id(), partnership, person, words, steps, CancellationToken.None);

    private Task Hear() => village.Hear<PlanCorrected>(PlanUpdate.Queue, new PlanUpdate(village.Database.Database));
}
