using NUnit.Framework;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Delivery;
using ReactionPlans.Flow.Tests.Reactions;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Delivery;

public sealed class AllClearTests
{
    private static readonly ActivationEnded Ended = new(Scene.ActivationId);

    [Test]
    public async Task Everyone_who_got_the_alert_gets_the_end_by_the_same_way_and_nobody_else()
    {
        await using var scene = await Alerted();
        await scene.AddResidents(1); // moved in later
        await scene.Database.Execute("update delivery.delivery set state = 'Failed' where recipient_id = 'a'");
        await scene.End("fallen");

        await TestDatabase.Deliver(scene.PlanAllClear, Ended);
        await TestDatabase.Deliver(scene.PlanAllClear, Ended);
        await scene.Pump();

        Assert.That(await Ends(scene), Is.EqualTo(new[]
        {
            "AllClear digital-post Accepted", "AllClear digital-post Accepted", "AllClear mail Accepted", "AllClear print Accepted",
        }));
    }

    [Test]
    public async Task At_the_maximum_they_hear_that_the_number_is_still_high_and_never_an_all_clear()
    {
        await using var scene = await Alerted();
        await scene.End("maximum");

        await TestDatabase.Deliver(scene.PlanAllClear, Ended);
        await scene.Pump();

        Assert.That(await Ends(scene), Has.Count.EqualTo(5).And.All.StartsWith("StillHigh"));
    }

    [Test]
    public async Task When_it_is_stopped_they_hear_so_and_not_why_and_the_visits_to_come_are_called_off()
    {
        await using var scene = await Alerted(Agreements.Texts.With("allClear: true", "allClear: false"));
        await scene.AddStation();
        await scene.AddResidents(1);
        await scene.Database.Execute("""
            insert into reactions.station_visit (activation_id, partnership_id, step_id, visit_number, station_id, starts_at, ends_at, state, planned_at)
            select @id, 'eksempel', 'station', number, 's1', @now + (number - 2) * interval '1 hour', @now + number * interval '1 hour', 'Scheduled', @now
            from generate_series(1, 3) as number
            """, new { id = Scene.ActivationId, now = scene.Database.Clock.GetUtcNow() });
        await scene.End("stopped");

        await TestDatabase.Deliver(scene.PlanAllClear, Ended);
        await TestDatabase.Deliver(scene.NotifyParties, Ended);
        await scene.Pump();

        Assert.That(await Ends(scene), Is.EqualTo(new[]
        {
            "Correction digital-post Accepted", "Correction digital-post Accepted", "Correction mail Accepted", "Correction mail Accepted", "Correction print Accepted",
        }));
        Assert.That(await scene.Database.Query<string>("select visit_number || ' ' || state from reactions.station_visit order by 1"),
            Is.EqualTo(["1 Scheduled", "2 Scheduled", "3 Cancelled"]), "the first has begun, the second begins at the moment of the stop");
        var files = OutgoingFiles.ReadAll(scene.Folder.FullName);
        Assert.That(files.Count(text => text.Contains("er stoppet den", StringComparison.Ordinal) || text.Contains("har stoppet den indsats", StringComparison.Ordinal)), Is.GreaterThanOrEqualTo(5));
        Assert.That(files.Where(text => text.Contains("Tallene var fra en anden by", StringComparison.Ordinal)),
            Is.Not.Empty.And.All.Contains("Planen for Risskov (8240) er stoppet af"), "only the parties are told why");
    }

    [Test]
    public async Task Where_the_parties_agreed_on_none_there_is_no_all_clear()
    {
        await using var scene = await Alerted(Agreements.Texts.With("allClear: true", "allClear: false"));
        await scene.End("fallen");

        await TestDatabase.Deliver(scene.PlanAllClear, Ended);

        Assert.That(await Ends(scene), Is.Empty);
    }

    [Test]
    public async Task Alerts_that_never_left_are_taken_back_and_their_receivers_hear_nothing()
    {
        await using var scene = await Scene.Create();
        await scene.Activate();
        await scene.AddResidents(2);
        await TestDatabase.Deliver(scene.PlanLetters, new ActivationStarted(Scene.ActivationId));
        await scene.End("withdrawn");

        await TestDatabase.Deliver(scene.PlanAllClear, Ended);
        await scene.Pump();

        Assert.That(await scene.States(), Is.EqualTo(new[] { "Skipped ended", "Skipped ended" }));
    }

