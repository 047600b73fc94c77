using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Plans;
using ReactionPlans.Rules.Time;
using ReactionPlans.Web.Pages.Overview;

namespace ReactionPlans.Web.Pages.Agreements;

/// <summary>Reads what one version's plan would do in one area if it began now, in one transaction.</summary>
public sealed class ReadWholePlan([SeenByPerson] Database database, AgreementBook agreements, Wording wording)
{
    /// <param name="areaCode">Null: the area with the most reports of late.</param>
    /// <param name="criterionId">Null: the one by which the area is rising; else the first that can start the plan.</param>
    /// <returns>Null: the partnership has no such version.</returns>
    public Task<WholePlanFacts?> Of(string partnershipId, int version, string? areaCode, string? criterionId, CancellationToken stopping) => database.Do(async work =>
    {
        if (await agreements.Find(work, partnershipId, version) is not { } agreement)
            return null;

        var (areas, criteria) = (await Beforehand.Areas(work, agreement), Beforehand.Acting(agreement));
        var area = areas.Find(one => one.Row.Code == areaCode);
        var criterion = criteria.Find(one => one.Id == criterionId);
        var problem = areaCode is not null && area is null ? Problems.ExerciseAreaUnknown.With(areaCode)
            : criterionId is not null && criterion is null ? Problems.ExerciseCriterionUnknown.With(criterionId)
            : null;
        area ??= areas.OrderByDescending(one => one.Reports).FirstOrDefault();
        return new WholePlanFacts(
            agreement, areas, criteria, area is null || criteria.Count == 0 ? null : await Plan(work, agreement, area, criterion is null ? criteria : [criterion]), problem);
    }, stopping);

    private async Task<PlanBeforehand> Plan(Work work, Agreement agreement, AreaChoice area, IReadOnlyList<Criterion> criteria)
    {
        var (rise, criterion, count, planned, facts) = await Beforehand.Read(work, agreement, area.Row, criteria);
        var letters = await Letters(work, agreement, area, planned);
        var neighbours = await Neighbours(work, agreement, area, planned);
        var languages = letters.Where(row => row.Reason is null).Select(row => (row.StepId, row.Language))
            .Concat(neighbours.Where(row => row.Reason is null).Select(row => (row.StepId, row.Language)))
            .ToLookup(read => read.StepId, read => read.Language);
        return new PlanBeforehand(area, criterion, rise, count, WholePlan.Of(wording, facts, planned, languages, work.Now), letters, neighbours)
        {
            OutOfSeason = [.. agreement.Plan.Except(planned.Select(task => task.Step))],
        };
    }

    private static Task<IReadOnlyList<LetterReachRow>> Letters(Work work, Agreement agreement, AreaChoice area, IReadOnlyList<PlannedTask> planned)
    {
        var (channels, steps) = (agreement.Channels, planned.Where(task => task.Step is { Reaction: Reaction.Letter, Template: not null }).ToList());
        return work.Query<LetterReachRow>("Delivery/show-letter-reach.sql", new
        {
            level = agreement.Areas.Level,
            area_code = area.Row.Code,
            step_ids = steps.Select(task => task.Id).ToArray(),
            starts = steps.Select(task => task.StartsAt.UtcDateTime).ToArray(),
            digital_post = channels.DigitalPost,
            print = channels.Print,
            nem_sms = channels.NemSms,
            per_household = channels.LettersPer == LettersPer.Household,
            budget_letters = channels.LetterBudget?.Letters,
            budget_days = channels.LetterBudget?.WithinDays,
        });
    }

    private static Task<IReadOnlyList<NeighbourReachRow>> Neighbours(Work work, Agreement agreement, AreaChoice area, IReadOnlyList<PlannedTask> planned)
    {
        var steps = planned.Where(task => task.Step is { Reaction: Reaction.NeighbourMessage or Reaction.MemberAlert, Template: not null }).ToList();
        return work.Query<NeighbourReachRow>("Delivery/show-neighbour-reach.sql", new
        {
            level = agreement.Areas.Level,
            area_code = area.Row.Code,
            step_ids = steps.Select(task => task.Id).ToArray(),
            reactions = steps.Select(task => task.Step.Reaction.ToString()).ToArray(),
            days = steps.Select(task => DanishTime.DayOf(task.StartsAt)).ToArray(),
            channels = agreement.Channels.NeighbourFriends.ToArray(),
        });
    }
}
