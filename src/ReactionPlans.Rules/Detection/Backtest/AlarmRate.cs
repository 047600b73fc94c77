using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Rules.Detection.Backtest;

/// <summary>The number of a threshold rule that is proposed for one area.</summary>
/// <param name="ReportsPerYear">Reports that count, as known on the last day.</param>
/// <param name="AtLeast">The smallest number that would have kept the asked rate, to the nearest whole activation, and every higher one with it.</param>
/// <param name="AtLeastLow">Nine of ten redrawn histories propose a number from here</param>
/// <param name="AtLeastHigh">to here.</param>
/// <param name="PerYear">Activations a year that <paramref name="AtLeast"/> would have given.</param>
/// <param name="Ahead">Activations a year to be reckoned with: a number is proposed on one redrawn history, and its activations are counted in another.
/// So the interval has both what is not known of the area and what chance will bring.</param>
public sealed record AreaNumber(string Area, double ReportsPerYear, int AtLeast, int AtLeastLow, int AtLeastHigh, double PerYear, EstimatedRate Ahead);

/// <summary>What is proposed for one threshold criterion.</summary>
/// <param name="Default">The agreement's own number, for areas without history.</param>
/// <param name="WithoutHistory">Areas whose first report lies less than a year before the last day, or that have none.</param>
public sealed record AlarmRateProposal(string Criterion, double AskedPerYear, int Default, IReadOnlyList<AreaNumber> Areas, IReadOnlyList<string> WithoutHistory);

/// <summary>Chooses the number of a threshold rule, area by area, from how often one is willing to be called.</summary>
/// <remarks>Each number is judged by <see cref="BacktestRun"/> itself, so holding, clearing and cool-down are the criterion's. A number so low that the count never
/// falls back calls once and then never again: therefore every higher number must keep the rate too.</remarks>
public static class AlarmRate
{
    /// <summary>Fewer reports than this are no spike, whatever is asked.</summary>
    public const int SmallestNumber = 3;

    /// <param name="criterion">One with a threshold rule.</param>
    /// <param name="perYear">About so many activations a year and area are wanted at the most; above 0.</param>
    /// <param name="histories">Redrawn histories for each area; at least 2, twenty give an interval.</param>
    /// <param name="seed">The same seed gives an area the same interval, whatever other areas there are.</param>
    /// <param name="progress">Told the share of areas done, 0-1.</param>
    /// <exception cref="ArgumentException">The rule is none with a number, or what is asked is out of bounds.</exception>
    /// <exception cref="OperationCanceledException">Stopped between two days.</exception>
    public static AlarmRateProposal Propose(
        BacktestInput input, Criterion criterion, double perYear, int histories, int seed, IProgress<double>? progress, CancellationToken stopping)
    {
        if (criterion.Rule is not ThresholdRule rule)
            throw new ArgumentException($"{criterion.Id} has a rule of kind {criterion.Rule.Kind}, which has no number for each area.", nameof(criterion));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(perYear);
        ArgumentOutOfRangeException.ThrowIfLessThan(histories, 2);

        var trial = new NumberTrial(input, criterion, rule, stopping);
        var weeks = new RedrawnWeeks(input.From, input.To, rule.WithinDays + criterion.HoldForDays, Math.Max(2, (rule.WithinDays + 6) / 7), input.DaysWithData);
        var reports = ReportsByArea(input, criterion, rule);
        var numbers = new AreaNumber?[input.Areas.Count];
        var done = 0;
        Parallel.For(0, numbers.Length, new ParallelOptions { CancellationToken = stopping, MaxDegreeOfParallelism = Environment.ProcessorCount }, area =>
        {
            if (HasHistory(input, reports[area]))
                numbers[area] = ForArea(trial, weeks, input.Areas[area].Code, reports[area], input.DaysWithData, perYear, histories, seed);
            progress?.Report((double)Interlocked.Increment(ref done) / numbers.Length);
        });

        return new AlarmRateProposal(
            criterion.Id, perYear, Math.Max(trial.Smallest, rule.AtLeast), [.. numbers.OfType<AreaNumber>()],
            [.. input.Areas.Where((_, area) => numbers[area] is null).Select(area => area.Code)]);
    }

    private static AreaNumber ForArea(
        NumberTrial trial, RedrawnWeeks weeks, string code, IReadOnlyList<LoggedReport[]> reports, IReadOnlySet<DateOnly>? daysWithData, double perYear, int histories, int seed)
    {
        var own = trial.Of([.. reports.SelectMany(revisions => revisions)], daysWithData);
        var dice = new SeededShuffle(code.Aggregate(seed, (mixed, letter) => unchecked(31 * mixed + letter)));
        var redrawn = new NumberTrial.Outcome[histories];
        for (var history = 0; history < histories; history++)
        {
            var (log, days) = weeks.Draw(reports, dice);
            redrawn[history] = trial.Of(log, days);
        }

        var proposed = redrawn.Select(history => history.Propose(perYear)).ToArray();
        var sorted = proposed.Order().ToArray();
        var atLeast = own.Propose(perYear);
        return new AreaNumber(
            code, own.Reports / own.Years, atLeast, sorted[EstimatedRate.Low5(histories)], sorted[^(1 + EstimatedRate.Low5(histories))], own.PerYear(atLeast),
            EstimatedRate.Of(redrawn.Select((next, history) => next.PerYear(proposed[(history + 1) % histories]))));
    }

    internal static bool HasHistory(BacktestInput input, IReadOnlyList<LoggedReport[]> reports)
    {
        var yearBefore = input.To.AddYears(-1).AddDays(1);
        return input.From <= yearBefore && reports.Count > 0 && reports[0][0].ReportedDay <= yearBefore;
    }

    /// <summary>For each area the reports of the criterion's offence that ever lay in it and were known in time, as if it were the only area.</summary>
    internal static IReadOnlyList<LoggedReport[]>[] ReportsByArea(BacktestInput input, Criterion criterion, Rule rule)
    {
        var offence = input.Agreement.Offences[criterion.OffenceId];
        // Reports that count by their reported day, however late, need no times; moving those is most of the work.
        var untimed = rule is ThresholdRule { CountBy: CountBy.Reported } && criterion.MaximumReportingDelayDays is null;
        var areas = Enumerable.Range(0, input.Areas.Count).Select(_ => new List<LoggedReport[]>()).ToArray();
        foreach (var report in input.Log.Where(revision => revision.KnownOn <= input.To).GroupBy(revision => revision.Report))
        {
            if (!report.Any(revision => offence.Codes.Contains(revision.Offence)))
                continue;
            foreach (var area in report.SelectMany(revision => revision.Areas).Distinct())
            {
                areas[area].Add([.. report.OrderBy(revision => revision.Revision).Select(revision => revision with
                {
                    Areas = revision.Areas.Contains(area) ? [0] : [],
                    OccurredFrom = untimed ? null : revision.OccurredFrom,
                    OccurredTo = untimed ? null : revision.OccurredTo,
                })]);
            }
        }

        return [.. areas.Select(reports => reports.OrderBy(revisions => revisions[0].ReportedDay).ThenBy(revisions => revisions[0].Report)
            .Select((revisions, number) => revisions.Select(revision => revision with { Report = number }).ToArray()).ToList())];
    }
}
