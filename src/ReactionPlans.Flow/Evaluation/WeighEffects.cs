using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Evaluation;
using ReactionPlans.Rules.Plans;

namespace ReactionPlans.Flow.Evaluation;

/// <summary>
/// Keeps the effect ledger: when the four weeks after an activation are over, counts what came, finds comparable rises without a plan, and reckons the
/// activation's effect and that of all its partnership's of the last three years together.
/// </summary>
/// <remarks>Safe at any time and twice: an episode is counted once, and a reckoning replaces the one before.</remarks>
public sealed class WeighEffects(Database database, AgreementBook agreements)
{
    /// <summary>Days after the four weeks in which reports may still come in.</summary>
    public const int LateDays = 7;

    /// <summary>Episodes in one transaction.</summary>
    private const int MostAtOnce = 20;

    private const int LedgerYears = 3;

    public async Task Run(CancellationToken stopping)
    {
        while (await database.Do(Weigh, stopping) == MostAtOnce)
        {
        }
    }

    /// <summary>How many episodes were due, at most <see cref="MostAtOnce"/>.</summary>
    private async Task<int> Weigh(Work work)
    {
        await work.Execute("Evaluation/lock-weighing.sql");
        var due = await work.Query<DueEpisode>("Evaluation/list-due-episodes.sql",
            new { fired_by = work.Today.AddDays(-ComparisonEpisodes.AfterDays - LateDays), most = MostAtOnce });
        foreach (var episode in due)
            await Count(work, episode);
        foreach (var partnership in due.GroupBy(episode => episode.PartnershipId))
            await Reckon(work, partnership.Key, [.. partnership.Select(episode => episode.ActivationId).Distinct()]);
        return due.Count;
    }

    private async Task Count(Work work, DueEpisode due)
    {
        var agreement = await agreements.Version(work, due.PartnershipId, due.AgreementVersion);
        var offence = agreement.Offences[agreement.FindCriterion(due.CriterionId)!.OffenceId];
        var rises = await work.Query<Rise>("Evaluation/list-rises.sql", new
        {
            area_id = due.AreaId,
            window_days = due.WindowDays,
            fired_on = due.FiredOn,
            known_to = work.Today.AddDays(-LateDays),
            level = due.Level,
            offences = offence.Codes.ToArray(),
            attempts = offence.Attempts,
        });
        var own = rises.Single(rise => rise.IsOwn);
        await work.Execute("Evaluation/add-episode.sql", new
        {
            activation_id = due.ActivationId,
            area_id = due.AreaId,
            partnership_id = due.PartnershipId,
            fired_on = due.FiredOn,
            window_days = due.WindowDays,
            reports_at_firing = own.InWindow,
            expected = own.Expected,
            reports_before = own.ReportsBefore,
            reports_after = own.ReportsAfter,
            now = work.Now,
        });
        if (own.Expected is not { } expected)
            return; // without a year behind it there is no level to match

        var found = rises.Where(rise => !rise.IsOwn && rise.Expected is not null).ToDictionary(rise => $"{rise.AreaId}/{rise.Day:yyyy-MM-dd}");
        var matched = ComparisonEpisodes.Match(expected, found.Select(pair => new ComparisonEpisode(
            pair.Key, pair.Value.Expected!.Value, pair.Value.ReportsBefore, pair.Value.ReportsAfter)));
        var kept = matched.Select(one => found[one.Key]).ToList();
        await work.Execute("Evaluation/add-comparisons.sql", new
        {
            activation_id = due.ActivationId,
            area_id = due.AreaId,
            partnership_id = due.PartnershipId,
            rise_areas = kept.Select(rise => rise.AreaId).ToArray(),
            rises_on = kept.Select(rise => rise.Day).ToArray(),
            expected = kept.Select(rise => rise.Expected!.Value).ToArray(),
            before = kept.Select(rise => rise.ReportsBefore).ToArray(),
            after = kept.Select(rise => rise.ReportsAfter).ToArray(),
        });
    }

    private static async Task Reckon(Work work, string partnershipId, IReadOnlyList<Guid> activations)
    {
        var rows = await work.Query<EpisodeRow>("Evaluation/list-episodes.sql",
            new { partnership_id = partnershipId, since = work.Today.AddYears(-LedgerYears) });
        var episodes = rows.GroupBy(row => (row.ActivationId, row.AreaId))
            .Select(one => (one.Key.ActivationId, Episode: new ActivatedEpisode(one.First().ReportsBefore, one.First().ReportsAfter, Rises(one))))
            .ToList();
        foreach (var activation in activations)
            await Save(work, activation, partnershipId, activation, [.. episodes.Where(one => one.ActivationId == activation).Select(one => one.Episode)]);
        await Save(work, StableId.Of($"effect/{partnershipId}"), partnershipId, null, [.. episodes.Select(one => one.Episode)]);
    }

    private static List<ComparisonEpisode> Rises(IEnumerable<EpisodeRow> rows) =>
        [.. rows.Where(row => row.RiseAreaId is not null).Select(row =>
            new ComparisonEpisode($"{row.RiseAreaId}/{row.RiseOn:yyyy-MM-dd}", row.RiseExpected, row.RiseBefore, row.RiseAfter))];

    private static Task Save(Work work, Guid id, string partnershipId, Guid? activationId, IReadOnlyList<ActivatedEpisode> episodes)
    {
        var effect = EffectLedger.Of(episodes);
        return work.Execute("Evaluation/save-effect.sql", new
        {
            id,
            partnership_id = partnershipId,
            activation_id = activationId,
            reports_before = effect.Before,
            reports_after = effect.After,
            expected_before = effect.ExpectedBefore,
            expected = effect.Expected,
            low = effect.Low,
            high = double.IsFinite(effect.High) ? effect.High : (double?)null,
            verdict = effect.Verdict.ToString(),
            episodes = effect.Activated,
            comparisons = effect.Comparisons,
            now = work.Now,
        });
    }

    private sealed record DueEpisode(
        Guid ActivationId, int AreaId, string PartnershipId, int AgreementVersion, string CriterionId, string Level, DateOnly FiredOn, int WindowDays);

    private sealed record Rise(bool IsOwn, int AreaId, DateOnly Day, int InWindow, double? Expected, int ReportsBefore, int ReportsAfter);

    private sealed record EpisodeRow(
        Guid ActivationId, int AreaId, int ReportsBefore, int ReportsAfter, int? RiseAreaId, DateOnly? RiseOn, double RiseExpected, int RiseBefore, int RiseAfter);
}
