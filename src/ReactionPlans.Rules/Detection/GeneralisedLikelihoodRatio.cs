namespace ReactionPlans.Rules.Detection;

/// <summary>How far back a rise may have begun, and when it is believed.</summary>
public sealed record GeneralisedLikelihoodRatioParameters
{
    /// <summary>The statistic at which the alarm goes; above 0.</summary>
    public double Threshold { get; init; } = 5.0;

    /// <summary>a in the variance m + a m² of a negative binomial count; at least 0, and 0 is Poisson.</summary>
    public double Dispersion { get; init; }

    /// <summary>M: the rise began at most this many days (or weeks) before the judged one; at least 0. Null: as far back as the last alarm.</summary>
    public int? Window { get; init; }

    /// <summary>Mtilde: the rise has lasted at least this many days (or weeks), the judged one included; at least 1.</summary>
    public int ShortestRise { get; init; } = 1;

    /// <summary>theta, the natural logarithm of the rate ratio looked for; above 0. Null: the likeliest one of at least 0, for each start.</summary>
    public double? LogRatio { get; init; }
}

/// <param name="Answer">Statistic: the logarithm of the likelihood ratio of the likeliest rise. It has no bound.</param>
/// <param name="Ratio">How many times the expected rate, in the likeliest rise; 1 where there is none.</param>
/// <param name="Days">How many days (or weeks) it has lasted, the judged one included; 0 where there is none.</param>
public readonly record struct GeneralisedLikelihoodRatioAnswer(DetectorAnswer Answer, double Ratio, int Days);

/// <summary>As <see cref="LikelihoodRatioCusum"/>, for a rise of unknown size: the largest sum over every day on which it may have begun and every
/// rate ratio of at least 1. Alarm at statistic >= threshold, and then from the next day on with no memory.</summary>
/// <remarks>Höhle and Paul 2008 (Comput. Stat. Data Anal. 52:4357); as algo.glrpois and algo.glrnb of R surveillance, change "intercept", dir "inc".
/// With Poisson counts a day costs one look at each start; with negative binomial ones some looks at each pair of days: set a window
/// there.</remarks>
public static class GeneralisedLikelihoodRatio
{
    /// <summary>No larger log ratio is looked for; e^20 is 485 million.</summary>
    public const double LargestLogRatio = 20;

    /// <summary>Judges the last day. Pure, and without allocation.</summary>
    /// <param name="counts">Reports on each day since the day after the last alarm, oldest first, the judged one last; NaN: a gap, left out.</param>
    /// <param name="means">Reports expected on each day without a rise, season included; as many, at least 0. A day with 0 is left out.</param>
    /// <returns>No answer: <see cref="NoAnswer.TooShort"/> without counts; <see cref="NoAnswer.Gap"/> and <see cref="NoAnswer.NothingExpected"/> for
    /// the judged day. A series shorter than the shortest rise has the statistic 0.</returns>
    /// <exception cref="ArgumentException">The lengths do not fit, or a number is outside the bounds stated.</exception>
    public static GeneralisedLikelihoodRatioAnswer Judge(
        ReadOnlySpan<double> counts, ReadOnlySpan<double> means, GeneralisedLikelihoodRatioParameters parameters)
    {
        Check(parameters);
        Counts.CheckLengths(counts.Length, means.Length, counts.Length);
        var first = parameters.Window is { } window ? Math.Max(0, counts.Length - 1 - window) : 0;
        for (var day = first; day < counts.Length; day++)
        {
            Counts.Check(counts[day]);
            Counts.CheckMean(means[day]);
        }

        var reason = counts.IsEmpty ? NoAnswer.TooShort : double.IsNaN(counts[^1]) ? NoAnswer.Gap
            : means[^1] == 0 ? NoAnswer.NothingExpected : NoAnswer.None;
        if (reason != NoAnswer.None)
        {
            var without = DetectorAnswer.Without(reason, counts.IsEmpty ? double.NaN : counts[^1], means.IsEmpty ? double.NaN : means[^1]);
            return new GeneralisedLikelihoodRatioAnswer(without, double.NaN, 0);
        }

        var (statistic, logRatio, start) = Likeliest(counts, means, first, parameters);
        var answer = new DetectorAnswer(counts[^1], means[^1], double.NaN, statistic, statistic >= parameters.Threshold);
        return new GeneralisedLikelihoodRatioAnswer(answer, Math.Exp(logRatio), counts.Length - start);
    }

    /// <summary>Judges every day of a series, and begins anew after each alarm.</summary>
    /// <param name="answers">Filled, one for each day; at least as long as the counts.</param>
    /// <exception cref="ArgumentException">As for <see cref="Judge"/>.</exception>
    public static void Run(
        ReadOnlySpan<double> counts, ReadOnlySpan<double> means, GeneralisedLikelihoodRatioParameters parameters,
        Span<GeneralisedLikelihoodRatioAnswer> answers)
    {
        Counts.CheckLengths(counts.Length, means.Length, answers.Length);
        var start = 0;
        for (var day = 0; day < counts.Length; day++)
        {
            answers[day] = Judge(counts[start..(day + 1)], means[start..(day + 1)], parameters);
            if (answers[day].Answer.Alarm)
                start = day + 1;
        }
    }

    private static (double Statistic, double LogRatio, int Start) Likeliest(
        ReadOnlySpan<double> counts, ReadOnlySpan<double> means, int first, GeneralisedLikelihoodRatioParameters parameters)
    {
        var best = (Statistic: 0.0, LogRatio: 0.0, Start: counts.Length);
        var latest = counts.Length - parameters.ShortestRise;
        double reports = 0, expected = 0;
        for (var start = counts.Length - 1; start >= first; start--)
        {
            if (!double.IsNaN(counts[start]) && means[start] > 0)
            {
                reports += counts[start];
                expected += means[start];
            }

            // A rise never begins on a day at or below its mean: with any ratio, beginning a day later is likelier.
            if (start > latest || (start < latest && !(counts[start] > means[start] && means[start] > 0)))
                continue;

            var rise = new PossibleRise(counts[start..], means[start..], parameters.Dispersion);
            var logRatio = parameters.LogRatio ?? rise.LikeliestLogRatio(reports, expected);
            var statistic = parameters.Dispersion > 0 ? rise.Sum(logRatio) : logRatio * reports - (Math.Exp(logRatio) - 1) * expected;
            if (statistic > best.Statistic)
                best = (statistic, logRatio, start);
        }

        return best;
    }

    private static void Check(GeneralisedLikelihoodRatioParameters parameters)
    {
        Counts.CheckBetween(parameters.Threshold, 0, double.PositiveInfinity, nameof(parameters.Threshold));
        Counts.CheckNotNegative(parameters.Dispersion, nameof(parameters.Dispersion));
        Counts.CheckNotNegative(parameters.Window ?? 0, nameof(parameters.Window));
        ArgumentOutOfRangeException.ThrowIfLessThan(parameters.ShortestRise, 1);
        if (parameters.LogRatio is { } logRatio)
            Counts.CheckBetween(logRatio, 0, LargestLogRatio, nameof(parameters.LogRatio));
    }
}
