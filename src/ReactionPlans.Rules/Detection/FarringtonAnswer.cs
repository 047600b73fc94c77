namespace ReactionPlans.Rules.Detection;

/// <summary>Why Farrington Flexible gives no bound for a week.</summary>
public enum FarringtonSilence
{
    /// <summary>There is a bound.</summary>
    None,

    /// <summary>Fewer cases lately than <see cref="FarringtonParameters.FewestCases"/>: no bound, but the fit's numbers are given where there is a fit.</summary>
    TooFewCases,

    /// <summary>The judged week has no count.</summary>
    NoCount,

    /// <summary>The series begins after the earliest baseline week.</summary>
    TooShort,

    /// <summary>The series has no step on the same day in an earlier year.</summary>
    ReferenceMissing,

    /// <summary>No more counted baseline weeks than the model has coefficients, or none in the judged week's part of the year.</summary>
    TooFewWeeks,

    /// <summary>The model did not converge within R's 25 rounds, as with a long baseline without a single case; or its numbers left the range of a double.</summary>
    FitFailed,

    /// <summary>The fit says too little of the mean for a finite bound: almost no cases in this part of the year.</summary>
    NoFiniteBound,
}

/// <summary>What Farrington Flexible says of one week; with it, everything that shows why.</summary>
/// <param name="Silence">Why there is no bound; <see cref="FarringtonSilence.None"/> when there is one.</param>
/// <param name="Observed">The judged week's count; NaN where there is none.</param>
/// <param name="BaselineWeeks">Weeks with a count that the baseline was fitted to.</param>
/// <param name="Expected">Fitted mean, in cases a week; NaN without a fit.</param>
/// <param name="UpperBound">In cases; the alarm is a count above it. NaN where <paramref name="Silence"/> says why.</param>
/// <param name="Score">Exceedance score (no unit): 1 when the count is at the bound, 0 at the mean. With a negative binomial bound R, and so
/// this, measures from log(mean) instead of from the mean. NaN without a fit.</param>
/// <param name="PValue">Chance (0-1) of at least this count. NaN without a fit.</param>
/// <param name="PluggedMean">The mean put into the negative binomial; NaN for <see cref="FarringtonBoundMethod.Delta"/>.</param>
/// <param name="Phi">Dispersion (no unit), at least 1; NaN without a fit.</param>
/// <param name="TrendUsed">Whether the fit has a trend.</param>
/// <param name="Trend">Change of log(mean) for each unit of the baseline's time; NaN without a trend.</param>
public sealed record FarringtonAnswer(
    FarringtonSilence Silence,
    double Observed,
    int BaselineWeeks,
    double Expected = double.NaN,
    double UpperBound = double.NaN,
    double Score = double.NaN,
    double PValue = double.NaN,
    double PluggedMean = double.NaN,
    double Phi = double.NaN,
    bool TrendUsed = false,
    double Trend = double.NaN)
{
    /// <summary>Whether the count is above the bound; without a bound never.</summary>
    public bool IsAlarm => Observed > UpperBound && Observed > 0;
}
