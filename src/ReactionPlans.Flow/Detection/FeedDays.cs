using ReactionPlans.Contracts;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Intake;
using ReactionPlans.Rules.Plans;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Detection;

/// <summary>
/// Decides of each day that is over whether it had data, by source and by each partnership's part of it, before anything is judged by it.
/// A day is decided once, in order and with what was known then; what comes in later counts on its reported day and changes no verdict.
/// </summary>
/// <remarks>It is done by whoever judges first after midnight and in the same transaction, so that no day is judged undecided.</remarks>
public static class FeedDays
{
    /// <summary>Everything a source delivers.</summary>
    public const string Everything = "";

    private sealed record Judged(DateOnly? ThroughDay, bool IsReplay);

    private sealed record Delivery(string Source, DateOnly Day, int Reports);

    private sealed record ReportDay(string Source, DateOnly Day);

    private sealed record EndedFeed(string Source, DateOnly EndedOn);

    private sealed record Silence(Guid Id, string Source, DateOnly Since);

    private sealed record Decided(string Source, DateOnly Day, int Reports, FeedDay Feed, FeedRhythm Rhythm);

    internal static async Task CatchUp(Work work, AgreementBook agreements)
    {
        var yesterday = work.Today.AddDays(-1);
        var judged = await work.QueryOne<Judged>("Detection/read-feed-judged.sql");
        if (judged is { IsReplay: true } || judged?.ThroughDay >= yesterday)
            return;

        await work.Execute("Detection/start-feed-days.sql", new { earliest_day = yesterday.AddDays(-FeedRhythm.WindowDays) });
        var through = await work.Scalar<DateOnly>("Detection/lock-feed-days.sql");
        if (through >= yesterday)
            return;

        var ended = (await work.Query<EndedFeed>("Detection/list-ended-feeds.sql")).ToDictionary(row => row.Source, row => row.EndedOn);
        var whole = await Decide(work, Everything, null, through, yesterday, ended, []);
        var wholeDays = whole.ToDictionary(one => (one.Source, one.Day), one => one.Feed);
        foreach (var agreement in await agreements.InForce(work, work.Today))
        {
            var days = await Decide(work, agreement.Partnership.Id, agreement.Areas, through, yesterday, ended, wholeDays);
            await Tell(work, agreement, days);
        }

        await work.Execute("Detection/save-feed-judged.sql", new { through_day = yesterday });
    }

    private static async Task<IReadOnlyList<Decided>> Decide(
        Work work, string group, CoveredAreas? areas, DateOnly through, DateOnly yesterday, Dictionary<string, DateOnly> ended,
        Dictionary<(string, DateOnly), FeedDay> whole)
    {
        var deliveries = (await work.Query<Delivery>("Detection/count-deliveries.sql", new
        {
            after_day = through,
            through_day = yesterday,
            received_from = DanishTime.EndOf(through).UtcDateTime,
            received_before = DanishTime.EndOf(yesterday).UtcDateTime,
            level = areas?.Level,
            codes = areas?.Codes?.ToArray(),
        })).ToDictionary(row => (row.Source, row.Day), row => row.Reports);
        // A silence may be a year old, and the rhythm before it was learned from a year more.
        var past = (await work.Query<ReportDay>("Detection/list-report-days.sql", new
        {
            area_group = group,
            from_day = through.AddDays(-2 * FeedRhythm.WindowDays - 1),
        })).ToLookup(row => row.Source, row => row.Day);

        var decided = new List<Decided>();
        foreach (var source in past.Select(one => one.Key).Union(deliveries.Keys.Select(key => key.Source)).Order(StringComparer.Ordinal))
        {
            var reportDays = past[source].ToHashSet();
            for (var day = through.AddDays(1); day <= yesterday; day = day.AddDays(1))
            {
                var reports = deliveries.GetValueOrDefault((source, day));
                var rhythm = FeedRhythm.Learn(reportDays, day);
                if (reports > 0)
                    reportDays.Add(day);
                if (reportDays.Count > 0) // before its first report a source is none of this group's
                    decided.Add(new Decided(source, day, reports, AsEnded(ended.GetValueOrDefault(source, DateOnly.MaxValue), rhythm, day,
                        Judge(rhythm, day, reports, group, whole.GetValueOrDefault((source, day)))), rhythm));
            }
        }

        await Save(work, group, decided);
        return decided;
    }

