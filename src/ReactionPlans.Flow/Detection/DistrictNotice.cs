using ReactionPlans.Contracts;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection;
using ReactionPlans.Rules.Plans;

namespace ReactionPlans.Flow.Detection;

/// <summary>Opens a district-wide rise, and says so on its first day alone.</summary>
internal static class DistrictNotice
{
    /// <summary>A rise that has had no district-wide day for so long is over: the next one is told anew.</summary>
    private const int OverAfterDays = 14;

    /// <param name="runs">Criteria of one offence, each of which has judged every area at the day's end.</param>
    public static async Task Tell(Work work, Agreement agreement, DateOnly day, IEnumerable<CriterionRun> runs)
    {
        foreach (var run in runs.Where(run => run.Criterion is { Level: CriterionLevel.Activate, Rule.CountsReports: true }))
        {
            var rise = run.Rise();
            if (!rise.IsWide)
                continue;
            var lasting = new { partnership_id = agreement.Partnership.Id, offence_id = run.Criterion.OffenceId, day, not_before = day.AddDays(-OverAfterDays) };
            if (await work.Execute("Detection/extend-district-rise.sql", lasting) == 0)
                await Open(work, agreement, run.Criterion, rise, day);
            return;
        }
    }

    private static async Task Open(Work work, Agreement agreement, Criterion criterion, DistrictRise rise, DateOnly day)
    {
        var id = StableId.Of($"district-rise/{agreement.Partnership.Id}/{criterion.OffenceId}/{day:yyyy-MM-dd}");
        var opened = await work.Execute("Detection/open-district-rise.sql", new
        {
            id,
            partnership_id = agreement.Partnership.Id,
            offence_id = criterion.OffenceId,
            criterion_id = criterion.Id,
            agreement_version = agreement.Version,
            areas = rise.Areas,
            alarms = rise.Alarms,
            day,
            level = RuleAnswer.Known(rise.Level),
        });
        if (opened == 1)
            await work.Publish(new DistrictRose(id));
    }
}
