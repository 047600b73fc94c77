using ReactionPlans.Flow.Backtest;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection.Backtest;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Detection;

/// <summary>What a version would have done on the stored reports, beside the version in force.</summary>
/// <param name="InForce">Null: no version is in force.</param>
/// <param name="Difference">First the version in force, then this one: only in the first are lost, only in the second are gained.</param>
/// <param name="Names">The areas by code.</param>
public sealed record HistoryBacktest(BacktestReport Version, BacktestReport? InForce, BacktestDifference? Difference, IReadOnlyDictionary<string, string> Names);

/// <summary>Tries a version on what the database holds, as known then: the same log that live judging reads. Changes nothing.</summary>
/// <remarks>A promised review is not asked here: what the criteria see does not depend on when somebody last looked at the agreement.</remarks>
public sealed class BacktestHistory(Database database, AgreementBook agreements, AreaMap areas)
{
    /// <summary>A year: every season once, and it is told while one waits.</summary>
    public const int Days = 365;

    /// <summary>How far before the first day a day with data is looked for.</summary>
    private const int LookBackDays = 400;

    /// <summary>Null: no reports are stored, or none of a day that is over, or the version covers no area that is known.</summary>
    /// <exception cref="KeyNotFoundException">There is no such version.</exception>
    public async Task<HistoryBacktest?> Of(string partnershipId, int version, CancellationToken stopping)
    {
        var (input, inForce, names) = await database.Do(async work =>
        {
            var proposed = await agreements.Version(work, partnershipId, version);
            var current = (await agreements.InForce(work, work.Today)).SingleOrDefault(other => other.Partnership.Id == partnershipId && other.Version != version);
            var (first, areaNames) = await Read(work, proposed);
            return (first, current is null ? null : (await Read(work, current)).Input, areaNames);
        }, stopping);
        if (input is null)
            return null;

        // Outside the transaction: judging a year takes seconds, and nothing need stand still for it.
        var report = await Judge(input, stopping);
        var other = inForce is null ? null : await Judge(inForce, stopping);
        return new HistoryBacktest(report, other, other is null ? null : BacktestDifference.Of(other, report), names);
    }

    private static Task<BacktestReport> Judge(BacktestInput input, CancellationToken stopping) =>
        Task.Run(() => BacktestReport.Of(input.Agreement, BacktestRun.Run(input, progress: null, stopping)), stopping);

    private async Task<(BacktestInput? Input, IReadOnlyDictionary<string, string> Names)> Read(Work work, Agreement agreement)
    {
        var to = work.Today.AddDays(-1);
        var history = Days + LookBackDays + agreement.Criteria.Max(criterion => criterion.Rule.HistoryDays);
        // Under no partnership's name: an area that was left while something was open in it is judged live, and is not the version's.
        var log = await KnownLog.Read(work, await areas.Current(work), partnershipId: "", agreement.Areas, to, history, DanishTime.EndOf(to), onlyAreas: null);
        if (log.Since is not { } since || since > to || log.Areas.Count == 0)
            return (null, new Dictionary<string, string>());

        var from = since > to.AddDays(1 - Days) ? since : to.AddDays(1 - Days);
        var withData = await work.Query<DateOnly>("Detection/list-days-with-data.sql", new { partnership_id = agreement.Partnership.Id, from_day = from.AddDays(-LookBackDays), day = to });
        var input = new BacktestInput(agreement, log.Judged, log.Revisions, withData.ToHashSet(), from, to) { Calendar = await SchoolCalendars.Of(work, agreement), Since = since };
        return (input, log.Areas.ToDictionary(area => area.Code, area => area.Name));
    }
}
