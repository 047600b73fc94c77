using System.Text.Json;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection;
using ReactionPlans.Rules.Intake;
using ReactionPlans.Rules.Plans;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Detection;

/// <summary>Judges the areas of one agreement on one day by the pure state machine, with what was known then, and stores what it led to.</summary>
internal static class Judgement
{
    private sealed record StateRow(
        int AreaId, string AreaCode, string Phase, DateOnly? FiredOn, double CountAtFiring, int ClearDays, DateOnly? EndedOn, bool Escalated, string RuleKey, Guid? SpikeId)
    {
        public CriterionState State => new(Enum.Parse<Phase>(Phase), FiredOn, CountAtFiring, ClearDays, EndedOn, Escalated);
    }

    /// <param name="dayIsOver">False: the day so far, known up to now. True: known up to the day's end.</param>
    /// <param name="onlyAreas">Area ids; null: every area the agreement covers.</param>
    public static async Task Judge(Work work, Agreement agreement, DateOnly day, bool dayIsOver, IReadOnlyCollection<int>? onlyAreas)
    {
        foreach (var criterion in agreement.Criteria)
            await Judge(work, agreement, criterion, day, dayIsOver, onlyAreas);
    }

    private static async Task Judge(
        Work work, Agreement agreement, Criterion criterion, DateOnly day, bool dayIsOver, IReadOnlyCollection<int>? onlyAreas)
    {
        var rule = (ThresholdRule)criterion.Rule;
        var offence = agreement.Offences[criterion.OffenceId];
        var days = await JudgedWith(work, agreement.Partnership.Id, day, criterion.HoldForDays);
        var parameters = new
        {
            partnership_id = agreement.Partnership.Id,
            criterion_id = criterion.Id,
            level = agreement.Areas.Level,
            codes = agreement.Areas.Codes?.ToArray(),
            only_areas = onlyAreas?.ToArray(),
            days = days.Days.ToArray(),
            // On the day so far, what has become known up to and including this instant counts.
            known_before = days.Days.Select(judged => (judged == day && !dayIsOver ? work.Now.AddMicroseconds(1) : DanishTime.EndOf(judged)).UtcDateTime).ToArray(),
            window_days = rule.WithinDays,
            offences = offence.Codes.ToArray(),
            attempts = offence.Attempts,
        };
        var counts = (await ReportCounts.Of(work, rule, parameters)).ToLookup(count => count.AreaId);
        var states = (await work.Query<StateRow>("Detection/list-states.sql", parameters)).ToDictionary(row => row.AreaId);
        var ruleKey = RuleKey(criterion);

        // An area without reports in the window and without a state is calm and stays calm: nothing to judge.
        var areas = counts.Select(group => (Id: group.Key, Code: group.First().AreaCode))
            .Union(states.Values.Select(row => (Id: row.AreaId, Code: row.AreaCode)))
            .OrderBy(area => area.Code, StringComparer.Ordinal);
        foreach (var area in areas)
        {
            var row = states.GetValueOrDefault(area.Id);
            if (row is not null && row.RuleKey != ruleKey)
            {
                await EndSpike(work, row.SpikeId, criterion, day, "rule-changed");
                row = null; // a changed rule starts calm on the day it comes into force
            }

            double CountOn(DateOnly on) => counts[area.Id].FirstOrDefault(count => count.Day == on)?.Count ?? 0;
            var facts = Threshold.FactsOf(rule, area.Code, day, CountOn(day), days.Days.Where(other => other != day).Select(CountOn), days.IsGap, dayIsOver);
            var before = row?.State ?? CriterionState.Calm;
            var step = CriterionState.Advance(before, facts, criterion);
            if (row is not null && step.State == before)
                continue;

            var spikeId = await Act(work, agreement, criterion, area.Id, area.Code, row?.SpikeId, step, facts, parameters.known_before[0]);
            if (step.State == CriterionState.Calm)
                await work.Execute("Detection/forget-state.sql", new { parameters.partnership_id, parameters.criterion_id, area_id = area.Id });
            else
                await work.Execute("Detection/save-state.sql", new
                {
                    parameters.partnership_id,
                    parameters.criterion_id,
                    area_id = area.Id,
                    phase = step.State.Phase.ToString(),
                    fired_on = step.State.FiredOn,
                    count_at_firing = step.State.CountAtFiring,
                    clear_days = step.State.ClearDays,
                    ended_on = step.State.EndedOn,
                    escalated = step.State.Escalated,
                    rule_key = ruleKey,
                    spike_id = spikeId,
                });
        }
    }

