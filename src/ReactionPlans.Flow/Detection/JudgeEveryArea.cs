using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Geography;

namespace ReactionPlans.Flow.Detection;

/// <summary>The nightly job: decides whether the day that has ended had data, then judges it, and every earlier day a stopped host has missed, in order and as known then; and begins the seasons of the new day.</summary>
public sealed class JudgeEveryArea(Database database, AgreementBook agreements, AreaMap areas)
{
    public Task Run(CancellationToken stopping) => database.Do(async work =>
    {
        await FeedDays.CatchUp(work, agreements);
        var (map, inForce) = (await areas.Current(work), await agreements.InForce(work, work.Today));
        await JudgedDays.CatchUp(work, map, inForce, agreements);
        await BeginSeasons(work, map, inForce);
    }, stopping);

    /// <summary>A season begins on its morning: no report need come in for it, and waiting for the day's end would make it a day late.</summary>
    private static async Task BeginSeasons(Work work, AreaIndex map, IReadOnlyList<Agreement> inForce)
    {
        foreach (var agreement in inForce.Where(agreement => SeasonRule.IsOnIn(agreement, work.Today)))
        {
            // What counts reports is judged when one comes in, and at the day's end.
            var byCalendar = agreement with { Criteria = [.. agreement.Criteria.Where(criterion => !criterion.Rule.CountsReports)] };
            await Judgement.Judge(work, map, byCalendar, work.Today, await DayLog.KnownSoFar(work), dayIsOver: false, onlyAreas: null, before: null);
        }
    }
}
