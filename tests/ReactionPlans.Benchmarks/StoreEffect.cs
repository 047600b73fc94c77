using Dapper;
using MassTransit;
using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.Benchmarks;

/// <summary>Ends a run when the last message has arrived.</summary>
public sealed class Arrivals(int expected)
{
    private readonly TaskCompletionSource all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int arrived;

    public void One()
    {
        if (Interlocked.Increment(ref arrived) == expected)
            all.SetResult();
    }

    /// <summary>A run that does not end is a lost message: better an error than a wait for ever.</summary>
    public Task All(CancellationToken stopping) => all.Task.WaitAsync(TimeSpan.FromMinutes(5), stopping);
}

/// <summary>The smallest hop there can be: inbox and one row, in one transaction.</summary>
public sealed class StoreEffect(Database database, Arrivals arrivals) : IConsumer<Measured>
{
    public const string Queue = "measure-effect";

    public async Task Consume(ConsumeContext<Measured> context)
    {
        await database.Once(context, Queue, work => work.Connection.ExecuteAsync(
            "insert into measuring.effect (fact_id) values (@FactId)", new { context.Message.FactId }));
        arrivals.One();
    }
}
