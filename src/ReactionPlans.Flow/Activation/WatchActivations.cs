using MassTransit;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.Flow.Activation;

/// <summary>
/// Looks at the facts of every running activation: opens gates, asks and reminds, closes what is done, ends what is over.
/// It acts on what is stored, not on what a message says, so that it may run at any time, twice, and in any order.
/// </summary>
public sealed class WatchActivations(Database database, TimeProvider clock) : IConsumer<DeliveriesSettled>, IConsumer<RateFell>
{
    public const string Queue = "watch-activation";

    private sealed record StepRow(Guid ActivationId, string StepId);

    public Task Consume(ConsumeContext<DeliveriesSettled> context) => database.Once(context, Queue, Watch);

    public Task Consume(ConsumeContext<RateFell> context) => database.Once(context, Queue, Watch);

    public Task Run(CancellationToken stopping) => database.Do(Watch, stopping);

    /// <summary>The next instant at which time alone gives something to look at, for the virtual clock.</summary>
    public async Task<DateTimeOffset?> NextDue(CancellationToken stopping) =>
        (await database.Read<DueAt>("Activation/next-due.sql", new { now = clock.GetUtcNow() }, stopping))[0].Due;

    private static async Task Watch(Work work)
    {
        // Of two watchers at once one waits, then finds the other's work done.
        await work.Execute("Activation/lock-watching.sql");
        await work.Execute("Activation/settle-message-tasks.sql", new { now = work.Now });
        await OpenGates(work);
        await work.Execute("Activation/settle-station-tasks.sql", new { now = work.Now });
        await Tell(work, "Activation/ask-about-gates.sql", row => new GateAsked(row.ActivationId, row.StepId));
        await Tell(work, "Activation/tell-late-tasks.sql", row => new TaskIsLate(row.ActivationId, row.StepId));
        await EndWhatIsOver(work);
    }

    private static Task OpenGates(Work work) => Tell(work, "Activation/open-gates.sql", row => new GateOpened(row.ActivationId, row.StepId));

    private static async Task EndWhatIsOver(Work work)
    {
        var ended = await work.Query<Guid>("Activation/end-activations.sql", new { now = work.Now });
        await work.Execute("Activation/cancel-tasks.sql", new { activation_ids = ended.ToArray(), now = work.Now });
        await work.Publish([.. ended.Select(id => new ActivationEnded(id))]);
    }

    private static async Task Tell<T>(Work work, string statement, Func<StepRow, T> toMessage) where T : class
    {
        var rows = await work.Query<StepRow>(statement, new { now = work.Now });
        await work.Publish([.. rows.Select(toMessage)]);
    }
}
