namespace ReactionPlans.Rules.Detection;

/// <summary>The rise looked for, and when it is believed.</summary>
public sealed record LikelihoodRatioParameters
{
    /// <summary>theta, the natural logarithm of the rate ratio looked for; above 0. The default is three times the expected rate.</summary>
    public double LogRatio { get; init; } = Math.Log(3);

    /// <summary>h; above 0. 5.0 gave 0.44 false activations an area-year on the simulated benchmark, 3.75 gave 0.94, both judged daily.</summary>
    public double Threshold { get; init; } = 5.0;

    /// <summary>a in the variance m + a m² of a negative binomial count; at least 0, and 0 is Poisson.</summary>
    public double Dispersion { get; init; }
}

/// <summary>Sums how much likelier each day's count is at the raised rate than at the expected one: C = max(0, C + l(y)), alarm at C > h, and then
/// from 0 again.</summary>
/// <remarks>
/// <para>l(y) = theta y + (1 - e^theta) m for Poisson counts, theta y + (y + 1/a) log((1 + a m) / (1 + a m e^theta)) for negative binomial ones.
/// Höhle and Paul 2008 (Comput. Stat. Data Anal. 52:4357); as algo.glrpois and algo.glrnb of R surveillance with a fixed theta.</para>
/// <para>Statistic: C. Bound: the count that brings C up to h, at least 0; a fraction, and the alarm goes above it.</para>
/// </remarks>
public static class LikelihoodRatioCusum
{
    /// <summary>Adds one day (or week) to the sum. Pure, and without allocation.</summary>
    /// <param name="previous">C after the day before; 0 at first, and not negative. Above h it was an alarm, and the chart starts again.</param>
    /// <param name="count">Reports on the day; NaN: a gap.</param>
    /// <param name="mean">Reports expected on the day without a rise, season included; at least 0.</param>
    /// <returns>The answer; its statistic is the new C. No answer, and C unchanged: <see cref="NoAnswer.Gap"/>, or
    /// <see cref="NoAnswer.NothingExpected"/> where the mean is 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside the bounds stated.</exception>
    public static DetectorAnswer Next(double previous, double count, double mean, LikelihoodRatioParameters parameters)
    {
        Counts.CheckNotNegative(previous, nameof(previous));
        Counts.CheckBetween(parameters.LogRatio, 0, GeneralisedLikelihoodRatio.LargestLogRatio, nameof(parameters.LogRatio));
        Counts.CheckBetween(parameters.Threshold, 0, double.PositiveInfinity, nameof(parameters.Threshold));
        Counts.CheckNotNegative(parameters.Dispersion, nameof(parameters.Dispersion));
        Counts.Check(count);
        Counts.CheckMean(mean);
        if (double.IsNaN(count))
            return DetectorAnswer.Without(NoAnswer.Gap, count, mean, previous);
        if (mean == 0)
            return DetectorAnswer.Without(NoAnswer.NothingExpected, count, mean, previous);

        var before = previous > parameters.Threshold ? 0 : previous;
        var (perReport, constant) = Line(mean, parameters.LogRatio, parameters.Dispersion);
        var sum = Math.Max(0, before + perReport * count + constant);
        var bound = Math.Max(0, (parameters.Threshold - before - constant) / perReport);
        return new DetectorAnswer(count, mean, bound, sum, sum > parameters.Threshold);
    }

    /// <summary>Sums a whole series, from 0.</summary>
    /// <param name="counts">Reports on each day, oldest first; NaN: a gap.</param>
    /// <param name="means">Reports expected on each day; as many.</param>
    /// <param name="answers">Filled, one for each day; at least as long.</param>
    /// <exception cref="ArgumentException">The lengths do not fit, or as for <see cref="Next"/>.</exception>
    public static void Run(
        ReadOnlySpan<double> counts, ReadOnlySpan<double> means, LikelihoodRatioParameters parameters, Span<DetectorAnswer> answers)
    {
        Counts.CheckLengths(counts.Length, means.Length, answers.Length);
        var sum = 0.0;
        for (var day = 0; day < counts.Length; day++)
        {
            answers[day] = Next(sum, counts[day], means[day], parameters);
            sum = answers[day].Statistic;
        }
    }

    /// <summary>The logarithm of the likelihood ratio is a straight line in the count, falling below 0 at count 0 and rising with it.</summary>
    internal static (double PerReport, double Constant) Line(double mean, double logRatio, double dispersion)
    {
        if (dispersion == 0)
            return (logRatio, -mean * (Math.Exp(logRatio) - 1));
        var shrunk = Math.Log((1 + dispersion * mean) / (1 + dispersion * mean * Math.Exp(logRatio)));
        return (logRatio + shrunk, shrunk / dispersion);
    }
}
