using MassTransit;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;

namespace ReactionPlans.Flow.Reactions;

/// <summary>Neighbour friends and associations get the full message, members the short one; in every area, always.</summary>
public sealed class PlanNeighbourMessages(Database database, AgreementBook agreements) : IConsumer<ActivationStarted>
{
    public const string Queue = "plan-neighbour-messages";

    public Task Consume(ConsumeContext<ActivationStarted> context) =>
        database.Once(context, Queue, async work =>
        {
            var activation = await PinnedActivation.Find(work, agreements, context.Message.ActivationId);
            var steps = await work.Query<PlannedStep>("Delivery/plan-neighbour-messages.sql", new
            {
                activation_id = activation.Key.Id,
                mail = activation.Agreement.Channels.NeighbourFriends.Contains("mail"),
                now = work.Now,
            });
            await PinnedActivation.Tell(work, activation.Key.Id, steps);
        });
}
