namespace ReactionPlans.Rules.Detection;

/// <summary>Whole-number quantiles of the negative binomial distribution.</summary>
/// <remarks>Terms are summed relative to the largest one, each from its neighbour, so nothing has to be taken from a gamma function and nothing runs
/// under: the quantile is right to the last report, but for a level that meets the distribution function to 15 digits. Time grows with the standard
/// deviation: well under a microsecond for some tens of reports, milliseconds for a thousand million.</remarks>
public static class NegativeBinomialQuantile
{
    /// <summary>What is left out of the whole at each end, relative to it.</summary>
    private const double Negligible = 1e-18;

    /// <summary>Smallest k with P(N &lt;= k) >= level, where P(N = k) is Gamma(k + size) / (Gamma(size) k!) probability^size
    /// (1 - probability)^k.</summary>
    /// <param name="level">Between 0 and 1, themselves excluded.</param>
    /// <param name="size">Above 0, at most 1e11; need not be whole.</param>
    /// <param name="probability">From 0.001 to 1; the mean is size (1 - probability) / probability.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside the bounds stated.</exception>
    public static long At(double level, double size, double probability)
    {
        Counts.CheckBetween(level, 0, 1, nameof(level));
        if (!(size > 0 && size <= 1e11))
            throw new ArgumentOutOfRangeException(nameof(size), size, "The size is above 0 and at most 100,000,000,000.");
        if (!(probability >= 0.001 && probability <= 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "The probability is 0.001 to 1.");

        var other = 1 - probability;
        var mode = size > 1 ? Math.Floor((size - 1) * other / probability) : 0;
        var (lowest, weight, below) = Below(mode, size, other);
        var whole = 1 + below + Above(mode, size, other);

        var k = lowest;
        for (var sum = weight; sum < level * whole; sum += weight)
        {
            weight *= (k + size) / (k + 1) * other;
            k++;
            if (weight <= whole * Negligible && k > mode)
                break; // a level within rounding of 1
        }

        return (long)k;
    }

    /// <summary>The lowest k that counts, its weight, and the sum from there up to the mode, itself excluded. The mode weighs 1.</summary>
    private static (double Lowest, double Weight, double Sum) Below(double mode, double size, double other)
    {
        double k = mode, weight = 1, sum = 0;
        while (k > 0)
        {
            var next = weight * k / ((k - 1 + size) * other);
            if (next < Negligible)
                break;
            (k, weight, sum) = (k - 1, next, sum + next);
        }

        return (k, weight, sum);
    }

    /// <summary>The sum of all weights above the mode. What lies beyond a term is at most a geometric series.</summary>
    private static double Above(double mode, double size, double other)
    {
        double weight = 1, sum = 0;
        for (var k = mode; ; k++)
        {
            var ratio = (k + size) / (k + 1) * other;
            weight *= ratio;
            sum += weight;
            var steepest = Math.Max(ratio, other);
            if (weight * steepest <= Negligible * (1 - steepest))
                return sum;
        }
    }
}
