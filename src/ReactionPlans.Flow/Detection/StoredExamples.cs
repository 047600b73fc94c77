using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection.Backtest;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Detection;

/// <summary>Runs an agreement's examples on what the database holds, as known then: the same log that live judging reads. Changes nothing.</summary>
public sealed class StoredExamples(AreaMap areas)
{
    /// <summary>Examples of days before the first stored report, and of days that are not over, are passed over: nothing stored speaks of them.</summary>
    /// <param name="work">What it may not see is not counted.</param>
    /// <returns><see cref="ExamplesChecked.None"/> where no example can be tried: there is none, nothing is stored, or no area of the agreement is.</returns>
    public async Task<ExamplesChecked> Check(Work work, Agreement agreement)
    {
        var yesterday = work.Today.AddDays(-1);
        var over = agreement.Examples.Where(example => example.Day <= yesterday).ToList();
        if (over.Count == 0)
            return ExamplesChecked.None;

        var (first, last) = (over.Min(example => example.Day), over.Max(example => example.Day));
        var history = last.DayNumber - first.DayNumber + agreement.Criteria.Max(criterion => criterion.Rule.HistoryDays);
        // Under no partnership's name: an area that was left while something was open in it is judged live, and is not the version's.
        var log = await KnownLog.Read(work, await areas.Current(work), partnershipId: "", agreement.Areas, last, history, DanishTime.EndOf(last), onlyAreas: null);
        if (log.Since is not { } since || log.Areas.Count == 0)
            return ExamplesChecked.None;

        var told = over.Where(example => example.Day >= since).ToList();
        var withData = await work.Query<DateOnly>("Detection/list-days-with-data.sql", new { partnership_id = agreement.Partnership.Id, from_day = first, day = last });
        return CheckExamples.Run(
            new BacktestInput(agreement with { Examples = told }, log.Judged, log.Revisions, withData.ToHashSet(), first, last) { Calendar = await SchoolCalendars.Of(work, agreement), Since = since },
            work.Stopping);
    }

    /// <summary>What keeps the agreement from being proposed; empty when nothing does.</summary>
    public async Task<IReadOnlyList<Rules.Problem>> Failed(Work work, Agreement agreement) => (await Check(work, agreement)).Failed;
}
