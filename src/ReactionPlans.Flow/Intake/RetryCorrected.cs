using MassTransit;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.Flow.Intake;

/// <summary>Takes in a row that a person has corrected.</summary>
public sealed class RetryCorrected(Database database, RetryRejected retry) : IConsumer<RejectedRowCorrected>
{
    public const string Queue = "retry-corrected";

    public Task Consume(ConsumeContext<RejectedRowCorrected> context) =>
        database.Once(context, Queue, work => retry.One(work, context.Message.RowId));
}
