namespace ReactionPlans.Rules.Detection;

/// <summary>How a count is made comparable with a standard normal before it is summed. m = expected count.</summary>
public enum CusumTransform
{
    /// <summary>(y - m) / sqrt m.</summary>
    Standard,

    /// <summary>(y - 3m + 2 sqrt(ym)) / (2 sqrt m): nearer to normal for small m. Rossi, Lampugnani and Marchi 1999 (Stat. Med. 18:2111).</summary>
    Rossi,

    /// <summary>1.5 (y^(2/3) - m^(2/3)) / m^(1/6).</summary>
    Anscombe,

    /// <summary>As Anscombe with the mean of y^(2/3) to second order, m^(2/3) - m^(-1/3)/9. Pierce and Schafer 1986 (JASA 81:977).</summary>
    AnscombeSecondOrder,

    /// <summary>(y - m) / sqrt(m + a m²), a = <see cref="CusumParameters.Dispersion"/>.</summary>
    PearsonNegativeBinomial,

    /// <summary>y itself; the expected count is not used.</summary>
    None,
}

/// <summary>When small rises add up to an alarm.</summary>
public sealed record CusumParameters
{
    public CusumTransform Transform { get; init; } = CusumTransform.Standard;

    /// <summary>k, taken off each week; at least 0. Half the rise to be found, in standard deviations.</summary>
    public double Reference { get; init; } = 1.04;

    /// <summary>h, the sum at which the alarm goes; above 0.</summary>
    public double Threshold { get; init; } = 2.26;

    /// <summary>a in the variance m + a m²; at least 0. Used by <see cref="CusumTransform.PearsonNegativeBinomial"/> alone.</summary>
    public double Dispersion { get; init; } = 0.1;

    /// <summary>Whether the sum begins at 0 after an alarm. Otherwise the alarm lasts until the rise has been made up for.</summary>
    public bool RestartAfterAlarm { get; init; }
}

/// <summary>One-sided cumulative sum, upwards: C = max(0, C + g(y) - k), alarm at C >= h.</summary>
/// <remarks>
/// <para>As algo.cusum of R surveillance. The default k and h give one false alarm in about 500 weeks, were the transformed counts normal.</para>
/// <para>Statistic: C. Bound: the count that would have brought C up to h, at least 0, as the package has it, two oddities included: for None it is
/// h - C after the count, and for AnscombeSecondOrder it takes m^(1/3)/9 where the transform has m^(-1/3)/9. The alarm goes by C, not by the bound.</para>
/// </remarks>
public static class Cusum
{
    /// <summary>Adds one week to the sum. Pure, and without allocation.</summary>
    /// <param name="previous">C after the week before; 0 at first, and not negative.</param>
    /// <param name="count">Reports in the week; NaN: a gap.</param>
    /// <param name="mean">Reports expected in the week without a rise, season included; at least 0.</param>
    /// <returns>The answer; its statistic is the new C. No answer, and C unchanged: <see cref="NoAnswer.Gap"/>, or
    /// <see cref="NoAnswer.NothingExpected"/> where the mean is 0 and the transform divides by it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside the bounds stated.</exception>
    public static DetectorAnswer Next(double previous, double count, double mean, CusumParameters parameters)
    {
        Counts.CheckNotNegative(previous, nameof(previous));
        Counts.CheckNotNegative(parameters.Reference, nameof(parameters.Reference));
        Counts.CheckBetween(parameters.Threshold, 0, double.PositiveInfinity, nameof(parameters.Threshold));
        Counts.CheckNotNegative(parameters.Dispersion, nameof(parameters.Dispersion));
        Counts.Check(count);
        Counts.CheckMean(mean);
        if (double.IsNaN(count))
            return DetectorAnswer.Without(NoAnswer.Gap, count, mean, previous);
        if (mean == 0 && parameters.Transform != CusumTransform.None)
            return DetectorAnswer.Without(NoAnswer.NothingExpected, count, mean, previous);

        var before = parameters.RestartAfterAlarm && previous >= parameters.Threshold ? 0 : previous;
        var sum = Math.Max(0, before + (Transformed(count, mean, parameters) - parameters.Reference));
        return new DetectorAnswer(count, mean, Bound(before, sum, mean, parameters), sum, sum >= parameters.Threshold);
    }

    /// <summary>Sums a whole series, from 0.</summary>
    /// <param name="counts">Reports in each week, oldest first; NaN: a gap.</param>
    /// <param name="means">Reports expected in each week; as many.</param>
    /// <param name="answers">Filled, one for each week; at least as long.</param>
    /// <exception cref="ArgumentException">The lengths do not fit, or as for <see cref="Next"/>.</exception>
    public static void Run(ReadOnlySpan<double> counts, ReadOnlySpan<double> means, CusumParameters parameters, Span<DetectorAnswer> answers)
    {
        Counts.CheckLengths(counts.Length, means.Length, answers.Length);
        var sum = 0.0;
        for (var week = 0; week < counts.Length; week++)
        {
            answers[week] = Next(sum, counts[week], means[week], parameters);
            sum = answers[week].Statistic;
        }
    }

    private static double Transformed(double y, double m, CusumParameters parameters) => parameters.Transform switch
    {
        CusumTransform.Standard => (y - m) / Math.Sqrt(m),
        CusumTransform.Rossi => (y - 3 * m + 2 * Math.Sqrt(y * m)) / (2 * Math.Sqrt(m)),
        CusumTransform.Anscombe => 1.5 * (TwoThirds(y) - TwoThirds(m)) / Math.Pow(m, 1.0 / 6),
        CusumTransform.AnscombeSecondOrder => 1.5 * (TwoThirds(y) - (TwoThirds(m) - Math.Pow(m, -1.0 / 3) / 9)) / Math.Pow(m, 1.0 / 6),
        CusumTransform.PearsonNegativeBinomial => (y - m) / Math.Sqrt(m + parameters.Dispersion * m * m),
        CusumTransform.None => y,
        _ => throw new ArgumentOutOfRangeException(nameof(parameters), parameters.Transform, "There is no such transform."),
    };

    private static double Bound(double before, double after, double m, CusumParameters parameters)
    {
        var missing = parameters.Threshold + parameters.Reference - before;
        var bound = parameters.Transform switch
        {
            CusumTransform.Standard => Math.Ceiling(m + Math.Sqrt(m) * missing),
            CusumTransform.Rossi => RossiBound(missing, m),
            CusumTransform.Anscombe => ThreeHalves(Math.Pow(m, 1.0 / 6) * missing / 1.5 + TwoThirds(m)),
            CusumTransform.AnscombeSecondOrder => ThreeHalves(Math.Pow(m, 1.0 / 6) * missing / 1.5 + TwoThirds(m) - Math.Cbrt(m) / 9),
            CusumTransform.PearsonNegativeBinomial => m + Math.Sqrt(m + parameters.Dispersion * m * m) * missing,
            _ => parameters.Threshold - after,
        };
        return bound > 0 ? bound : 0;
    }

    /// <summary>y + 2 sqrt(ym) - 3m = 2 sqrt(m) missing is a square in sqrt(y) + sqrt(m).</summary>
    private static double RossiBound(double missing, double m)
    {
        var square = 4 * m + 2 * Math.Sqrt(m) * missing;
        return square < 0 ? 0 : Math.Pow(Math.Sqrt(square) - Math.Sqrt(m), 2);
    }

    private static double TwoThirds(double value) => Math.Pow(value, 2.0 / 3);

    private static double ThreeHalves(double value) => value < 0 ? 0 : Math.Pow(value, 1.5);
}
