using System.Text.Json;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection.Backtest;

namespace ReactionPlans.Flow.Backtest;

/// <summary>What one criterion would have called, and what it would have cost alone.</summary>
/// <param name="PerAreaYear">Spikes for each area and year with data.</param>
/// <param name="AreasWithSpikes">Areas that it would have called in at all.</param>
/// <param name="FalseAlarms">How many of <paramref name="PerAreaYear"/> there would be without any outbreak; null where it was not asked.</param>
/// <param name="Cost">Of its own spikes, as if it were the only criterion; nothing for one that is only shown.</param>
public sealed record CriterionFigures(string Id, string Level, int Spikes, double PerAreaYear, int AreasWithSpikes, EstimatedRate? FalseAlarms, BacktestCost Cost)
{
    /// <summary>Days with data on which it could not be judged.</summary>
    public int DaysNotJudged { get; init; }

    /// <summary>It follows the calendar: its spikes are seasons that began, and no rises.</summary>
    public bool IsByCalendar { get; init; }
}

/// <summary>What the plans would have cost. Letters go to every household of the area, so they are told in rounds: how many households an area has, the map does not say.</summary>
/// <param name="LetterRounds">Times that the residents of one area would have been written to, all-clears left out.</param>
/// <param name="StationVisits">Visits that the mobile police station would have been asked for.</param>
/// <param name="StationDays">Days on which it would have been out: one for each visit, as visits are planned, while the days of the step last.</param>
/// <param name="StationHours">Hours of those visits.</param>
public sealed record BacktestCost(int LetterRounds, int StationVisits, int StationDays, double StationHours)
{
    public static BacktestCost Of(Agreement agreement, int activations)
    {
        var stations = agreement.Plan.Select(step => step.Station).OfType<StationWish>().ToList();
        return new BacktestCost(
            activations * agreement.Plan.Count(step => step.Reaction == Reaction.Letter),
            activations * stations.Sum(station => station.Visits),
            activations * stations.Sum(station => Math.Min(station.Visits, Math.Max(1, station.WithinDays))),
            activations * stations.Sum(station => station.Visits * station.Hours));
    }
}

/// <summary>A backtest as it is written to a file and shown.</summary>
/// <param name="FalseAlarms">How many of <paramref name="ActivationsPerAreaYear"/> there would be without any outbreak; null where it was not asked.</param>
/// <param name="FalseAlarmHistories">Redrawn histories that say so.</param>
/// <param name="ActivationCost">Of one activation.</param>
public sealed record BacktestReport(
    string Partnership, int AgreementVersion, DateOnly From, DateOnly To, int Days, int GapDays, int Areas, double AreaYears, IReadOnlyList<CriterionFigures> Criteria,
    int ActivationCount, double ActivationsPerAreaYear, EstimatedRate? FalseAlarms, int FalseAlarmHistories, BacktestCost Cost, BacktestCost ActivationCost,
    IReadOnlyList<BacktestActivation> Activations)
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static BacktestReport Of(Agreement agreement, BacktestResult result, FalseAlarms? falseAlarms = null)
    {
        var criteria = agreement.Criteria.Select(criterion =>
        {
            var spikes = result.Spikes.Where(spike => spike.Criterion == criterion.Id).ToList();
            return new CriterionFigures(
                criterion.Id, criterion.Level.ToString().ToLowerInvariant(), spikes.Count, Rate(spikes.Count, result), spikes.Select(spike => spike.Area).Distinct().Count(),
                Rounded(falseAlarms?.Criteria[criterion.Id]), BacktestCost.Of(agreement, criterion.Level == CriterionLevel.Activate ? spikes.Count : 0))
            { DaysNotJudged = result.NotJudged.SingleOrDefault(one => one.Criterion == criterion.Id)?.Days ?? 0, IsByCalendar = !criterion.Rule.CountsReports };
        });
        return new BacktestReport(
            agreement.Partnership.Id, agreement.Version, result.From, result.To, result.To.DayNumber - result.From.DayNumber + 1, result.GapDays, result.Areas, Math.Round(result.AreaYears, 3),
            [.. criteria], result.Activations.Count, Rate(result.Activations.Count, result), Rounded(falseAlarms?.Activations), falseAlarms?.Histories ?? 0,
            BacktestCost.Of(agreement, result.Activations.Count), BacktestCost.Of(agreement, 1), result.Activations);
    }

    /// <summary>JSON: the report, and beside it the other agreement's where two are compared.</summary>
    public static string ToJson(BacktestReport report, BacktestReport? compared) =>
        JsonSerializer.Serialize(compared is null ? report : (object)new { Agreement = report, Compared = compared, Difference = BacktestDifference.Of(report, compared) }, Indented) + "\n";

    private static double Rate(int count, BacktestResult result) => result.AreaYears > 0 ? Math.Round(count / result.AreaYears, 4) : 0;

    private static EstimatedRate? Rounded(EstimatedRate? rate) =>
        rate is null ? null : new EstimatedRate(Math.Round(rate.PerYear, 4), Math.Round(rate.Low, 4), Math.Round(rate.High, 4));
}

/// <summary>Where two agreements would have acted differently. Activations in one area whose days overlap are the same one.</summary>
public sealed record BacktestDifference(int InBoth, IReadOnlyList<BacktestActivation> OnlyInFirst, IReadOnlyList<BacktestActivation> OnlyInSecond)
{
    public static BacktestDifference Of(BacktestReport first, BacktestReport second)
    {
        var onlyInFirst = Without(first.Activations, second.Activations);
        return new BacktestDifference(first.ActivationCount - onlyInFirst.Count, onlyInFirst, Without(second.Activations, first.Activations));
    }

    private static List<BacktestActivation> Without(IReadOnlyList<BacktestActivation> those, IReadOnlyList<BacktestActivation> others)
    {
        var byArea = others.ToLookup(other => other.Area);
        return [.. those.Where(one => !byArea[one.Area].Any(other => Overlap(one, other)))];
    }

    private static bool Overlap(BacktestActivation one, BacktestActivation other) =>
        one.FiredOn <= (other.EndedOn ?? DateOnly.MaxValue) && other.FiredOn <= (one.EndedOn ?? DateOnly.MaxValue);
}
