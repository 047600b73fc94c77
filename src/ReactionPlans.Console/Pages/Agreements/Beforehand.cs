using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Plans;
using ReactionPlans.Web.Pages.Overview;

namespace ReactionPlans.Web.Pages.Agreements;

/// <summary>What the texts of a plan would tell of one area if it began now.</summary>
/// <param name="Rise">The rise whose facts they tell; null: none is under way, and they tell the fewest reports the criterion holds with.</param>
/// <param name="Count">The reports that they tell of.</param>
/// <param name="Planned">The plan's steps with their times.</param>
public sealed record Beforehand(RiseRow? Rise, Criterion Criterion, int Count, IReadOnlyList<PlannedTask> Planned, TextFacts Facts)
{
    private const int Weeks = 4;

    /// <param name="criteria">Those by which it can begin, at least one: the one by which the area is rising, else the first.</param>
    public static async Task<Beforehand> Read(Work work, Agreement agreement, AreaRow area, IReadOnlyList<Criterion> criteria)
    {
        var rise = await work.QueryOne<RiseRow>("Detection/find-rise-in-area.sql", new
        {
            level = agreement.Areas.Level,
            area_code = area.Code,
            partnership_id = agreement.Partnership.Id,
            criteria = criteria.Select(one => one.Id).ToArray(),
        });
        var criterion = rise is null ? criteria[0] : criteria.First(one => one.Id == rise.CriterionId);
        var count = rise?.Count ?? criterion.FewestReportsIn(area.Code);
        var firedOn = rise?.FiredOn ?? (criterion.Rule as SeasonRule)?.NextFrom(work.Today)?.First ?? work.Today;
        return new Beforehand(
            rise, criterion, count, PlanExpansion.Expand(agreement, work.Now, await SchoolCalendars.Of(work, agreement)),
            TextFacts.IfItHeld(agreement, criterion, area.Code, area.Name, firedOn, count, rise?.Id ?? default));
    }

    /// <summary>The agreement's areas on the map, in order of code.</summary>
    public static async Task<List<AreaChoice>> Areas(Work work, Agreement agreement)
    {
        var counted = await CountedAreas.Read(work, agreement);
        return [.. counted.Areas.Select(area => new AreaChoice(area, Enumerable.Range(0, Weeks).Sum(week => counted.Reports(area, week))))];
    }

    public static List<Criterion> Acting(Agreement agreement) => [.. agreement.Criteria.Where(criterion => criterion.Level == CriterionLevel.Activate)];
}
