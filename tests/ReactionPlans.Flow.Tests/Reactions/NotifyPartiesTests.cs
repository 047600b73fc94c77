using NUnit.Framework;
using ReactionPlans.Contracts;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Reactions;

public sealed class NotifyPartiesTests
{
    [Test]
    public async Task Those_asked_are_told_once_a_round_and_all_of_them_when_it_is_settled()
    {
        await using var scene = await Scene.Create();
        await Ask(scene, 1, "coordinator");
        await TestDatabase.Deliver(scene.NotifyParties, new DecisionAsked(Scene.SpikeId, 1));
        await TestDatabase.Deliver(scene.NotifyParties, new DecisionAsked(Scene.SpikeId, 1));
        await Ask(scene, 2, "duty");
        await TestDatabase.Deliver(scene.NotifyParties, new DecisionAsked(Scene.SpikeId, 2));
        await scene.Database.Execute("update decision.question set state = 'Dismissed', reason = 'Fejl'");
        await TestDatabase.Deliver(scene.NotifyParties, new SpikeDismissed(Scene.SpikeId));

        Assert.That(await Told(scene), Is.EqualTo(new[]
        {
            "decision-1 eksempel/coordinator", "decision-2 eksempel/duty", "settled-2 eksempel/coordinator", "settled-2 eksempel/duty",
        }));
    }

    [Test]
    public async Task A_question_settled_before_its_notice_is_not_asked()
    {
        await using var scene = await Scene.Create();
        await Ask(scene, 1, "coordinator");
        await scene.Database.Execute("update decision.question set state = 'Approved'");

        await TestDatabase.Deliver(scene.NotifyParties, new DecisionAsked(Scene.SpikeId, 1));

        Assert.That(await Told(scene), Is.Empty);
    }

    [Test]
    public async Task Everyone_with_a_step_and_both_parties_leads_hear_that_the_plan_runs_even_at_night()
    {
        await using var scene = await Scene.Create();
        scene.Database.Clock.MoveTo(TestDatabase.Start.AddHours(12));
        await scene.Activate();

        await TestDatabase.Deliver(scene.NotifyParties, new ActivationStarted(Scene.ActivationId));
        await scene.Pump();

        Assert.That(await Told(scene), Is.EqualTo(new[] { "activated eksempel/coordinator", "activated eksempel/lead" }));
        Assert.That(await scene.States(), Is.All.EqualTo("Accepted"));
        var mail = await MimeKit.MimeMessage.LoadAsync(scene.Files("mail").First());
        Assert.That(mail.TextBody, Does.Contain("Mobil politistation").And.Contain("https://plan.example.dk/"));
    }

    [Test]
    public async Task The_responsible_hears_that_a_gate_waits_and_that_a_task_is_late()
    {
        await using var scene = await Scene.Create();
        await scene.Activate();

        await TestDatabase.Deliver(scene.NotifyParties, new GateAsked(Scene.ActivationId, "station"));
        await TestDatabase.Deliver(scene.NotifyParties, new TaskIsLate(Scene.ActivationId, "walk"));
        await scene.Pump();

        Assert.That(await Told(scene), Is.EqualTo(new[] { "gate-station eksempel/coordinator", "late-walk eksempel/lead" }));
        Assert.That(await scene.States(), Is.All.EqualTo("Accepted"));
    }

    [Test]
    public async Task The_deputy_of_the_responsible_hears_that_a_task_is_late_too()
    {
        await using var scene = await Scene.Create(Agreements.Texts.Whole.Replace(
            "  - { id: lead, role: municipal-lead, name: Projektleder, mail: lead@example.dk }",
            "  - { id: lead, role: municipal-lead, name: Projektleder, mail: lead@example.dk, deputy: assistant }\n  - { id: assistant, role: municipal-lead, name: Anna, mail: anna@example.dk }",
            StringComparison.Ordinal));
        await scene.Activate();
        await scene.Database.Execute("update activation.task set deputy = 'assistant' where responsible = 'lead'");

        await TestDatabase.Deliver(scene.NotifyParties, new GateAsked(Scene.ActivationId, "station"));
        await TestDatabase.Deliver(scene.NotifyParties, new TaskIsLate(Scene.ActivationId, "walk"));

        Assert.That(await Told(scene), Is.EqualTo(new[] { "gate-station eksempel/coordinator", "late-walk eksempel/assistant", "late-walk eksempel/lead" }));
    }

