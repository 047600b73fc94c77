using MathNet.Numerics;

namespace ReactionPlans.Rules.Detection;

/// <summary>Which weeks a count is compared with, and how unlikely it has to be.</summary>
public sealed record BayesParameters
{
    /// <summary>b, earlier years whose same weeks are used; at least 0.</summary>
    public int Years { get; init; } = 2;

    /// <summary>w, weeks to either side of the same week in an earlier year; at least 0.</summary>
    public int HalfWindow { get; init; } = 3;

    /// <summary>Weeks just before the judged one that are used too; at least 0, and not as many that one is counted twice.</summary>
    public int RecentWeeks { get; init; } = 6;

    /// <summary>Chance of a count above the bound without a rise; between 0 and 1. 0.01 is for watching.</summary>
    public double Alpha { get; init; } = 0.01;

    /// <summary>Weeks in a year, or other periods of the series; at least 1.</summary>
    public int WeeksInYear { get; init; } = 52;
}

/// <summary>The count against what the same weeks of earlier years, and the last few weeks, let one expect: all of them one Poisson rate that is
/// itself uncertain. Exact for tiny counts, with nothing fitted.</summary>
/// <remarks>
/// <para>With n reference weeks that sum to s and Jeffreys' prior, the next week's count is negative binomial of size s + 1/2 and probability
/// n/(n+1). Riebler 2004 (diploma thesis, Munich); as algo.bayes of R surveillance, whose actY means RecentWeeks = w, and otherwise 0.</para>
/// <para>Expected: (s + 1/2) / n. Bound: the 1 - alpha quantile, a whole number, and the alarm goes above it. Statistic: p, the chance of at least as
/// many reports, 0-1. It takes no account of more than Poisson spread between weeks.</para>
/// </remarks>
public static class BayesPredictive
{
    /// <summary>Weeks needed, the judged one included.</summary>
    public static int Needs(BayesParameters parameters) =>
        1 + Math.Max(parameters.RecentWeeks, parameters.Years > 0 ? parameters.Years * parameters.WeeksInYear + parameters.HalfWindow : 0);

    /// <summary>Judges the last of the counts. Pure, and without allocation.</summary>
    /// <param name="counts">Reports in each week, oldest first, the judged one last; NaN: a gap, left out among the reference weeks. Judged nightly:
    /// 7-day sums, each ending seven days before the next.</param>
    /// <returns>No answer: <see cref="NoAnswer.TooShort"/>, also when every reference week is a gap; <see cref="NoAnswer.Gap"/> in the judged
    /// week.</returns>
    /// <exception cref="ArgumentException">A parameter is out of bounds, or a count that is read is negative or above
    /// <see cref="Counts.Largest"/>.</exception>
    public static DetectorAnswer Judge(ReadOnlySpan<double> counts, BayesParameters parameters)
    {
        Check(parameters);
        var observed = counts.IsEmpty ? double.NaN : counts[^1];
        Counts.Check(observed);
        if (counts.Length < Needs(parameters))
            return DetectorAnswer.Without(NoAnswer.TooShort, observed);

        var last = counts.Length - 1;
        var (sum, weeks) = Known(counts[(last - parameters.RecentWeeks)..last]);
        for (var year = 1; year <= parameters.Years; year++)
        {
            var same = last - year * parameters.WeeksInYear;
            var (more, moreWeeks) = Known(counts[(same - parameters.HalfWindow)..(same + parameters.HalfWindow + 1)]);
            sum += more;
            weeks += moreWeeks;
        }

        if (weeks == 0)
            return DetectorAnswer.Without(NoAnswer.TooShort, observed);
        var size = sum + 0.5;
        var expected = size / weeks;
        if (double.IsNaN(observed))
            return DetectorAnswer.Without(NoAnswer.Gap, observed, expected);

        var bound = NegativeBinomialQuantile.At(1 - parameters.Alpha, size, weeks / (weeks + 1.0));
        return new DetectorAnswer(observed, expected, bound, AtLeast(observed, size, weeks), observed > bound + ReferenceDay.Rounding);
    }

    /// <summary>P(N >= count), by the incomplete beta function; a fraction counts as the next whole number.</summary>
    private static double AtLeast(double count, double size, int weeks)
    {
        var whole = Math.Ceiling(count - ReferenceDay.Rounding);
        return whole <= 0 ? 1 : SpecialFunctions.BetaRegularized(whole, size, 1 / (weeks + 1.0));
    }

    private static (double Sum, int Weeks) Known(ReadOnlySpan<double> counts)
    {
        var (sum, weeks) = (0.0, 0);
        foreach (var count in counts)
        {
            Counts.Check(count);
            if (double.IsNaN(count))
                continue;
            sum += count;
            weeks++;
        }

        return (sum, weeks);
    }

    private static void Check(BayesParameters parameters)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(parameters.Years);
        ArgumentOutOfRangeException.ThrowIfNegative(parameters.HalfWindow);
        ArgumentOutOfRangeException.ThrowIfNegative(parameters.RecentWeeks);
        ArgumentOutOfRangeException.ThrowIfLessThan(parameters.WeeksInYear, 1);
        Counts.CheckBetween(parameters.Alpha, 0, 1, nameof(parameters.Alpha));
        if (parameters.Years == 0 && parameters.RecentWeeks == 0)
            throw new ArgumentException("There must be reference weeks: earlier years, recent weeks or both.");
        if (parameters.Years > 0 && parameters.RecentWeeks + parameters.HalfWindow >= parameters.WeeksInYear)
            throw new ArgumentException("The recent weeks and the window a year ago overlap: a week would count twice.");
        if (parameters.Years > 1 && 2 * parameters.HalfWindow >= parameters.WeeksInYear)
            throw new ArgumentException("The windows of two years overlap: a week would count twice.");
        if ((long)parameters.Years * parameters.WeeksInYear + parameters.HalfWindow >= int.MaxValue)
            throw new ArgumentException("The earlier years reach back farther than a series can.");
    }
}