    /// <summary>A partnership's day is a gap when its own part of the source is, or when the whole source that feeds it is.</summary>
    private static FeedDay Judge(FeedRhythm rhythm, DateOnly day, int reports, string group, FeedDay? whole)
    {
        var own = rhythm.Judge(day, reports > 0, group == Everything ? FeedScope.WholeSource : FeedScope.AreaGroup);
        var isFed = rhythm.ReportDays >= FeedRhythm.FewestReportDays;
        return own.Verdict is not (FeedVerdict.Reported or FeedVerdict.Gap) && isFed && whole is { Verdict: FeedVerdict.Gap } ? whole : own;
    }

    private static FeedDay AsEnded(DateOnly endedOn, FeedRhythm rhythm, DateOnly day, FeedDay judged) =>
        judged.Verdict != FeedVerdict.Reported && day >= endedOn && rhythm.LastReportDay < endedOn ? judged with { Verdict = FeedVerdict.Ended } : judged;

    private static Task Save(Work work, string group, List<Decided> decided) => decided.Count == 0 ? Task.CompletedTask
        : work.Execute("Detection/save-feed-days.sql", new
        {
            area_groups = decided.Select(_ => group).ToArray(),
            sources = decided.Select(one => one.Source).ToArray(),
            days = decided.Select(one => one.Day).ToArray(),
            reports = decided.Select(one => one.Reports).ToArray(),
            verdicts = decided.Select(one => one.Feed.Verdict.ToString()).ToArray(),
            silent_since = decided.Select(one => one.Feed.SilentSince).ToArray(),
            chances = decided.Select(one => one.Feed.Chance).ToArray(),
        });

    /// <summary>Tells once of each silence, and once that it is over. A silence that began and ended while the host stood still is not told.</summary>
    private static async Task Tell(Work work, Agreement agreement, IReadOnlyList<Decided> decided)
    {
        var partnership_id = agreement.Partnership.Id;
        var lasting = (await work.Query<Silence>("Detection/list-silences.sql", new { partnership_id })).ToDictionary(row => row.Source);
        foreach (var days in decided.GroupBy(one => one.Source))
        {
            var told = lasting.GetValueOrDefault(days.Key);
            Decided? began = null;
            foreach (var day in days)
            {
                if (day.Feed.Verdict == FeedVerdict.Gap)
                {
                    began ??= told is null ? day : null;
                    continue;
                }

                if (told is not null && await work.Execute("Detection/end-silence.sql", new { told.Id, over_on = day.Day }) == 1
                    && day.Feed.Verdict != FeedVerdict.Ended)
                    await work.Publish(new FeedIsBack(told.Id));
                (told, began) = (null, null);
            }

            if (began is not null)
                await Open(work, agreement, began);
        }
    }

    private static async Task Open(Work work, Agreement agreement, Decided began)
    {
        var partnership_id = agreement.Partnership.Id;
        var since = began.Feed.SilentSince!.Value;
        // Named by its first gap day: one silence of an area may hold several of its source.
        var id = StableId.Of($"silence/{partnership_id}/{began.Source}/{began.Day:yyyy-MM-dd}");
        var opened = await work.Execute("Detection/open-silence.sql", new
        {
            id,
            partnership_id,
            agreement_version = agreement.Version,
            source = began.Source,
            since,
            rhythm = RhythmWords.Of(began.Rhythm).Danish,
        });
        if (opened == 1)
            await work.Publish(new FeedFellSilent(id));
    }
}