    [Test]
    public async Task The_police_coordinator_hears_once_that_a_source_is_silent_and_once_that_it_is_back_even_at_night()
    {
        await using var scene = await Scene.Create();
        scene.Database.Clock.MoveTo(TestDatabase.Start.AddHours(12));
        var id = Guid.CreateVersion7();
        await scene.Database.Execute("""
            insert into detection.feed_silence (id, partnership_id, agreement_version, source, since, rhythm)
            values (@id, 'eksempel', 1, 'politi', '2026-03-01', 'leverer næsten hver dag')
            """, new { id });

        await TestDatabase.Deliver(scene.NotifyParties, new FeedFellSilent(id));
        await TestDatabase.Deliver(scene.NotifyParties, new FeedFellSilent(id));
        await scene.Pump();
        var mail = await MimeKit.MimeMessage.LoadAsync(scene.Files("mail").Single());
        Assert.That(mail.Subject, Is.EqualTo("Ingen data fra kilden politi siden 1. marts 2026"));
        Assert.That(mail.TextBody, Does.Contain("leverer næsten hver dag").And.Contain("Det betyder ikke, at der er roligt").And.Contain("https://plan.example.dk/#kilder"));

        await scene.Database.Execute("update detection.feed_silence set over_on = '2026-03-05'");
        await TestDatabase.Deliver(scene.NotifyParties, new FeedIsBack(id));
        await scene.Pump();

        Assert.That(await Told(scene), Is.EqualTo(new[] { "feed-back eksempel/coordinator", "feed-silent eksempel/coordinator" }));
        Assert.That(await scene.States(), Is.All.EqualTo("Accepted"));
        var texts = await Task.WhenAll(scene.Files("mail").Select(async file => (await MimeKit.MimeMessage.LoadAsync(file)).TextBody));
        Assert.That(texts, Has.One.Contains("leverer igen fra den 5. marts 2026"));
    }

    [TestCase(4, 1.36, "4 af 10 områder ligger over det, I har aftalt. De seneste otte uger har samlet 136 % af det")]
    [TestCase(0, 1.36, "efter kriteriet burst. De seneste otte uger har samlet 136 % af det")]
    [TestCase(4, 1.04, "efter kriteriet burst. 4 af 10 områder ligger over det, I har aftalt.\n")]
    [TestCase(4, null, "efter kriteriet burst. 4 af 10 områder ligger over det, I har aftalt.\n")]
    public async Task Both_parties_hear_once_that_the_whole_district_rises_and_by_which_test(int alarms, double? level, string told)
    {
        await using var scene = await Scene.Create();
        var id = Guid.CreateVersion7();
        await scene.Database.Execute("""
            insert into detection.district_rise (id, partnership_id, agreement_version, offence_id, criterion_id, began_on, last_day, areas, alarms, level)
            values (@id, 'eksempel', 1, 'residential-burglary', 'burst', '2026-03-01', '2026-03-02', 10, @alarms, @level)
            """, new { id, alarms, level });

        await TestDatabase.Deliver(scene.NotifyParties, new DistrictRose(id));
        await TestDatabase.Deliver(scene.NotifyParties, new DistrictRose(id));
        await scene.Pump();

        Assert.That(await Told(scene), Is.EqualTo(new[] { "district-rise eksempel/coordinator", "district-rise eksempel/lead" }));
        var mail = await MimeKit.MimeMessage.LoadAsync(scene.Files("mail").First());
        Assert.That(mail.Subject, Is.EqualTo("Stigning i hele kredsen fra den 1. marts 2026"));
        Assert.That(mail.TextBody!.ReplaceLineEndings("\n"), Does.Contain(told));
    }

    private static Task<int> Ask(Scene scene, int round, string person) => scene.Database.Execute(
        """
        insert into decision.question (spike_id, partnership_id, agreement_version, mode, state, asked_at, round, round_asked_at, asked_people)
        values (@spike, 'eksempel', 1, 'Police', 'Open', @now, @round, @now, array[@person])
        on conflict (spike_id) do update set round = @round, asked_people = array[@person]
        """, new { spike = Scene.SpikeId, round, person, now = TestDatabase.Start });

    private static Task<IReadOnlyList<string>> Told(Scene scene) =>
        scene.Database.Query<string>("select step_id || ' ' || recipient_id from delivery.delivery where kind = 'Notice' order by 1");
}
