using System.Text.Json;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection;
using ReactionPlans.Rules.Geography;
using ReactionPlans.Rules.Plans;

namespace ReactionPlans.Flow.Detection;

/// <summary>Judges the areas of one agreement on one day by the pure state machine, with what was known then, and stores what it led to.</summary>
internal static class Judgement
{
    private sealed record StateRow(
        int AreaId, string AreaCode, string Phase, DateOnly? FiredOn, double CountAtFiring, int ClearDays, DateOnly? EndedOn, bool Escalated, string RuleKey, Guid? SpikeId)
    {
        public CriterionState State => new(Enum.Parse<Phase>(Phase), FiredOn, CountAtFiring, ClearDays, EndedOn, Escalated);
    }

    /// <param name="knownBefore">What counts from this instant on is left out: the end of the day, or <see cref="DayLog.KnownSoFar"/>.</param>
    /// <param name="dayIsOver">False: the day so far.</param>
    /// <param name="onlyAreas">Area ids; null: every area the agreement covers.</param>
    /// <param name="before">What has been read in this transaction already; null: nothing.</param>
    public static async Task Judge(
        Work work, AreaIndex map, Agreement agreement, DateOnly day, DateTimeOffset knownBefore, bool dayIsOver, IReadOnlyCollection<int>? onlyAreas, ReadBefore? before)
    {
        var log = await DayLog.Read(work, map, agreement, day, knownBefore, onlyAreas, before);
        var judged = new JudgedDay(new JudgedMoment(map, agreement, log.Log, new LatelyKnown(work, map, agreement, day, knownBefore), day, dayIsOver, knownBefore), log, onlyAreas, before?.HasStates ?? true);
        foreach (var sameReports in agreement.Criteria.GroupBy(criterion => criterion.Counted))
            await Judge(work, judged, sameReports.Key, [.. sameReports]);
    }

    /// <param name="OnlyAreas">Area ids; null: all of them.</param>
    /// <param name="HasStates">False: there is none to be read.</param>
    private sealed record JudgedDay(JudgedMoment Moment, DayLog On, IReadOnlyCollection<int>? OnlyAreas, bool HasStates)
    {
        public Agreement Agreement => Moment.Agreement;

        public KnownLog Log => Moment.Log;

        public DateOnly Day => Moment.Day;

        public bool IsOver => Moment.IsOver;

        public IReadOnlySet<int>? Only { get; } = OnlyAreas?.ToHashSet();
    }

    /// <summary>Criteria that count the same reports share what is known of them.</summary>
    private static async Task Judge(Work work, JudgedDay judged, CountedReports counted, IReadOnlyList<Criterion> criteria)
    {
        var known = judged.On.Known(judged.Agreement.Offences[counted.OffenceId], counted);
        var district = new KnownDistrict(known, judged.Log.Judged);
        var runs = new List<(CriterionRun Run, StateRow?[] Rows)>();
        foreach (var criterion in criteria)
        {
            var rows = await States(work, judged, criterion);
            runs.Add((new CriterionRun(criterion, district, [.. rows.Select(row => row?.State ?? CriterionState.Calm)]) { Calendar = judged.On.Calendar }, rows));
        }

        if (judged.On.IsGap)
            runs.RemoveAll(one => one.Run.Criterion.Rule.CountsReports); // of those it neither fires, clears nor breaks a run

        if (runs.Count == 0)
            return;

        judged.On.LookBack(known, [.. runs.Select(one => one.Run)]);
        foreach (var (run, rows) in runs)
            foreach (var step in run.Judge(judged.Day, judged.IsOver, judged.Only is null ? null : area => judged.Only.Contains(judged.Log.Areas[area].Id)))
            {
                var isLeft = step.Step.Change == Change.Fired && !judged.Log.CoveredIds.Contains(judged.Log.Areas[step.Area].Id);
                if (step.Step.State != step.Before && !isLeft)
                    await Store(work, judged, run, rows[step.Area]?.SpikeId, step);
            }

        if (judged.IsOver)
            await DistrictNotice.Tell(work, judged.Agreement, judged.Day, runs.Select(one => one.Run));
    }

