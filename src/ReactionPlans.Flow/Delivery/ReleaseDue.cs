using MassTransit;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Reactions;

namespace ReactionPlans.Flow.Delivery;

/// <summary>Hands on every delivery that is due, in batches: heard as a message, and swept by the clock.</summary>
public sealed class ReleaseDue(Database database, TimeProvider clock) : IConsumer<ReactionPlanned>, IConsumer<GateOpened>
{
    public const string Queue = "release-due";

    public const int BatchSize = 500;

    /// <summary>A batch handed on and not settled for this long is handed on again.</summary>
    public static readonly TimeSpan StaleAfter = TimeSpan.FromMinutes(10);

    private const int AttemptsBeforeAPerson = 20;

    /// <summary>Those who must act hear first, residents before the neighbour friends who may be asked about the letter.</summary>
    private static readonly string[][] Lanes = [["Notice"], ["Letter"], ["Update", "AllClear", "StillHigh", "Correction"], ["NeighbourMessage", "MemberAlert"]];

    private sealed record Due(string Kind, string Channel);

    private sealed record Routed(Guid ActivationId, bool IsSkipped);

    private sealed record Stale(Guid BatchId, Guid ActivationId);

    private sealed record Claimed(int Deliveries, Guid? FirstActivationId);

    private sealed record NextDueRow
    {
        public DateTimeOffset? AtAnyHour { get; init; }
        public DateTimeOffset? ByDay { get; init; }
    }

    public Task Consume(ConsumeContext<ReactionPlanned> context) => Hear(context);

    public Task Consume(ConsumeContext<GateOpened> context) => Hear(context);

    /// <summary>The sweep: what is due now, and what an earlier worker left behind. Safe to run twice at once.</summary>
    public async Task Run(CancellationToken stopping)
    {
        await database.Do(RequeueStale, stopping);
        await ReleaseAll(stopping);
    }

    /// <summary>The earliest instant from now on at which <see cref="Run"/> has something to release; null: nothing waits for a time.</summary>
    public async Task<DateTimeOffset?> NextDue(CancellationToken stopping)
    {
        var now = clock.GetUtcNow();
        var next = (await database.Read<NextDueRow>("Delivery/next-due.sql", null, stopping))[0];
        DateTimeOffset? atAnyHour = next.AtAnyHour is { } any ? Later(any, now) : null;
        DateTimeOffset? byDay = next.ByDay is { } day ? SendWindow.NextAllowed(Later(day, now)) : null;
        return atAnyHour is null || byDay < atAnyHour ? byDay : atAnyHour;
    }

    /// <summary>Each batch is a transaction of its own, so that sending begins before the last is claimed. The inbox row only takes the
    /// message away: releasing twice is harmless.</summary>
    private async Task Hear(ConsumeContext context)
    {
        await ReleaseAll(context.CancellationToken);
        await database.Once(context, Queue, _ => Task.CompletedTask);
    }

    private async Task ReleaseAll(CancellationToken stopping)
    {
        var due = await database.Do(ListDue, stopping);
        foreach (var lane in Lanes)
        {
            foreach (var channel in due.Where(row => lane.Contains(row.Kind)).Select(row => row.Channel).Distinct())
            {
                while (await database.Do(work => ReleaseBatch(work, lane, channel), stopping) == BatchSize)
                    stopping.ThrowIfCancellationRequested();
            }
        }
    }

    private static async Task<IReadOnlyList<Due>> ListDue(Work work)
    {
        var due = await List(work);
        var skipped = 0;
        if (due.Any(row => row.Kind == "Update" || Lanes[1].Contains(row.Kind) || Lanes[3].Contains(row.Kind)))
            skipped += await work.Execute("Delivery/skip-ended.sql", new { now = work.Now });
        if (due.Any(row => Lanes[2].Contains(row.Kind)))
            skipped += await work.Execute("Delivery/skip-untold.sql", new { now = work.Now });
        if (due.Any(row => Lanes[2].Contains(row.Kind) || Lanes[3].Contains(row.Kind)))
            skipped += await Route(work);
        return skipped > 0 ? await List(work) : due;
    }

    /// <summary>What people of the register have chosen since their messages were planned. A step may be settled by it, so it is told.</summary>
    private static async Task<int> Route(Work work)
    {
        var routed = await work.Query<Routed>("Delivery/route-waiting.sql", new { now = work.Now });
        if (routed.Where(row => row.IsSkipped).Select(row => row.ActivationId).Distinct().ToArray() is { Length: > 0 } activations)
            await work.Publish(new DeliveriesSettled(activations));
        return routed.Count;
    }

    private static Task<IReadOnlyList<Due>> List(Work work) =>
        work.Query<Due>("Delivery/list-due.sql", new { daytime = SendWindow.Allows(work.Now), now = work.Now });

    private static async Task<int> ReleaseBatch(Work work, string[] kinds, string channel)
    {
        var batchId = Guid.CreateVersion7();
        var claimed = (await work.QueryOne<Claimed>("Delivery/release-due.sql", new
        {
            batch_id = batchId,
            kinds,
            channel,
            daytime = SendWindow.Allows(work.Now),
            limit = BatchSize,
            now = work.Now,
        }))!;
        if (claimed.Deliveries > 0)
            await work.Publish([new SendDeliveries(batchId)], _ => claimed.FirstActivationId);
        return claimed.Deliveries;
    }

    private static async Task RequeueStale(Work work)
    {
        var stale = await work.Query<Stale>("Delivery/requeue-stale.sql", new { before = work.Now - StaleAfter, attempts = AttemptsBeforeAPerson, now = work.Now });
        var batches = stale.GroupBy(row => row.BatchId).ToDictionary(batch => batch.Key, batch => batch.First().ActivationId);
        await work.Publish<SendDeliveries>([.. batches.Keys.Select(batch => new SendDeliveries(batch))], order => batches[order.BatchId]);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
