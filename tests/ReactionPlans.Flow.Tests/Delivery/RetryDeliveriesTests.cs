using NUnit.Framework;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Delivery;
using ReactionPlans.Flow.Tests.Reactions;
using ReactionPlans.Rules.Reactions;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Delivery;

/// <summary>What is stuck is set going again by a person: once, however often it is pressed and whatever dies on the way.</summary>
public sealed class RetryDeliveriesTests
{
    private const string Partnership = "eksempel", Channel = "digital-post";

    private Scene scene = null!;

    private RetryDeliveries RetryDeliveries => new(scene.Database.Database);

    [SetUp]
    public async Task PlanFourLetters()
    {
        scene = await Scene.Create();
        await scene.Activate();
        await scene.AddResidents(4);
        await TestDatabase.Deliver(scene.PlanLetters, new ActivationStarted(Scene.ActivationId));
        await scene.Database.Execute("delete from plumbing.outbox");
    }

    [TearDown]
    public async Task Leave() => await scene.DisposeAsync();

    [Test]
    public async Task Pressed_by_five_at_once_a_group_is_sent_once()
    {
        await Fail(StuckDelivery.Transient);
        var ids = await scene.Database.Query<Guid>("select id from delivery.delivery order by id");

        var retried = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Retry(StuckDelivery.Transient)));
        await scene.ReleaseDue.Run(CancellationToken.None);
        var carrier = new OneAnswerCarrier(CarrierOutcome.Accepted);
        await scene.Pump(carrier);

        Assert.That(retried.Order(), Is.EqualTo(new[] { 0, 0, 0, 0, 4 }));
        Assert.That(carrier.Handed.Order(), Is.EqualTo(ids.Order()), "the same deliveries, each once");
        Assert.That(await scene.States(), Is.All.StartsWith("Accepted"));
        Assert.That(await scene.Database.Query<string>("select actor || ' ' || (detail ->> 'deliveries') from access.audit_entry where action = 'deliveries-retried'"), Is.EqualTo(["coordinator 4"]));
    }

    [Test]
    public async Task It_leaves_by_itself_and_what_dies_half_way_is_brought_once()
    {
        await Fail(StuckDelivery.Transient);

        await Retry(StuckDelivery.Transient);
        Assert.That(await scene.Database.Rows("plumbing.outbox", "type = 'ReactionPlanned' and consumer = 'release-due'"), Is.EqualTo(1), "nobody waits for the clock");
        await TestDatabase.Deliver<ReactionPlanned>(scene.ReleaseDue, new ReactionPlanned(Scene.ActivationId, "letters"));
        var order = new SendDeliveries(await scene.Database.Scalar<Guid>("select distinct batch_id from delivery.delivery"));
        var carrier = new DyingCarrier(scene.FolderCarrier);
        Assert.That(() => TestDatabase.Deliver(scene.SendBatch(carrier), order), Throws.Exception);
        Assert.That(scene.Files(Channel).Count(), Is.EqualTo(2), "half of them were brought");
        Assert.That(await Retry(StuckDelivery.Transient), Is.Zero, "they are on their way");
        await TestDatabase.Deliver(scene.SendBatch(carrier), order);

        Assert.That(scene.Files(Channel).Count(), Is.EqualTo(4));
        Assert.That(await scene.States(), Is.All.StartsWith("Accepted"));
    }

    [Test]
    public async Task Of_what_may_have_arrived_the_carrier_is_asked_first()
    {
        await scene.ReleaseDue.Run(CancellationToken.None);
        await scene.Pump(); // the folder has all four
        await Fail(StuckDelivery.NoAnswer);
        File.Delete(scene.Files(Channel).First());

        Assert.That(await Retry(StuckDelivery.NoAnswer), Is.EqualTo(4));
        await scene.ReleaseDue.Run(CancellationToken.None);
        var carrier = new CountingCarrier(scene.FolderCarrier);
        await scene.Pump(carrier);

        Assert.That(carrier.Handed, Has.Count.EqualTo(1), "only what it did not have");
        Assert.That(await scene.States(), Is.All.StartsWith("Accepted"));
    }

    [Test]
    public async Task What_was_handed_on_and_never_answered_is_handed_on_once_more()
    {
        await scene.ReleaseDue.Run(CancellationToken.None);
        await scene.Database.Execute("update delivery.delivery set attempts = 20; delete from plumbing.outbox");
        scene.Database.Clock.MoveTo(TestDatabase.Start + DeliveryDeadline.UnderWay + TimeSpan.FromMinutes(1));
        await scene.ReleaseDue.Run(CancellationToken.None);
        Assert.That(await scene.Database.Rows("plumbing.outbox"), Is.Zero, "it was left for a person");

        var retried = await Task.WhenAll(Retry(null), Retry(null));
        Assert.That(retried.Order(), Is.EqualTo(new[] { 0, 4 }));
        Assert.That(await scene.Database.Rows("plumbing.outbox", "type = 'SendDeliveries'"), Is.EqualTo(1));
        await scene.Pump();

        Assert.That(scene.Files(Channel).Count(), Is.EqualTo(4));
        Assert.That(await List(), Is.Empty);
    }

    [TestCase("no-address")]
    [TestCase("recipient-gone")]
    public async Task What_trying_again_cannot_help_is_listed_and_left_alone(string reason)
    {
        await Fail(reason);

        Assert.That(await Retry(reason), Is.Zero);
        Assert.That((await List()).Single(), Has.Property(nameof(StuckRow.Cause)).EqualTo(StuckCause.Recipient).And.Property(nameof(StuckRow.Messages)).EqualTo(4));
        Assert.That(await scene.States(), Is.All.EqualTo($"Failed {reason}"));
    }

    [Test]
    public async Task A_mail_that_may_have_arrived_is_never_sent_again()
    {
        await Fail(StuckDelivery.NoAnswer);
        await scene.Database.Execute("update delivery.delivery set channel = 'mail'");

        Assert.That(await RetryDeliveries.Retry("mail", StuckDelivery.NoAnswer, Partnership, "coordinator", default), Is.Zero);
        Assert.That(await scene.States(), Is.All.EqualTo("Failed no-answer"));
    }

    [Test]
    public async Task Nobody_sets_anothers_going_and_nobody_sees_them()
    {
        await Fail(StuckDelivery.Transient);

        Assert.That(await RetryDeliveries.Retry(Channel, StuckDelivery.Transient, "naboby", "lead", default), Is.Zero);
        Assert.That(await List("naboby"), Is.Empty);
        Assert.That(await List(), Is.Not.Empty);
    }

    [Test]
    public async Task Letters_of_a_plan_that_has_ended_and_of_long_ago_are_nobodys_to_mend()
    {
        await Fail(StuckDelivery.Transient);
        scene.Database.Clock.MoveTo(TestDatabase.Start + StuckDelivery.ListedFor + TimeSpan.FromDays(1));
        Assert.That((await List(), await Retry(StuckDelivery.Transient)), Is.EqualTo((Array.Empty<StuckRow>(), 0)), "long ago");

        scene.Database.Clock.MoveTo(TestDatabase.Start + TimeSpan.FromDays(40));
        await scene.Database.Execute("update delivery.delivery set settled_at = @now", new { now = scene.Database.Clock.GetUtcNow().UtcDateTime });
        Assert.That(await List(), Is.Not.Empty);
        await scene.End("fallen");
        Assert.That((await List(), await Retry(StuckDelivery.Transient)), Is.EqualTo((Array.Empty<StuckRow>(), 0)), "an alert after the end would be false");
    }

    private Task<int> Retry(string? reason) => RetryDeliveries.Retry(Channel, reason, Partnership, "coordinator", default);

    private Task<IReadOnlyList<StuckRow>> List(string partnership = Partnership) => scene.Database.Database.Do(work => StuckDeliveries.All(work, partnership), default);

    private Task Fail(string reason) => scene.Database.Execute(
        "update delivery.delivery set state = 'Failed', reason = @reason, attempts = 5, batch_id = null, informed_at = null, settled_at = @now",
        new { reason, now = TestDatabase.Start.UtcDateTime });
}
