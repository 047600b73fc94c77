using MassTransit;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;

namespace ReactionPlans.Flow.Reactions;

/// <summary>Neighbour friends and associations get the full message, members the short one; in every area, always. A step that waits for its
/// gate is planned when it opens.</summary>
public sealed class PlanNeighbourMessages(Database database, AgreementBook agreements) : IConsumer<ActivationStarted>, IConsumer<PlanRoundStarted>, IConsumer<GateOpened>
{
    public const string Queue = "plan-neighbour-messages";

    public Task Consume(ConsumeContext<ActivationStarted> context) =>
        database.Once(context, Queue, work => Plan(work, context.Message.ActivationId, activation => activation.StepsOf(round: 1)));

    public Task Consume(ConsumeContext<PlanRoundStarted> context) =>
        database.Once(context, Queue, work => Plan(work, context.Message.ActivationId, activation => activation.StepsOf(context.Message.Round)));

    public Task Consume(ConsumeContext<GateOpened> context) =>
        database.Once(context, Queue, work => Plan(work, context.Message.ActivationId, _ => [context.Message.StepId]));

    private async Task Plan(Work work, Guid activationId, Func<PinnedActivation, string[]> stepsOf)
    {
        var activation = await PinnedActivation.Find(work, agreements, activationId);
        var steps = await work.Query<PlannedStep>("Delivery/plan-neighbour-messages.sql", new
        {
            activation_id = activationId,
            step_ids = stepsOf(activation),
            mail = activation.Agreement.Channels.NeighbourFriends.Contains("mail"),
            at_night = activation.Agreement.Channels.AtNight,
            now = work.Now,
        });
        await PinnedActivation.Tell(work, activationId, steps);
    }
}
