using MassTransit;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.Flow.Decision;

/// <summary>The rise was over before anyone decided: the question closes, and all who were asked are told.</summary>
public sealed class LapseQuestion(Database database) : IConsumer<RateFell>
{
    public const string Queue = "lapse-question";

    public Task Consume(ConsumeContext<RateFell> context) => database.Once(context, Queue, async work =>
    {
        var spike_id = context.Message.SpikeId;
        if (await work.Execute("Decision/lapse-question.sql", new { spike_id, now = work.Now }) == 1)
            await work.Publish(new SpikeDismissed(spike_id));
    });
}