    /// <summary>The state of each area, by its number; null: calm. One whose rule has changed is calm from this day on.</summary>
    private static async Task<StateRow?[]> States(Work work, JudgedDay judged, Criterion criterion)
    {
        if (!judged.HasStates)
            return new StateRow?[judged.Log.Areas.Count];
        var asked = new { partnership_id = judged.Agreement.Partnership.Id, criterion_id = criterion.Id, only_areas = judged.OnlyAreas?.ToArray() };
        var stored = (await work.Query<StateRow>("Detection/list-states.sql", asked)).ToDictionary(row => row.AreaId);
        foreach (var changed in stored.Values.Where(row => row.RuleKey != RuleKey(criterion)).ToList())
        {
            await EndSpike(work, changed.SpikeId, criterion, judged.Day, "rule-changed");
            await work.Execute("Detection/forget-state.sql", new { asked.partnership_id, asked.criterion_id, area_id = changed.AreaId });
            stored.Remove(changed.AreaId);
        }

        return [.. judged.Log.Areas.Select(area => stored.GetValueOrDefault(area.Id))];
    }

    private static async Task Store(Work work, JudgedDay judged, CriterionRun run, Guid? spikeId, AreaStep step)
    {
        var key = new { partnership_id = judged.Agreement.Partnership.Id, criterion_id = run.Criterion.Id, area_id = judged.Log.Areas[step.Area].Id };
        spikeId = await Act(work, judged, run, spikeId, step);
        var state = step.Step.State;
        if (state == CriterionState.Calm)
        {
            await work.Execute("Detection/forget-state.sql", key);
            return;
        }

        await work.Execute("Detection/save-state.sql", new
        {
            key.partnership_id,
            key.criterion_id,
            key.area_id,
            phase = state.Phase.ToString(),
            fired_on = state.FiredOn,
            count_at_firing = state.CountAtFiring,
            clear_days = state.ClearDays,
            ended_on = state.EndedOn,
            escalated = state.Escalated,
            rule_key = RuleKey(run.Criterion),
            spike_id = spikeId,
        });
    }

    private static async Task<Guid?> Act(Work work, JudgedDay judged, CriterionRun run, Guid? spikeId, AreaStep step)
    {
        switch (step.Step.Change)
        {
            case Change.Fired:
                return await OpenSpike(work, judged, run, step);
            case Change.Escalated:
                if (await work.Execute("Detection/escalate-spike.sql", new { id = spikeId, day = judged.Day }) == 1 && run.Criterion.Level == CriterionLevel.Activate)
                    await work.Publish(new SpikeEscalated(spikeId!.Value));
                return spikeId;
            case Change.Cleared:
                await EndSpike(work, spikeId, run.Criterion, judged.Day, run.Criterion.Rule.CountsReports ? "fallen" : "season-over");
                return null;
            case Change.Withdrawn:
                await EndSpike(work, spikeId, run.Criterion, judged.Day, step.Answer switch
                {
                    { Holds: true } => "district-wide",
                    { IsOneOfMany: true } => "one-of-many",
                    _ => "withdrawn",
                });
                return null;
            default:
                return spikeId;
        }
    }

    private static async Task<Guid> OpenSpike(Work work, JudgedDay judged, CriterionRun run, AreaStep step)
    {
        var (agreement, criterion, area) = (judged.Agreement, run.Criterion, judged.Log.Areas[step.Area]);
        var level = AgreementReview.LevelOn(agreement, criterion, judged.Day);
        var evidence = await SpikeEvidence.Gather(work, judged.Moment, run, step.Area, step.Answer);
        var id = StableId.Of($"spike/{agreement.Partnership.Id}/{criterion.Id}/{area.Id}/{judged.Day:yyyy-MM-dd}");
        var opened = await work.Execute("Detection/open-spike.sql", new
        {
            id,
            partnership_id = agreement.Partnership.Id,
            agreement_version = agreement.Version,
            criterion_id = criterion.Id,
            level = level.ToString(),
            area_id = area.Id,
            fired_on = judged.Day,
            now = work.Now,
            evidence = JsonSerializer.Serialize(evidence, JsonSerializerOptions.Web),
            trace = Tracing.Now,
        });
        if (opened == 1) // a burst is one judgement: the message that brought it is the trace, the other reports' are linked
            Tracing.LinkTo(await work.Query<string>("Detection/read-change-traces.sql", new { area_id = area.Id }));
        if (opened == 1 && level == CriterionLevel.Activate)
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
    private static string RuleKey(Criterion criterion) => $"{criterion.Rule.Kind}/{criterion.OffenceId}/{criterion.Rule.Key}"
        + (criterion.FalseDiscoveryRate is { } rate ? FormattableString.Invariant($"/q{rate}") : "")
        + (criterion.MaximumReportingDelayDays is { } days ? FormattableString.Invariant($"/d{days}") : "")
        + (criterion.Season is { } season ? $"/{season}" : "");
}
