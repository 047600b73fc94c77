using MassTransit;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules.Reactions;

namespace ReactionPlans.Flow.Reactions;

/// <summary>Neighbour friends and associations get the full message, members the short one; in every area, always. A step that waits for its
/// gate is planned when it opens.</summary>
public sealed class PlanNeighbourMessages(Database database, AgreementBook agreements) : IConsumer<ActivationStarted>, IConsumer<PlanRoundStarted>, IConsumer<GateOpened>
{
    public const string Queue = "plan-neighbour-messages";

    private sealed record QuietStart
    {
        public DateTimeOffset StartsAt { get; init; }
        public TimeOnly QuietFrom { get; init; }
        public TimeOnly QuietTo { get; init; }
    }

    public Task Consume(ConsumeContext<ActivationStarted> context) =>
        database.Once(context, Queue, work => Plan(work, context.Message.ActivationId, activation => activation.StepsOf(round: 1)));

    public Task Consume(ConsumeContext<PlanRoundStarted> context) =>
        database.Once(context, Queue, work => Plan(work, context.Message.ActivationId, activation => activation.StepsOf(context.Message.Round)));

    public Task Consume(ConsumeContext<GateOpened> context) =>
        database.Once(context, Queue, work => Plan(work, context.Message.ActivationId, _ => [context.Message.StepId]));

    private async Task Plan(Work work, Guid activationId, Func<PinnedActivation, string[]> stepsOf)
    {
        var activation = await PinnedActivation.Find(work, agreements, activationId);
        var (channels, stepIds) = (activation.Agreement.Channels, stepsOf(activation));
        var quiet = await work.Query<QuietStart>("Delivery/list-quiet-starts.sql", new { activation_id = activationId, step_ids = stepIds });
        var steps = await work.Query<PlannedStep>("Delivery/plan-neighbour-messages.sql", new
        {
            activation_id = activationId,
            step_ids = stepIds,
            channels = channels.NeighbourFriends.ToArray(),
            at_night = channels.AtNight,
            starts = quiet.Select(row => row.StartsAt.UtcDateTime).ToArray(),
            quiet_froms = quiet.Select(row => row.QuietFrom).ToArray(),
            quiet_tos = quiet.Select(row => row.QuietTo).ToArray(),
            not_befores = quiet.Select(row => QuietHours.NextAllowed(row.StartsAt, new QuietHours(row.QuietFrom, row.QuietTo), !channels.AtNight).UtcDateTime).ToArray(),
            now = work.Now,
        });
        await PinnedActivation.Tell(work, activationId, steps);
    }
}
