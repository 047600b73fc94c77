using NUnit.Framework;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Delivery;
using ReactionPlans.Flow.Tests.Reactions;
using ReactionPlans.Rules.Reactions;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Delivery;

/// <summary>Nothing stays on its way without being listed.</summary>
public sealed class OverdueTests
{
    private Scene scene = null!;

    [SetUp]
    public async Task PlanThreeLettersAndTwoNotices()
    {
        scene = await Scene.Create();
        await scene.Activate();
        await scene.AddResidents(3);
        await TestDatabase.Deliver<ActivationStarted>(scene.PlanLetters, new ActivationStarted(Scene.ActivationId));
    }

    [TearDown]
    public async Task Leave() => await scene.DisposeAsync();

    [Test]
    public async Task What_waits_over_a_night_is_not_late_and_what_waits_longer_is()
    {
        scene.Database.Clock.MoveTo(TestDatabase.Start + DeliveryDeadline.ByDay);
        Assert.That(await List(), Is.Empty);

        scene.Database.Clock.MoveTo(TestDatabase.Start + DeliveryDeadline.ByDay + TimeSpan.FromSeconds(1));
        Assert.That((await List()).Select(row => (row.StepId, row.Channel, row.State, row.Messages, row.Since)), Is.EqualTo(new[] { ("letters", "digital-post", "Planned", 3, TestDatabase.Start) }));
        Assert.That(await List("naboby"), Is.Empty, "another's");
    }

    [Test]
    public async Task A_notice_is_late_after_an_hour()
    {
        await TestDatabase.Deliver<ActivationStarted>(scene.NotifyParties, new ActivationStarted(Scene.ActivationId));

        scene.Database.Clock.MoveTo(TestDatabase.Start + DeliveryDeadline.AtAnyHour + TimeSpan.FromSeconds(1));

        var late = await List();
        Assert.That(late, Is.Not.Empty);
        Assert.That(late.Select(row => row.Channel), Is.All.EqualTo("mail"));
    }

    [Test]
    public async Task What_was_handed_on_and_never_settled_is_late_after_an_hour_and_what_was_sent_is_not()
    {
        await scene.ReleaseDue.Run(CancellationToken.None);
        scene.Database.Clock.MoveTo(TestDatabase.Start + DeliveryDeadline.UnderWay);
        Assert.That(await List(), Is.Empty);

        scene.Database.Clock.MoveTo(TestDatabase.Start + DeliveryDeadline.UnderWay + TimeSpan.FromSeconds(1));
        Assert.That((await List()).Single(), Has.Property(nameof(StuckRow.State)).EqualTo("Released").And.Property(nameof(StuckRow.Messages)).EqualTo(3));

        await scene.Pump();
        Assert.That(await List(), Is.Empty);
    }

    private Task<IReadOnlyList<StuckRow>> List(string partnership = "eksempel") => scene.Database.Database.Do(work => StuckDeliveries.Overdue(work, partnership), CancellationToken.None);
}