    [Test]
    public async Task An_alert_on_its_way_is_followed_by_its_end_and_never_overtaken()
    {
        await using var scene = await OnTheWay();
        await scene.End("fallen");
        await TestDatabase.Deliver(scene.PlanAllClear, Ended);
        await scene.ReleaseDue.Run(CancellationToken.None);
        Assert.That(await Ends(scene), Is.EqualTo(new[] { "AllClear digital-post Planned" }), "it waits for the alert");
        Assert.That(await scene.ReleaseDue.NextDue(CancellationToken.None), Is.Null, "for an answer, and not for a time");

        await SendAgain(scene); // the carrier had it: the worker died before it stored the answer
        await scene.ReleaseDue.Run(CancellationToken.None);
        await scene.Pump();

        Assert.That(await scene.States(), Is.EqualTo(new[] { "Accepted", "Accepted" }));
    }

    [TestCase("Planned")]
    [TestCase("Released")]
    public async Task An_alert_whose_answer_was_lost_is_asked_after_and_followed_by_its_end(string state)
    {
        await using var scene = await OnTheWay();
        await scene.Database.Execute($"update delivery.delivery set state = '{state}', reason = 'no-answer', not_before = @now", new { now = scene.Database.Clock.GetUtcNow() });
        await scene.End("stopped");

        await TestDatabase.Deliver(scene.PlanAllClear, Ended);
        for (var sweeps = 0; sweeps < 2; sweeps++)
        {
            await scene.ReleaseDue.Run(CancellationToken.None);
            await SendAgain(scene);
            await scene.Pump();
        }

        Assert.That(await scene.States(), Is.EqualTo(new[] { "Accepted", "Accepted" }), "whoever has the letter hears that it was stopped");
    }

    [Test]
    public async Task An_alert_that_came_to_nothing_after_the_end_is_not_sent_any_more_and_has_no_end_either()
    {
        await using var scene = await OnTheWay(brought: false);
        await scene.End("fallen");
        await TestDatabase.Deliver(scene.PlanAllClear, Ended);

        await SendAgain(scene);
        await scene.ReleaseDue.Run(CancellationToken.None);
        await scene.Pump();

        Assert.That(await scene.States(), Is.EqualTo(new[] { "Skipped ended", "Skipped not-alerted" }));
        Assert.That(scene.Files("digital-post"), Is.Empty);
    }

    [Test]
    public async Task An_alert_planned_after_the_end_is_dropped()
    {
        await using var scene = await Scene.Create();
        await scene.Activate();
        await scene.AddResidents(1);
        await TestDatabase.Deliver(scene.PlanLetters, new ActivationStarted(Scene.ActivationId));
        await scene.End("fallen");

        await scene.ReleaseDue.Run(CancellationToken.None);

        Assert.That(await scene.States(), Is.EqualTo(new[] { "Skipped ended" }));
    }

    private static async Task<Scene> Alerted(string? yaml = null)
    {
        var scene = await Scene.Create(yaml);
        await scene.Activate();
        await scene.AddResidents(2);
        await scene.AddResidents(1, digitalPost: false);
        await scene.AddFriend("a", "a@example.dk");
        await scene.AddFriend("b", "b@example.dk", "member");
        await scene.AddFriend("c", null);
        await TestDatabase.Deliver(scene.PlanLetters, new ActivationStarted(Scene.ActivationId));
        await TestDatabase.Deliver(scene.PlanNeighbourMessages, new ActivationStarted(Scene.ActivationId));
        await scene.Pump();
        return scene;
    }

    /// <summary>One letter whose worker died in the middle: after the carrier took it, or before.</summary>
    private static async Task<Scene> OnTheWay(bool brought = true)
    {
        var scene = await Scene.Create();
        await scene.Activate();
        await scene.AddResidents(1);
        await TestDatabase.Deliver(scene.PlanLetters, new ActivationStarted(Scene.ActivationId));
        await scene.ReleaseDue.Run(CancellationToken.None);
        await scene.Database.Execute("delete from plumbing.outbox");
        Assert.That(() => SendAgain(scene, new DyingCarrier(scene.FolderCarrier)), Throws.Exception);
        if (brought)
        {
            await SendAgain(scene);
            await scene.Database.Execute("update delivery.delivery set state = 'Sending', settled_at = null, informed_at = null; delete from plumbing.outbox");
        }

        return scene;
    }

    private static async Task SendAgain(Scene scene, ILetterCarrier? carrier = null) =>
        await TestDatabase.Deliver(scene.SendBatch(carrier), new SendDeliveries(await scene.Database.Scalar<Guid>("select batch_id from delivery.delivery where kind = 'Letter'")));

    private static Task<IReadOnlyList<string>> Ends(Scene scene) =>
        scene.Database.Query<string>("select kind || ' ' || channel || ' ' || state from delivery.delivery where kind in ('AllClear', 'StillHigh', 'Correction') order by 1");
}
