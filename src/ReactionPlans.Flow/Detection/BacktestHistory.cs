using ReactionPlans.Flow.Backtest;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
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

    /// <summary>What one can wait for as well.</summary>
    public const int MostDays = 5 * Days + 1;

    /// <summary>Redrawn histories behind the interval of a proposed number: enough for nine of ten, few enough to wait for.</summary>
    private const int Histories = 40;

    /// <summary>How far before the first day a day with data is looked for.</summary>
    private const int LookBackDays = 400;

    /// <summary>Null: no reports are stored, or none of a day that is over, or the version covers no area that is known.</summary>
    /// <exception cref="KeyNotFoundException">There is no such version.</exception>
    public async Task<HistoryBacktest?> Of(string partnershipId, int version, CancellationToken stopping)
    {
        var (proposed, current) = await database.Do(async work => (
            await agreements.Version(work, partnershipId, version),
            (await agreements.InForce(work, work.Today)).SingleOrDefault(other => other.Partnership.Id == partnershipId && other.Version != version)), stopping);
        return await Of(proposed, current, Days, stopping);
    }

    /// <summary>The same for an agreement that is not stored, as it is being written.</summary>
    /// <param name="inForce">What it is held against; null: nothing.</param>
    /// <param name="days">How far back, at most <see cref="MostDays"/>.</param>
    /// <param name="recent">What the same partnership read a moment ago is taken from there; null: everything is read.</param>
    public async Task<HistoryBacktest?> Of(Agreement agreement, Agreement? inForce, int days, CancellationToken stopping, RecentPasts? recent = null)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, MostDays);
        var (past, before, names) = await database.Do(async work =>
        {
            var (input, areaNames) = await (recent is null
                ? Read(work, agreement, days, inForce)
                : recent.Of(agreement.Partnership.Id, Asked(work, agreement, days, inForce), () => Read(work, agreement, days, inForce)));
            input = input is null ? null : input with { Agreement = agreement, Calendar = await SchoolCalendars.Of(work, agreement) };
            var other = inForce is null || input is null ? null
                : SameAreas(agreement, inForce) ? input with { Agreement = inForce, Calendar = await SchoolCalendars.Of(work, inForce) }
                : (await Read(work, inForce, days)).Input;
            return (input, other, areaNames);
        }, stopping);
        if (past is null)
            return null;

        // Outside the transaction: judging years takes seconds, and nothing need stand still for it.
        var judged = await Task.WhenAll(new[] { past, before }.OfType<BacktestInput>().Select(input => Judge(input, stopping)));
        var (report, others) = (judged[0], judged.ElementAtOrDefault(1));
        return new HistoryBacktest(report, others, others is null ? null : BacktestDifference.Of(others, report), names);
    }

    /// <summary>The numbers that one criterion should have, from how often one is willing to be called.</summary>
    /// <param name="perYear">Activations a year and area that are wanted at the most; above 0.</param>
    /// <returns>The proposal, null where there is nothing to propose; and what the reader should know of it.</returns>
    public async Task<(AlarmRateReport? Report, IReadOnlyList<Problem> Problems)> Numbers(Agreement agreement, string criterion, double perYear, int days, CancellationToken stopping)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, MostDays);
        var ((past, names), to) = await database.Do(async work => (await Read(work, agreement, days), work.Today.AddDays(-1)), stopping);
        return past is null ? (null, [Problems.NoYearOfHistory.With(criterion, $"{to.AddDays(1 - days):yyyy-MM-dd}", $"{to:yyyy-MM-dd}")])
            : await Task.Run(() => AlarmRateReport.Propose(past, names, perYear, criterion, Histories, progress: null, stopping), stopping);
    }

    /// <summary>What <see cref="Read"/> goes by.</summary>
    private static string Asked(Work work, Agreement agreement, int days, Agreement? other) =>
        $"{work.Today:yyyy-MM-dd}/{days}/{HistoryDays(agreement, other)}/{agreement.Areas.Level}/{string.Join(',', agreement.Areas.Codes ?? ["*"])}";

    private static int HistoryDays(Agreement agreement, Agreement? other) => agreement.Criteria.Concat(other?.Criteria ?? []).Max(criterion => criterion.Rule.HistoryDays);

    private static bool SameAreas(Agreement one, Agreement other) =>
        one.Areas.Level == other.Areas.Level && (one.Areas.Codes ?? []).SequenceEqual(other.Areas.Codes ?? []) && one.Areas.Codes is null == other.Areas.Codes is null;

    private static Task<BacktestReport> Judge(BacktestInput input, CancellationToken stopping) =>
        Task.Run(() => BacktestReport.Of(input.Agreement, BacktestRun.Run(input, progress: null, stopping)), stopping);

    /// <param name="other">One that will be judged on the same; null: there is none.</param>
    private async Task<(BacktestInput? Input, IReadOnlyDictionary<string, string> Names)> Read(Work work, Agreement agreement, int days, Agreement? other = null)
    {
        var to = work.Today.AddDays(-1);
        var history = days + LookBackDays + HistoryDays(agreement, other);
        // Under no partnership's name: an area that was left while something was open in it is judged live, and is not the version's.
        var log = await KnownLog.Read(work, await areas.Current(work), partnershipId: "", agreement.Areas, to, history, DanishTime.EndOf(to), onlyAreas: null);
        if (log.Since is not { } since || since > to || log.Areas.Count == 0)
            return (null, new Dictionary<string, string>());

        var from = since > to.AddDays(1 - days) ? since : to.AddDays(1 - days);
        var withData = await work.Query<DateOnly>("Detection/list-days-with-data.sql", new { partnership_id = agreement.Partnership.Id, from_day = from.AddDays(-LookBackDays), day = to });
        var input = new BacktestInput(agreement, log.Judged, log.Revisions, withData.ToHashSet(), from, to) { Calendar = await SchoolCalendars.Of(work, agreement), Since = since };
        return (input, log.Areas.ToDictionary(area => area.Code, area => area.Name));
    }
}
