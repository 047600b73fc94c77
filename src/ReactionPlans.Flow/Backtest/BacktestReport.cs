using System.Globalization;
using System.Text.Json;
using ReactionPlans.Flow.Files;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection.Backtest;

namespace ReactionPlans.Flow.Backtest;

/// <summary>What one criterion would have called.</summary>
/// <param name="PerAreaYear">Spikes for each area and year with data.</param>
/// <param name="AreasWithSpikes">Areas that it would have called in at all.</param>
public sealed record CriterionFigures(string Id, string Level, int Spikes, double PerAreaYear, int AreasWithSpikes);

/// <summary>What the plans would have cost. Letters go to every household of the area, so they are told in rounds: how many households an area has, the map does not say.</summary>
/// <param name="LetterRounds">Times that the residents of one area would have been written to, all-clears left out.</param>
/// <param name="StationVisits">Visits that the mobile police station would have been asked for.</param>
/// <param name="StationHours">Hours of those visits.</param>
public sealed record BacktestCost(int LetterRounds, int StationVisits, double StationHours);

/// <summary>A backtest as it is written to a file and shown.</summary>
public sealed record BacktestReport(
    string Partnership, int AgreementVersion, DateOnly From, DateOnly To, int Days, int GapDays, int Areas, double AreaYears, IReadOnlyList<CriterionFigures> Criteria,
    int ActivationCount, double ActivationsPerAreaYear, BacktestCost Cost, IReadOnlyList<BacktestActivation> Activations)
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static BacktestReport Of(Agreement agreement, BacktestResult result)
    {
        var criteria = agreement.Criteria.Select(criterion =>
        {
            var spikes = result.Spikes.Where(spike => spike.Criterion == criterion.Id).ToList();
            return new CriterionFigures(
                criterion.Id, criterion.Level.ToString().ToLowerInvariant(), spikes.Count, Rate(spikes.Count, result), spikes.Select(spike => spike.Area).Distinct().Count());
        });
        var stations = agreement.Plan.Where(step => step.Station is not null).Select(step => step.Station!).ToList();
        return new BacktestReport(
            agreement.Partnership.Id, agreement.Version, result.From, result.To, result.To.DayNumber - result.From.DayNumber + 1, result.GapDays, result.Areas, Math.Round(result.AreaYears, 3),
            [.. criteria], result.Activations.Count, Rate(result.Activations.Count, result),
            new BacktestCost(
                result.Activations.Count * agreement.Plan.Count(step => step.Reaction == Reaction.Letter),
                result.Activations.Count * stations.Sum(station => station.Visits),
                result.Activations.Count * stations.Sum(station => station.Visits * station.Hours)),
            result.Activations);
    }

    /// <summary>JSON: the report, and beside it the other agreement's where two are compared.</summary>
    public static string ToJson(BacktestReport report, BacktestReport? compared) =>
        JsonSerializer.Serialize(compared is null ? report : (object)new { Agreement = report, Compared = compared, Difference = BacktestDifference.Of(report, compared) }, Indented) + "\n";

    /// <summary>CSV <c>area,date,criterion</c>: the days on which the rule of a criterion of level activate held.</summary>
    public static async Task WriteAlarms(string path, IEnumerable<AlarmDay> alarms, CancellationToken stopping)
    {
        await using var file = new StreamWriter(path);
        await file.WriteLineAsync("area,date,criterion".AsMemory(), stopping);
        foreach (var alarm in alarms)
        {
            await file.WriteLineAsync(
                string.Create(CultureInfo.InvariantCulture, $"{CsvCell.Write(alarm.Area, ',')},{alarm.Day:yyyy-MM-dd},{CsvCell.Write(alarm.Criterion, ',')}").AsMemory(), stopping);
        }
    }

    private static double Rate(int count, BacktestResult result) => result.AreaYears > 0 ? Math.Round(count / result.AreaYears, 4) : 0;
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
