using MathNet.Numerics.Distributions;

namespace ReactionPlans.Rules.Detection;

public enum EarsMethod
{
    /// <summary>Baseline right up to the judged week.</summary>
    C1,

    /// <summary>Baseline ends two weeks earlier, so that a rise that has begun does not hide itself.</summary>
    C2,

    /// <summary>C2 with what the two weeks before lay above it added: the bound falls while a rise goes on.</summary>
    C3,

    /// <summary>C3 as R surveillance computes it, for comparison only: its bound is built on the judged count where its manual says the baseline's
    /// mean, so the judged count falls out and the alarm depends on the two weeks before alone.</summary>
    C3AsCodedInR,
}

/// <summary>How a count is compared with the few weeks (or days) just before it.</summary>
public sealed record EarsParameters
{
    public EarsMethod Method { get; init; } = EarsMethod.C2;

    /// <summary>Weeks (or days) in the baseline; at least 2. Seven days are too few where most days are 0.</summary>
    public int Baseline { get; init; } = 8;

    /// <summary>Least standard deviation, in reports; at least 0. With 0 a single report after a quiet spell is an alarm.</summary>
    public double MinSigma { get; init; } = 1;

    /// <summary>One-sided chance of an alarm by luck, were the counts normal; between 0 and 1.</summary>
    public double Alpha { get; init; } = 0.001;

    /// <summary>C3 with the chance that the CDC uses for it.</summary>
    public static EarsParameters ForC3 { get; } = new() { Method = EarsMethod.C3, Alpha = 0.025 };
}

/// <summary>The Early Aberration Reporting System's C1, C2 and C3: the count against mean and spread of the weeks just before.</summary>
/// <remarks>
/// <para>Hutwagner et al. 2003 (J. Urban Health 80:i89), Fricker, Hegler and Dunfee 2008 (Stat. Med. 27:3407). Needs no yearly history, and so knows
/// no season.</para>
/// <para>Bound: C1, C2: mean + z s; C3: mean + s (z - parts), where parts are max(0, C2 - 1) of the two weeks before; it may be negative, and then 0
/// reports are an alarm too. Statistic: C1, C2: (count - mean) / s, and C3: the sum of max(0, C2 - 1) over three weeks; NaN where s is 0.
/// Alarm: count above the bound. C3's bound is that of the R manual, one s looser than "statistic above z".</para>
/// </remarks>
public static class Ears
{
    /// <summary>Weeks between baseline and judged week in C2 and C3, and weeks whose excess C3 carries along.</summary>
    private const int Guard = 2, Carried = 2;

    /// <summary>Counts needed, the judged one included.</summary>
    public static int Needs(EarsParameters parameters) => parameters.Method switch
    {
        EarsMethod.C1 => parameters.Baseline + 1,
        EarsMethod.C2 => parameters.Baseline + Guard + 1,
        _ => parameters.Baseline + Guard + Carried + 1,
    };

    /// <summary>Judges the last of the counts. Pure, and without allocation.</summary>
    /// <param name="counts">Reports in each week (or day), oldest first, the judged one last; NaN: a gap. Only the last
    /// <see cref="Needs"/> are read.</param>
    /// <returns>No answer: <see cref="NoAnswer.TooShort"/>; <see cref="NoAnswer.Gap"/> in the judged count or the baseline,
    /// for C3 in any count that is read; <see cref="NoAnswer.NoSpread"/> where C3 would divide by a spread of 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of bounds, or a count is negative or above
    /// <see cref="Counts.Largest"/>.</exception>
    public static DetectorAnswer Judge(ReadOnlySpan<double> counts, EarsParameters parameters)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parameters.Baseline, 2);
        Counts.CheckNotNegative(parameters.MinSigma, nameof(parameters.MinSigma));
        Counts.CheckBetween(parameters.Alpha, 0, 1, nameof(parameters.Alpha));
        var observed = counts.IsEmpty ? double.NaN : counts[^1];
        if (counts.Length < Needs(parameters))
            return DetectorAnswer.Without(NoAnswer.TooShort, observed);
        var read = counts[^Needs(parameters)..];
        Counts.Check(read);

        var guard = parameters.Method == EarsMethod.C1 ? 0 : Guard;
        var (mean, sigma) = Baseline(read, guard, parameters);
        var z = Normal.InvCDF(0, 1, 1 - parameters.Alpha);
        if (double.IsNaN(mean) || double.IsNaN(observed))
            return DetectorAnswer.Without(NoAnswer.Gap, observed);
        if (parameters.Method is EarsMethod.C1 or EarsMethod.C2)
            return Answer(observed, mean, mean + z * sigma, Standardised(observed, mean, sigma));

        foreach (var count in read)
        {
            if (double.IsNaN(count))
                return DetectorAnswer.Without(NoAnswer.Gap, observed, mean);
        }

        var parts = Excess(read[..^2], parameters) + Excess(read[..^1], parameters);
        var bound = parameters.Method == EarsMethod.C3
            ? mean + sigma * (z - parts)
            : AtLeastZero(observed + sigma * (z - parts));
        return double.IsFinite(bound)
            ? Answer(observed, mean, bound, parts + Excess(read, parameters))
            : DetectorAnswer.Without(NoAnswer.NoSpread, observed, mean);
    }

    private static DetectorAnswer Answer(double observed, double mean, double bound, double statistic) =>
        new(observed, mean, bound, double.IsFinite(statistic) ? statistic : double.NaN, observed > bound);

    private static double Excess(ReadOnlySpan<double> counts, EarsParameters parameters)
    {
        var (mean, sigma) = Baseline(counts, Guard, parameters);
        return AtLeastZero(Standardised(counts[^1], mean, sigma) - 1);
    }

    /// <summary>NaN where both are 0 (nothing can be said), infinite where only the spread is.</summary>
    private static double Standardised(double observed, double mean, double sigma) => (observed - mean) / sigma;

    /// <summary>NaN stays NaN.</summary>
    private static double AtLeastZero(double value) => value < 0 ? 0 : value;

    private static (double Mean, double Sigma) Baseline(ReadOnlySpan<double> counts, int guard, EarsParameters parameters)
    {
        var baseline = counts.Slice(counts.Length - 1 - guard - parameters.Baseline, parameters.Baseline);
        var sum = 0.0;
        foreach (var count in baseline)
            sum += count;
        var mean = sum / baseline.Length;

        // A second pass takes out the rounding of the first: weights that are all alike shall have no spread at all.
        var rest = 0.0;
        foreach (var count in baseline)
            rest += count - mean;
        mean += rest / baseline.Length;

        var squares = 0.0;
        foreach (var count in baseline)
            squares += (count - mean) * (count - mean);
        return (mean, Math.Max(Math.Sqrt(squares / (baseline.Length - 1)), parameters.MinSigma));
    }
}
