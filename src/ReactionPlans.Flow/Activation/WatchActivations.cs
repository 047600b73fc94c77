using MassTransit;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Plans;

namespace ReactionPlans.Flow.Activation;

/// <summary>
/// Holds every running plan against the facts: opens gates, asks, reminds and escalates, closes what is done, ends what is over.
/// It acts on what is stored, not on what a message says, so that it may run at any time, twice, and in any order.
/// </summary>
public sealed class WatchActivations(Database database, Gathering gathering, AgreementBook agreements, TimeProvider clock) : IConsumer<DeliveriesSettled>, IConsumer<RateFell>
{
    public const string Queue = "watch-activation";

    private sealed record ReachRow(Guid ActivationId, string StepId, int Planned, int Written, int BeyondBudget, int Unsettled, int Informed);

    private sealed record VisitRow(Guid ActivationId, string StepId, int Planned, int Scheduled, int Ahead);

    public Task Consume(ConsumeContext<DeliveriesSettled> context) => Knock(context);

    public Task Consume(ConsumeContext<RateFell> context) => Knock(context);

    public Task Run(CancellationToken stopping) => database.Do(Watch, stopping);

    /// <summary>The next instant at which time alone gives something to look at, for the virtual clock.</summary>
    public async Task<DateTimeOffset?> NextDue(CancellationToken stopping) =>
        (await database.Read<DueAt>("Activation/next-due.sql", new { now = clock.GetUtcNow() }, stopping))[0].Due;

    private Task Knock(ConsumeContext<object> context) => gathering.Once(context, Queue, (work, _) => Watch(work));

    private async Task Watch(Work work)
    {
        // Of two watchers at once one waits, then finds the other's work done.
        await work.Execute("Activation/lock-watching.sql");
        var tasks = await PlanTasks.Lock(work);
        if (tasks.Count > 0)
            await Advance(work, tasks);
        await PlanEnds.Settle(work, agreements);
    }

    private static async Task Advance(Work work, ILookup<Guid, TaskInMotion> tasks)
    {
        var reach = (await work.Query<ReachRow>("Activation/read-reach.sql", new { now = work.Now })).ToLookup(row => row.ActivationId);
        var visits = (await work.Query<VisitRow>("Activation/read-visits.sql", new { now = work.Now })).ToLookup(row => row.ActivationId);

        var changed = new List<(Guid, TaskInMotion)>();
        var news = new List<(Guid ActivationId, string StepId, TaskNews News)>();
        foreach (var plan in tasks)
        {
            var facts = new PlanFacts(
                reach[plan.Key].ToDictionary(row => row.StepId, row => new StepReach(row.Planned, row.Written, row.BeyondBudget, row.Unsettled, row.Informed)),
                visits[plan.Key].ToDictionary(row => row.StepId, row => new StepVisits(row.Planned, row.Scheduled, row.Ahead)));
            var advance = PlanMotion.Advance([.. plan], facts, work.Now);
            changed.AddRange(advance.Changed.Select(task => (plan.Key, task)));
            news.AddRange(advance.News.Select(one => (plan.Key, one.StepId, one.News)));
        }

        await PlanTasks.Save(work, changed);
        await Tell(TaskNews.GateOpened, (id, step) => new GateOpened(id, step));
        await Tell(TaskNews.GateAsked, (id, step) => new GateAsked(id, step));
        await Tell(TaskNews.Due, (id, step) => new TaskIsDue(id, step));
        await Tell(TaskNews.Late, (id, step) => new TaskIsLate(id, step));
        await Tell(TaskNews.Escalated, (id, step) => new TaskEscalated(id, step));

        async Task Tell<T>(TaskNews kind, Func<Guid, string, T> toMessage) where T : class
        {
            List<T> messages = [.. news.Where(one => one.News == kind).Select(one => toMessage(one.ActivationId, one.StepId))];
            if (messages.Count > 0)
                await work.Publish<T>(messages);
        }
    }
}
