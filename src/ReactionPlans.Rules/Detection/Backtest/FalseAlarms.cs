using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Rules.Detection.Backtest;

/// <summary>How often an agreement would have called had there been no outbreak, for each area and year.</summary>
/// <param name="Histories">Redrawn histories that were judged.</param>
/// <param name="Criteria">Spikes of each criterion, by its id.</param>
/// <param name="Activations">All criteria together: activations.</param>
public sealed record FalseAlarms(int Histories, IReadOnlyDictionary<string, EstimatedRate> Criteria, EstimatedRate Activations)
{
    /// <summary>Judges histories with nothing but chance in them (<see cref="QuietHistories"/>) by the backtest itself, on the same days.</summary>
    /// <param name="histories">At least 1; twenty give an interval.</param>
    /// <param name="seed">The same seed gives the same estimate on every machine.</param>
    /// <param name="progress">Told the share of histories judged, 0-1.</param>
    /// <exception cref="OperationCanceledException">Stopped between two days.</exception>
    public static FalseAlarms Estimate(BacktestInput input, int histories, int seed, IProgress<double>? progress, CancellationToken stopping)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(histories, 1);
        var quiet = new QuietHistories(input.Log, input.DaysWithData);
        var results = new BacktestResult[histories];
        var judged = 0;
        Parallel.For(0, histories, new ParallelOptions { CancellationToken = stopping, MaxDegreeOfParallelism = Environment.ProcessorCount }, number =>
        {
            results[number] = BacktestRun.Run(input with { Log = quiet.Draw(seed + number) }, null, stopping) with { Alarms = [] };
            progress?.Report((double)Interlocked.Increment(ref judged) / histories);
        });

        return new FalseAlarms(
            histories,
            input.Agreement.Criteria.ToDictionary(criterion => criterion.Id, criterion => Rate(result => result.Spikes.Count(spike => spike.Criterion == criterion.Id && CountsReports(spike.Criterion)))),
            Rate(result => result.Activations.Count(activation => CountsReports(activation.Criterion))));

        // What the calendar calls is called whatever chance does, and is no false alarm.
        bool CountsReports(string criterion) => input.Agreement.FindCriterion(criterion)?.Rule.CountsReports ?? true;

        EstimatedRate Rate(Func<BacktestResult, int> count) =>
            EstimatedRate.Of(results.Select(result => result.AreaYears > 0 ? count(result) / result.AreaYears : 0));
    }
}
