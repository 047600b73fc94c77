using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.Flow.Detection;

/// <summary>The nightly job: decides whether the day that has ended had data, then judges it, and every earlier day a stopped host has missed, in order and as known then.</summary>
public sealed class JudgeEveryArea(Database database, AgreementBook agreements, AreaMap areas)
{
    public Task Run(CancellationToken stopping) => database.Do(async work =>
    {
        await FeedDays.CatchUp(work, agreements);
        foreach (var agreement in await agreements.InForce(work, work.Today))
            await JudgedDays.CatchUp(work, areas, agreement, agreements);
    }, stopping);
}
