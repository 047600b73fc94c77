using NUnit.Framework;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Evaluation;
using ReactionPlans.Flow.Outward;
using ReactionPlans.Flow.Tests.Reactions;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Outward;

public sealed class PublishOutwardTests
{
    private Scene scene = null!;

    private PublishOutward Publish => new(scene.Database.Database);

    [SetUp]
    public async Task StartAPlan()
    {
        scene = await Scene.Create();
        await scene.Activate();
    }

    [TearDown]
    public async Task Leave() => await scene.DisposeAsync();

    [Test]
    public async Task What_happens_from_question_to_evaluation_is_one_list_in_order()
    {
        await TestDatabase.Deliver<DecisionAsked>(Publish, new DecisionAsked(Scene.SpikeId, 1));
        await TestDatabase.Deliver<ActivationStarted>(Publish, new ActivationStarted(Scene.ActivationId));
        await TestDatabase.Deliver<PlanCorrected>(Publish, new PlanCorrected(Scene.ActivationId, 1));
        await TestDatabase.Deliver<PlanProlonged>(Publish, new PlanProlonged(Scene.ActivationId, 1));
        await scene.End("fallen");
        await TestDatabase.Deliver<ActivationEnded>(Publish, new ActivationEnded(Scene.ActivationId));
        await TestDatabase.Deliver(new CloseReport(scene.Database.Database), new ActivationEnded(Scene.ActivationId));
        await TestDatabase.Deliver<EvaluationReady>(Publish, new EvaluationReady(Scene.ActivationId));

        var events = await Read();
        Assert.That(events.Select(one => one.Number), Is.EqualTo(Enumerable.Range(1, 6)));
        Assert.That(events.Select(one => one.Type), Is.EqualTo(new[] { "decision.asked", "plan.started", "plan.corrected", "plan.prolonged", "plan.ended", "plan.evaluated" }));
        Assert.That(await scene.Database.Rows("plumbing.outbox", "type = 'EvaluationReady'"), Is.EqualTo(1));
        Assert.That(await scene.Database.Rows("plumbing.outbox", "type = 'EventRecorded'"), Is.Zero, "nobody is to be brought them");
        Assert.That(await Read(after: 4), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task The_same_message_twice_is_one_event_and_a_second_dismissal_is_another()
    {
        var id = Guid.NewGuid();
        await TestDatabase.Deliver<SpikeDismissed>(Publish, new SpikeDismissed(Scene.SpikeId), id);
        await TestDatabase.Deliver<SpikeDismissed>(Publish, new SpikeDismissed(Scene.SpikeId), id);
        await TestDatabase.Deliver<SpikeDismissed>(Publish, new SpikeDismissed(Scene.SpikeId));

        Assert.That((await Read()).Select(one => (one.Number, one.Type)), Is.EqualTo(new[] { (1, "spike.dismissed"), (2, "spike.dismissed") }));
    }

    [Test]
    public async Task Numbers_have_no_gap_when_many_write_at_once()
    {
        await Task.WhenAll(Enumerable.Range(1, 40).Select(round => TestDatabase.Deliver<DecisionAsked>(Publish, new DecisionAsked(Scene.SpikeId, round))));

        Assert.That((await Read()).Select(one => one.Number), Is.EqualTo(Enumerable.Range(1, 40)));
    }

    [Test]
    public async Task An_event_says_ids_codes_and_dates_as_CloudEvents_writes_them()
    {
        await TestDatabase.Deliver<ActivationStarted>(Publish, new ActivationStarted(Scene.ActivationId));

        var written = CloudEvent.Write((await Read()).Single(), isExercise: false);
        Assert.That((string?)written["specversion"], Is.EqualTo("1.0"));
        Assert.That((string?)written["source"], Is.EqualTo("urn:reactionplans:eksempel"));
        Assert.That((string?)written["type"], Is.EqualTo("reactionplans.plan.started"));
        Assert.That((string?)written["time"], Is.EqualTo("2026-03-04T12:00:00.000Z"));
        Assert.That((string?)written["sequence"], Is.EqualTo("0000000001"));
        Assert.That(written.ContainsKey("exercise"), Is.False);
        Assert.That(written["data"]!.AsObject().Select(field => field.Key),
            Is.EquivalentTo(new[] { "activation", "criterion", "agreementVersion", "areas", "startedAt", "endedAt", "endReason" }));
        Assert.That(written["data"]!["areas"]!.ToJsonString(), Is.EqualTo("""[{"code":"8240","level":"postcode"}]"""));
        Assert.That((bool?)CloudEvent.Write((await Read()).Single(), isExercise: true)["exercise"], Is.True);
    }

    private Task<IReadOnlyList<OutwardEvent>> Read(int after = 0) => new ReadEvents(scene.Database.Database).Of("eksempel", after, 100, default);
}
