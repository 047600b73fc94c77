using Dapper;
using MassTransit;
using ReactionPlans.Flow;
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
    public static readonly Hop Hop = Hop.Of<StoreEffect>("measure-effect", Role.Clock, "stores one row for each message");

    public async Task Consume(ConsumeContext<Measured> context)
    {
        await database.Once(context, Hop.Queue, work => work.Connection.ExecuteAsync(
            "insert into measuring.effect (fact_id) values (@FactId)", new { context.Message.FactId }));
        arrivals.One();
    }
}

/// <summary>The same for whatever has arrived together, in one transaction.</summary>
public sealed class StoreEffects(Gathering gathering, Arrivals arrivals) : IConsumer<Measured>
{
    public static readonly Hop Hop = Hop.Of<StoreEffects>("measure-effects", Role.Clock, "stores one row for each message, as a set") with { Concurrency = Hop.Gathered };

    public async Task Consume(ConsumeContext<Measured> context)
    {
        await gathering.Once(context, Hop.Queue, (work, messages) => work.Connection.ExecuteAsync(
            "insert into measuring.effect (fact_id) select unnest(@facts)", new { facts = messages.Select(message => message.FactId).ToArray() }));
        arrivals.One();
    }
}
