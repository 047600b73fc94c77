using MathNet.Numerics;

namespace ReactionPlans.Rules.Evaluation;

/// <summary>What can be said of an effect. <see cref="TooFewToTell"/> is the usual answer for one area: it says nothing against the plan.</summary>
public enum EffectVerdict
{
    TooFewToTell,
    Fewer,
    More,
    NoClearDifference,
}

/// <summary>One area of one activation, with the rises it is held against.</summary>
/// <param name="Before">Reports in as many days up to the day it fired, that day included; shown, never judged by.</param>
/// <param name="After">Reports in the days after it fired, in whole reports; 0 or more.</param>
/// <param name="Comparisons">The matched rises elsewhere, from <see cref="ComparisonEpisodes.Match"/>.</param>
public sealed record ActivatedEpisode(int Before, int After, IReadOnlyList<ComparisonEpisode> Comparisons);

/// <summary>What came after activations against what comes after such rises anyway.</summary>
/// <param name="Before">Reports in the same number of days up to the day it fired.</param>
/// <param name="ExpectedBefore">The same of the rises compared with, on average.</param>
/// <param name="After">Reports that came afterwards.</param>
/// <param name="Expected">Reports that come after such rises where no plan runs; 0 where there is nothing to compare with.</param>
/// <param name="Low">Lowest ratio of came to expected that fits what was counted (95 %): 0.6 is 40 % fewer.</param>
/// <param name="High">Highest ratio; infinite where there is nothing to compare with.</param>
/// <param name="Activated">Areas of activations that counted.</param>
/// <param name="Comparisons">Different rises compared with.</param>
public sealed record Effect(
    int Before, double ExpectedBefore, int After, double Expected, double Low, double High, EffectVerdict Verdict, int Activated, int Comparisons)
{
    /// <summary>Came over expected; null where nothing was expected.</summary>
    public double? Ratio => Expected > 0 ? After / Expected : null;
}

/// <summary>
/// The effect of activations: the ratio of the reports that came after them to those that come after comparable rises without a plan.
/// </summary>
/// <remarks>
/// <para>A plan starts because a count is high, so the count falls afterwards by itself (regression to the mean: Barnett, van der Pols &amp; Dobson 2005,
/// Int. J. Epidemiol. 34:215). Before against after would therefore say "it works" of anything. Held against each other are two counts after the same
/// event: the window's count reached the same number, in an area with the same usual level.</para>
/// <para>The comparison rises are the reference group of Hauer's empirical Bayes before-after study (Hauer 1997, Observational Before-After Studies in Road
/// Safety, ch. 11; Hauer et al. 2002, Transp. Res. Rec. 1784:126; Persaud &amp; Lyon 2007, Accid. Anal. Prev. 39:546). The number that would have come is gamma
/// distributed with their mean, their variance beyond Poisson, and the variance of their mean; so the count that comes is negative binomial. Hauer's normal
/// approximation does not hold for three or four reports: the limits are those ratios at which the count's mid-p tail is 2.5 % (Berry &amp; Armitage 1995, The
/// Statistician 44:417). Mid-p keeps 95 % on average over counts, not for each one.</para>
/// </remarks>
public static class EffectLedger
{
    /// <summary>Fewer comparison rises than this say too little about how much rises differ.</summary>
    public const int FewestComparisons = 20;

    /// <summary>The ratio that has to be told from 1 before "no clear difference" is said: a fall of 40 %.</summary>
    public const double WorthTelling = 0.6;

    private const double Tail = 0.025;

    /// <summary>The effect of all episodes together. An episode with too few comparison rises is left out.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count below zero.</exception>
    public static Effect Of(IReadOnlyList<ActivatedEpisode> episodes)
    {
        foreach (var episode in episodes)
            ArgumentOutOfRangeException.ThrowIfNegative(episode.After);

        var used = episodes.Where(episode => episode.Comparisons.Count >= FewestComparisons).ToList();
        var (before, after) = (used.Sum(episode => episode.Before), used.Sum(episode => episode.After));
        var expectedBefore = used.Sum(episode => episode.Comparisons.Average(one => one.Before));
        var (expected, variance, comparisons) = WithoutPlan(used);
        if (expected == 0)
            return new Effect(before, expectedBefore, after, 0, 0, double.PositiveInfinity, EffectVerdict.TooFewToTell, used.Count, comparisons);

        var shape = expected * expected / variance;
        var low = after == 0 ? 0 : RatioWhere(ratio => 1 - AtMost(after, ratio * expected, shape) >= Tail);
        var high = RatioWhere(ratio => AtMost(after, ratio * expected, shape) <= Tail);
        return new Effect(before, expectedBefore, after, expected, low, high, Verdict(low, high), used.Count, comparisons);
    }

    private static EffectVerdict Verdict(double low, double high) =>
        high < 1 ? EffectVerdict.Fewer
        : low > 1 ? EffectVerdict.More
        : low <= WorthTelling ? EffectVerdict.TooFewToTell // a fall of 40 % fits as well as none
        : EffectVerdict.NoClearDifference;

    /// <summary>Mean and variance of the number that would have come. A comparison rise that several activations are held against counts with the
    /// sum of its weights: their expected numbers err together.</summary>
    private static (double Expected, double Variance, int Comparisons) WithoutPlan(List<ActivatedEpisode> used)
    {
        double expected = 0, variance = 0;
        var weights = new Dictionary<string, (double Weight, double Deviation)>(StringComparer.Ordinal);
        foreach (var comparisons in used.Select(episode => episode.Comparisons))
        {
            var mean = comparisons.Average(one => one.After);
            var spread = comparisons.Sum(one => (one.After - mean) * (one.After - mean)) / (comparisons.Count - 1);
            expected += mean;
            variance += Math.Max(spread - mean, 0);
            foreach (var one in comparisons)
            {
                var (weight, squares) = weights.GetValueOrDefault(one.Key);
                weights[one.Key] = (weight + 1.0 / comparisons.Count, Math.Max(squares, Math.Max(spread, mean)));
            }
        }

        return (expected, variance + weights.Values.Sum(one => one.Weight * one.Weight * one.Deviation), weights.Count);
    }

    /// <summary>Mid-p chance of at most so many: the count itself is taken by half.</summary>
    private static double AtMost(int count, double mean, double shape) =>
        (UpTo(count, mean, shape) + UpTo(count - 1, mean, shape)) / 2;

    private static double UpTo(int count, double mean, double shape) =>
        count < 0 ? 0 : SpecialFunctions.BetaRegularized(shape, count + 1, shape / (shape + mean));

    /// <summary>The smallest ratio from which on it holds, by halving on the logarithm.</summary>
    private static double RatioWhere(Func<double, bool> holds)
    {
        double low = 1e-6, high = 1e6;
        for (var round = 0; round < 45; round++)
        {
            var middle = Math.Sqrt(low * high);
            (low, high) = holds(middle) ? (low, middle) : (middle, high);
        }

        return high;
    }
}
