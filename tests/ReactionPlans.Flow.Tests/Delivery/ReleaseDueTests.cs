using NUnit.Framework;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Delivery;
using ReactionPlans.Flow.Tests.Reactions;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Delivery;

public sealed class ReleaseDueTests
{
    private static readonly DateTimeOffset ElevenAtNight = TestDatabase.Start.AddHours(10);
    private static readonly DateTimeOffset SevenInTheMorning = TestDatabase.Start.AddHours(18);

    [Test]
    public async Task At_night_only_notices_leave_and_the_rest_falls_due_at_seven()
    {
        await using var scene = await Scene.Create();
        scene.Database.Clock.MoveTo(ElevenAtNight);
        await scene.Activate();
        await scene.AddResidents(2);
        await scene.AddFriend("a", "a@example.dk");
        await Plan(scene);
        await scene.Pump();

        Assert.That(await scene.States("kind = 'Notice'"), Is.All.EqualTo("Accepted"));
        Assert.That(await scene.States("kind <> 'Notice'"), Is.EqualTo(Enumerable.Repeat("Planned", 3)));
        Assert.That(await scene.ReleaseDue.NextDue(CancellationToken.None), Is.EqualTo(SevenInTheMorning));

        scene.Database.Clock.MoveTo(SevenInTheMorning);
        await scene.ReleaseDue.Run(CancellationToken.None);
        await scene.Pump();

        Assert.That(await scene.States(), Is.All.EqualTo("Accepted"));
        Assert.That(await scene.ReleaseDue.NextDue(CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task What_was_released_by_day_and_is_come_to_by_night_waits_for_the_morning()
    {
        await using var scene = await Scene.Create();
        await scene.Activate();
        await scene.AddResidents(2);
        await TestDatabase.Deliver(scene.PlanLetters, new ActivationStarted(Scene.ActivationId));
        await scene.ReleaseDue.Run(CancellationToken.None);
        scene.Database.Clock.MoveTo(ElevenAtNight);
        await scene.Pump();

        Assert.That(scene.Files("digital-post"), Is.Empty);
        Assert.That(await scene.ReleaseDue.NextDue(CancellationToken.None), Is.EqualTo(SevenInTheMorning));
    }

    [Test]
    public async Task Notices_are_handed_on_first_and_letters_before_messages_to_neighbours()
    {
        await using var scene = await Scene.Create();
        await scene.Activate();
        await scene.AddFriend("a", "a@example.dk");
        await scene.AddResidents(1);
        await Plan(scene);

        await scene.ReleaseDue.Run(CancellationToken.None);

        var order = await scene.Database.Query<string>(
            "select distinct kind, min(outbox.id) over (partition by kind) as place from delivery.delivery join plumbing.outbox on outbox.body ->> 'BatchId' = batch_id::text order by place");
        Assert.That(order, Is.EqualTo(new[] { "Notice", "Letter", "NeighbourMessage" }));
    }

    [Test]
    public async Task Two_workers_at_once_release_each_row_once_and_no_batch_mixes_channels()
    {
        await using var scene = await Scene.Create();
        await scene.Activate();
        await AddLetters(scene, 1600);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => scene.ReleaseDue.Run(CancellationToken.None)));

        Assert.That(await scene.Database.Rows("delivery.delivery", "state = 'Released'"), Is.EqualTo(1600));
        var batches = await scene.Database.Query<int>("select count(distinct channel)::int from delivery.delivery group by batch_id having count(*) <= 500");
        Assert.That(batches, Is.All.EqualTo(1));
        Assert.That(await scene.Database.Rows("plumbing.outbox", "type = 'SendDeliveries'"), Is.EqualTo(batches.Count), "one order for each batch");
    }

    [Test]
    public async Task A_batch_left_behind_is_handed_on_again_after_ten_minutes_and_not_before()
    {
        await using var scene = await Scene.Create();
        await scene.Activate();
        await scene.AddResidents(1);
        await TestDatabase.Deliver(scene.PlanLetters, new ActivationStarted(Scene.ActivationId));
        await scene.ReleaseDue.Run(CancellationToken.None);
        await scene.Database.Execute("delete from plumbing.outbox");

        await scene.ReleaseDue.Run(CancellationToken.None);
        Assert.That(await scene.Database.Rows("plumbing.outbox"), Is.Zero);

        scene.Database.Clock.MoveTo(TestDatabase.Start + ReleaseDue.StaleAfter + TimeSpan.FromSeconds(1));
        await scene.ReleaseDue.Run(CancellationToken.None);
        await scene.Pump();
        Assert.That(await scene.States(), Is.EqualTo(new[] { "Accepted" }));
    }

    private static async Task Plan(Scene scene)
    {
        var started = new ActivationStarted(Scene.ActivationId);
        await TestDatabase.Deliver(scene.PlanNeighbourMessages, started);
        await TestDatabase.Deliver(scene.PlanLetters, started);
        await TestDatabase.Deliver(scene.NotifyParties, started);
    }

    private static Task<int> AddLetters(Scene scene, int count) => scene.Database.Execute(
        """
        insert into delivery.delivery (fired_month, id, activation_id, partnership_id, step_id, kind, recipient_kind, recipient_id, channel, template, language, state, not_before, daytime_only)
        select '2026-03-01', gen_random_uuid(), @id, 'eksempel', 'letters', 'Letter', 'Resident', n::text, case n % 2 when 0 then 'print' else 'digital-post' end, 'residents-burst', 'da', 'Planned', @now, true
        from generate_series(1, @count) as n
        """, new { id = Scene.ActivationId, now = TestDatabase.Start, count });
}
