using MassTransit;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.Flow.Outward;

/// <summary>Writes down what the parties' own systems may hear: that people are asked, and what becomes of it.</summary>
/// <remarks>The public alerts (CAP) are read from the same facts as the letters and need no row here.</remarks>
public sealed class PublishOutward(Database database) :
    IConsumer<DecisionAsked>, IConsumer<SpikeDismissed>, IConsumer<ActivationStarted>, IConsumer<PlanCorrected>, IConsumer<PlanProlonged>, IConsumer<ActivationEnded>, IConsumer<EvaluationReady>
{
    public const string Queue = "publish-outward";

    private sealed record Recorded(string PartnershipId, int Number, bool IsAwaited);

    public Task Consume(ConsumeContext<DecisionAsked> context) => Record(context, EventType.DecisionAsked, context.Message.SpikeId);

    public Task Consume(ConsumeContext<SpikeDismissed> context) => Record(context, EventType.SpikeDismissed, context.Message.SpikeId);

    public Task Consume(ConsumeContext<ActivationStarted> context) => Record(context, EventType.PlanStarted, context.Message.ActivationId);

    public Task Consume(ConsumeContext<PlanCorrected> context) => Record(context, EventType.PlanCorrected, context.Message.ActivationId);

    public Task Consume(ConsumeContext<PlanProlonged> context) => Record(context, EventType.PlanProlonged, context.Message.ActivationId);

    public Task Consume(ConsumeContext<ActivationEnded> context) => Record(context, EventType.PlanEnded, context.Message.ActivationId);

    public Task Consume(ConsumeContext<EvaluationReady> context) => Record(context, EventType.PlanEvaluated, context.Message.ActivationId);

    private Task Record(ConsumeContext context, string type, Guid subject) => database.Once(context, Queue, async work =>
    {
        var id = context.MessageId ?? throw new InvalidOperationException("A message without an id.");
        var recorded = await work.QueryOne<Recorded>("Outward/record-event.sql", new { id, subject, type, now = work.Now })
            ?? throw new InvalidOperationException($"Message {id} tells of what is not stored.");
        if (recorded.IsAwaited) // one who comes at this moment is brought it within the minute
            await work.Publish(new EventRecorded(recorded.PartnershipId, recorded.Number));
    });
}
