using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.Flow.Detection;

/// <summary>The nightly job: judges the day that has ended, and every earlier day a stopped host has missed, in order and as known then.</summary>
public sealed class JudgeEveryArea(Database database, AgreementBook agreements)
{
    public Task Run(CancellationToken stopping) => database.Do(async work =>
    {
        foreach (var agreement in await agreements.InForce(work, work.Today))
            await JudgedDays.CatchUp(work, agreement, agreements);
    }, stopping);
}
