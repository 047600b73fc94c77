namespace ReactionPlans.Rules.Detection;

/// <summary>How Farrington's upper bound is drawn from the fitted mean.</summary>
public enum FarringtonBoundMethod
{
    /// <summary>Farrington 1996: normal on a power of the count, with the mean's own uncertainty (delta method).</summary>
    Delta,

    /// <summary>Noufaily 2013: quantile of the negative binomial at the fitted mean.</summary>
    NegativeBinomial,

    /// <summary>The same quantile at the upper limit of the fitted mean.</summary>
    NegativeBinomialAtUpperMean,
}

/// <summary>The power of the count that <see cref="FarringtonBoundMethod.Delta"/> takes as normal.</summary>
public enum FarringtonTransform
{
    None,
    SquareRoot,
    TwoThirds,
}

/// <summary>Everything Farrington Flexible is told besides the series. A "week" is one step of the series, whatever its length.</summary>
/// <remarks>Defaults are those chosen for one area's weekly burglaries: fewer cases than in public health make an answer
/// (<see cref="FewestCases"/>), and the last half year stays out of the baseline so that a slow rise does not hide itself.</remarks>
public sealed record FarringtonParameters
{
    /// <summary>Whole years that the baseline reaches back; 1-50. With fewer than 3 there is never a trend.</summary>
    public int YearsBack { get; init; } = 5;

    /// <summary>Weeks on each side of the same week in earlier years; 0-400.</summary>
    public int HalfWindow { get; init; } = 3;

    /// <summary>Parts of the year, each with a level of its own; 1-60. With 1 only the windows themselves are used.</summary>
    public int SeasonGroups { get; init; } = 10;

    /// <summary>Weeks before the judged one that stay out of the baseline; at least 0.</summary>
    public int PastWeeksNotIncluded { get; init; } = 26;

    /// <summary>Whether weeks far above the first fit weigh less in a second one.</summary>
    public bool Reweight { get; init; } = true;

    /// <summary>Standardised Anscombe residual above which a week weighs less (no unit); above 0.</summary>
    public double WeightsThreshold { get; init; } = 2.58;

    /// <summary>Chance, one-sided, of a count above the bound when nothing is wrong; above 0, at most 0.5.</summary>
    public double Alpha { get; init; } = 0.005;

    /// <summary>Whether a trend over time is tried.</summary>
    public bool Trend { get; init; } = true;

    /// <summary>A trend is kept when the p value of its t-test is below this; 0-1.</summary>
    public double TrendPValueBelow { get; init; } = 0.05;

    /// <summary>Fewest cases in <see cref="CasesWithinWeeks"/> for a bound to be given; at least 0, and 0 always gives one.</summary>
    public double FewestCases { get; init; } = 3;

    /// <summary>Weeks in which <see cref="FewestCases"/> are counted, the judged one included; at least 1.</summary>
    public int CasesWithinWeeks { get; init; } = 4;

    public FarringtonBoundMethod Bound { get; init; } = FarringtonBoundMethod.NegativeBinomial;

    /// <summary>Used by <see cref="FarringtonBoundMethod.Delta"/> only.</summary>
    public FarringtonTransform Transform { get; init; } = FarringtonTransform.TwoThirds;

    /// <summary>Whether the mean follows a population (dwellings, say): log(population) is an offset.</summary>
    public bool PopulationOffset { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">A value lies outside the bounds its property states; NaN always does.</exception>
    public void Check()
    {
        Within(YearsBack, 1, 50, nameof(YearsBack));
        Within(HalfWindow, 0, 400, nameof(HalfWindow));
        Within(SeasonGroups, 1, 60, nameof(SeasonGroups));
        Within(PastWeeksNotIncluded, 0, int.MaxValue, nameof(PastWeeksNotIncluded));
        Within(WeightsThreshold, double.Epsilon, double.MaxValue, nameof(WeightsThreshold));
        Within(Alpha, 1e-12, 0.5, nameof(Alpha));
        Within(TrendPValueBelow, 0, 1, nameof(TrendPValueBelow));
        Within(FewestCases, 0, double.MaxValue, nameof(FewestCases));
        Within(CasesWithinWeeks, 1, int.MaxValue, nameof(CasesWithinWeeks));
        Within((int)Bound, 0, 2, nameof(Bound));
        Within((int)Transform, 0, 2, nameof(Transform));
    }

    private static void Within(double value, double least, double most, string name)
    {
        if (!(value >= least && value <= most))
            throw new ArgumentOutOfRangeException(name, value, $"{name} must lie between {least} and {most}.");
    }
}