    /// <summary>The judged day first, then the days with data before it on which the rule must have held too.</summary>
    private static async Task<(IReadOnlyList<DateOnly> Days, bool IsGap)> JudgedWith(Work work, string partnershipId, DateOnly day, int holdForDays)
    {
        // So far back that the longest silence a feed can have before it is taken to have ended lies between.
        var from_day = holdForDays == 0 ? day : day.AddDays(-holdForDays - 2 * FeedRhythm.WindowDays);
        var withData = await work.Query<DateOnly>("Detection/list-days-with-data.sql", new { partnership_id = partnershipId, day, from_day });
        return ([day, .. withData.Where(other => other < day).OrderDescending().Take(holdForDays)], !withData.Contains(day));
    }

    private static async Task<Guid?> Act(
        Work work, Agreement agreement, Criterion criterion, int areaId, string areaCode, Guid? spikeId, Step step, DayFacts facts, DateTime knownBefore)
    {
        switch (step.Change)
        {
            case Change.Fired:
                return await OpenSpike(work, agreement, criterion, areaId, areaCode, facts, knownBefore);
            case Change.Escalated:
                await work.Execute("Detection/escalate-spike.sql", new { id = spikeId, day = facts.Day });
                return spikeId;
            case Change.Cleared:
                await EndSpike(work, spikeId, criterion, facts.Day, "fallen");
                return null;
            case Change.Withdrawn:
                await EndSpike(work, spikeId, criterion, facts.Day, "withdrawn");
                return null;
            default:
                return spikeId;
        }
    }

    private static async Task<Guid> OpenSpike(
        Work work, Agreement agreement, Criterion criterion, int areaId, string areaCode, DayFacts facts, DateTime knownBefore)
    {
        var rule = (ThresholdRule)criterion.Rule;
        var offence = agreement.Offences[criterion.OffenceId];
        var counting = new
        {
            area_id = areaId,
            day = facts.Day,
            window_days = rule.WithinDays,
            known_before = knownBefore,
            offences = offence.Codes.ToArray(),
            attempts = offence.Attempts,
        };
        var references = rule.CountBy == CountBy.Reported
            ? await work.Query<string>("Detection/list-counted-reports.sql", counting)
            : await ReportCounts.References(work, rule, new
            {
                level = agreement.Areas.Level,
                codes = (string[]?)null,
                only_areas = new[] { areaId },
                days = new[] { facts.Day },
                known_before = new[] { knownBefore },
                counting.window_days,
                counting.offences,
                counting.attempts,
            });
        var evidence = new Evidence(
            references.Count, rule.AtLeastIn(areaCode), rule.WithinDays, facts.Day.AddDays(1 - rule.WithinDays), facts.Day, new DateTimeOffset(knownBefore, TimeSpan.Zero),
            facts.DayIsOver, await work.Scalar<double?>("Detection/count-usual.sql", counting), references)
        {
            CountBy = rule.CountBy,
            Weight = rule.CountBy == CountBy.Aoristic ? facts.Count : null,
        };

        var id = StableId.Of($"spike/{agreement.Partnership.Id}/{criterion.Id}/{areaId}/{facts.Day:yyyy-MM-dd}");
        var opened = await work.Execute("Detection/open-spike.sql", new
        {
            id,
            partnership_id = agreement.Partnership.Id,
            agreement_version = agreement.Version,
            criterion_id = criterion.Id,
            level = criterion.Level.ToString(),
            area_id = areaId,
            fired_on = facts.Day,
            now = work.Now,
            evidence = JsonSerializer.Serialize(evidence, JsonSerializerOptions.Web),
        });
        if (opened == 1 && criterion.Level == CriterionLevel.Activate)
            await work.Publish(new SpikeDetected(id));
        return id;
    }

    private static async Task EndSpike(Work work, Guid? spikeId, Criterion criterion, DateOnly day, string reason)
    {
        var ended = await work.Execute("Detection/end-spike.sql", new { id = spikeId, ended_on = day, end_reason = reason });
        if (ended == 1 && criterion.Level == CriterionLevel.Activate)
            await work.Publish(new RateFell(spikeId!.Value));
    }

    /// <summary>What makes a rule another rule. Changed clear or cool-down times keep the state.</summary>
    private static string RuleKey(Criterion criterion)
    {
        var rule = (ThresholdRule)criterion.Rule;
        var own = string.Join(",", rule.AtLeastByArea.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));
        var by = rule.CountBy == CountBy.Reported ? "" : $"/{rule.CountBy}"; // reported is what it was before there was a choice
        return $"threshold/{criterion.OffenceId}/{rule.AtLeast}/{own}/{rule.WithinDays}{by}";
    }
}
