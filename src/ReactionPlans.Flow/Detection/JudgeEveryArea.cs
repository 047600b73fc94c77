using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.Flow.Detection;

/// <summary>The nightly job: decides whether the day that has ended had data, then judges it, and every earlier day a stopped host has missed, in order and as known then.</summary>
public sealed class JudgeEveryArea(Database database, AgreementBook agreements, AreaMap areas)
{
    public Task Run(CancellationToken stopping) => database.Do(async work =>
    {
        await FeedDays.CatchUp(work, agreements);
        await JudgedDays.CatchUp(work, await areas.Current(work), await agreements.InForce(work, work.Today), agreements);
    }, stopping);
}
