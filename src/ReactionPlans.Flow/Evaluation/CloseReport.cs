using MassTransit;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.Flow.Evaluation;

/// <summary>Counts once what an activation came to: reach, visits, tasks.</summary>
public sealed class CloseReport(Database database) : IConsumer<ActivationEnded>
{
    public const string Queue = "evaluate";

    public Task Consume(ConsumeContext<ActivationEnded> context) => database.Once(context, Queue, async work =>
    {
        if (await work.Execute("Evaluation/close-report.sql", new { activation_id = context.Message.ActivationId, now = work.Now }) == 1)
            await work.Publish(new EvaluationReady(context.Message.ActivationId));
    });
}
