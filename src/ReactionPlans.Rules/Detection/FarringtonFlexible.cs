namespace ReactionPlans.Rules.Detection;

/// <summary>Farrington Flexible: is a week's count above what the same time of year in earlier years leads one to expect?</summary>
/// <remarks>Noufaily et al. 2013, Stat. Med. 32:1206, after Farrington et al. 1996, J. R. Stat. Soc. A 159:547; in every number the same as
/// farringtonFlexible of R's package surveillance 1.20.3, its quirks included (<see cref="FarringtonModel"/>, <see cref="FarringtonBound"/>), so that
/// anybody can check an answer. One limit of R's is not shared: where R stops with an error, the answer's
/// <see cref="FarringtonAnswer.Silence"/> says why there is none.</remarks>
public static class FarringtonFlexible
{
    /// <summary>Largest count and population taken: far above any, and far below where a double stops counting by ones.</summary>
    public const double Most = 1e9;

    /// <summary>Numbers of the fit in progress: drawn once for each thread, since a night judges hundreds of thousands of weeks.</summary>
    [ThreadStatic]
    private static QuasiPoissonFit? _fit;

    /// <summary>Judges one week. For many series over the same weeks draw the <see cref="FarringtonBaseline"/> once instead.</summary>
    /// <inheritdoc cref="Judge(FarringtonBaseline, ReadOnlySpan{double}, ReadOnlySpan{double})"/>
    /// <param name="week">Position of the judged week, from 0.</param>
    public static FarringtonAnswer Judge(
        FarringtonParameters parameters, SeriesAxis axis, int week, ReadOnlySpan<double> observed, ReadOnlySpan<double> population = default) =>
        Judge(FarringtonBaseline.Of(parameters, axis, week), observed, population);

    /// <summary>Judges one week. Pure: the same numbers give the same answer to the last bit.</summary>
    /// <param name="observed">The whole series: cases for each step, at least 0 and at most <see cref="Most"/>, whole or weighed; NaN: no count.
    /// A baseline week without a count drops out; lately (CasesWithinWeeks) it counts as none.</param>
    /// <param name="population">As long as the series, above 0 and at most <see cref="Most"/>; used with PopulationOffset only.</param>
    /// <exception cref="ArgumentException">A series has another length than the baseline's, or a value that is used lies outside its bounds.</exception>
    public static FarringtonAnswer Judge(FarringtonBaseline baseline, ReadOnlySpan<double> observed, ReadOnlySpan<double> population = default)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        var parameters = baseline.Parameters;
        CheckLengths(baseline, observed, population);
        var tooFewCases = RecentCases(baseline, observed) < parameters.FewestCases;
        var count = observed[baseline.Week];
        if (baseline.Silence != FarringtonSilence.None || double.IsNaN(count))
            return new FarringtonAnswer(baseline.Silence == FarringtonSilence.None ? FarringtonSilence.NoCount : baseline.Silence, count, 0);

        var fit = _fit ??= new QuasiPoissonFit();
        fit.Take(baseline, observed, population);
        if (!fit.HasEnoughWeeks(withTrend: false) || !fit.HasGroup(parameters.SeasonGroups))
            return new FarringtonAnswer(FarringtonSilence.TooFewWeeks, count, fit.Weeks);
        if (!FarringtonModel.TryFit(fit, parameters, baseline.TimeAtWeek, OffsetAt(baseline, population), out var fitted))
            return new FarringtonAnswer(tooFewCases ? FarringtonSilence.TooFewCases : FarringtonSilence.FitFailed, count, fit.Weeks);

        var drawn = FarringtonBound.Of(parameters, fitted, count);
        var silence = tooFewCases ? FarringtonSilence.TooFewCases
            : double.IsFinite(drawn.Upper) ? FarringtonSilence.None
            : FarringtonSilence.NoFiniteBound;
        return new FarringtonAnswer(
            silence, count, fit.Weeks, fitted.Mean, silence == FarringtonSilence.None ? drawn.Upper : double.NaN,
            drawn.Score, drawn.PValue, drawn.PluggedMean, fitted.Phi, fitted.HasTrend, fitted.HasTrend ? fitted.Slope : double.NaN);
    }

    /// <exception cref="ArgumentException">The value is no count.</exception>
    internal static double Count(ReadOnlySpan<double> observed, int at) =>
        observed[at] is var count && (double.IsNaN(count) || (count >= 0 && count <= Most)) ? count
            : throw new ArgumentException($"The count at position {at} is {count}: it must lie between 0 and {Most}.", nameof(observed));

    /// <exception cref="ArgumentException">The value is no population.</exception>
    internal static double Population(ReadOnlySpan<double> population, int at) =>
        population[at] is > 0 and <= Most ? population[at]
            : throw new ArgumentException($"The population at position {at} is {population[at]}: it must lie above 0, at most {Most}.", nameof(population));

    private static double OffsetAt(FarringtonBaseline baseline, ReadOnlySpan<double> population) =>
        baseline.Parameters.PopulationOffset ? Math.Log(Population(population, baseline.Week)) : 0;

    private static double RecentCases(FarringtonBaseline baseline, ReadOnlySpan<double> observed)
    {
        var cases = 0.0;
        for (var at = (int)Math.Max(0, (long)baseline.Week - baseline.Parameters.CasesWithinWeeks + 1); at <= baseline.Week; at++)
        {
            var count = Count(observed, at);
            cases += double.IsNaN(count) ? 0 : count;
        }

        return cases;
    }

    private static void CheckLengths(FarringtonBaseline baseline, ReadOnlySpan<double> observed, ReadOnlySpan<double> population)
    {
        if (observed.Length != baseline.SeriesLength)
            throw new ArgumentException($"The series has {observed.Length} steps, its axis {baseline.SeriesLength}.", nameof(observed));
        if (baseline.Parameters.PopulationOffset && population.Length != baseline.SeriesLength)
            throw new ArgumentException($"The population has {population.Length} steps, the series {baseline.SeriesLength}.", nameof(population));
    }
}
