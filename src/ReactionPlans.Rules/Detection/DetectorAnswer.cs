namespace ReactionPlans.Rules.Detection;

/// <summary>Why a detector has no answer for a day or week. Not an error: the area is simply not judged by it.</summary>
public enum NoAnswer
{
    /// <summary>There is an answer.</summary>
    None,

    /// <summary>The history does not reach back as far as the method needs.</summary>
    TooShort,

    /// <summary>The judged count, or one it cannot do without, is a gap (NaN).</summary>
    Gap,

    /// <summary>The baseline has no spread to measure by, and no least spread is set.</summary>
    NoSpread,

    /// <summary>The expected count is 0: a ratio to it means nothing.</summary>
    NothingExpected,
}

/// <summary>What a detector says of one area on one day or in one week, with the numbers that it rests on: they are the evidence.</summary>
/// <param name="Observed">The judged count, in reports (a fraction where reports are weighed); NaN in a gap.</param>
/// <param name="Expected">The count expected without a rise, in reports; NaN where not known.</param>
/// <param name="Bound">The count at which the alarm goes, in reports, as each detector defines it; NaN where it has none.</param>
/// <param name="Statistic">The detector's own measure (no unit), as each detector defines it; NaN where not known.</param>
/// <param name="Alarm">Whether it is a rise; false where there is no answer.</param>
/// <param name="Reason">Why there is no answer; <see cref="NoAnswer.None"/> when there is one.</param>
public readonly record struct DetectorAnswer(
    double Observed, double Expected, double Bound, double Statistic, bool Alarm, NoAnswer Reason = NoAnswer.None)
{
    public bool IsAnswer => Reason == NoAnswer.None;

    internal static DetectorAnswer Without(NoAnswer reason, double observed, double expected = double.NaN, double statistic = double.NaN) =>
        new(observed, expected, double.NaN, statistic, false, reason);
}

/// <summary>What every detector asks of the numbers it is given.</summary>
public static class Counts
{
    /// <summary>Larger counts are a mistake in the data: no district has a thousand million burglaries.</summary>
    public const double Largest = 1e9;

    /// <exception cref="ArgumentOutOfRangeException">The count is negative or above <see cref="Largest"/>. NaN is a gap, and passes.</exception>
    internal static void Check(double count)
    {
        if (count < 0 || count > Largest)
            throw new ArgumentOutOfRangeException(nameof(count), count, "A count is 0 to 1,000,000,000, or NaN for a gap.");
    }

    /// <exception cref="ArgumentOutOfRangeException">As for one count.</exception>
    internal static void Check(ReadOnlySpan<double> counts)
    {
        foreach (var count in counts)
            Check(count);
    }

    /// <exception cref="ArgumentOutOfRangeException">The mean is negative, above <see cref="Largest"/> or no number.</exception>
    internal static void CheckMean(double mean)
    {
        if (!(mean >= 0 && mean <= Largest))
            throw new ArgumentOutOfRangeException(nameof(mean), mean, "An expected count is 0 to 1,000,000,000.");
    }

    /// <exception cref="ArgumentException">The two have not one number for each day or week.</exception>
    internal static void CheckLengths(int counts, int means, int answers)
    {
        if (means != counts || answers < counts)
            throw new ArgumentException($"{counts} counts need as many expected counts and answers; there are {means} and {answers}.");
    }

    /// <exception cref="ArgumentOutOfRangeException">Outside the limits, themselves excluded, or no number.</exception>
    internal static void CheckBetween(double value, double above, double below, string name)
    {
        if (!(value > above && value < below))
            throw new ArgumentOutOfRangeException(name, value, $"{name} lies between {above} and {below}, themselves excluded.");
    }

    /// <exception cref="ArgumentOutOfRangeException">Negative, infinite or no number.</exception>
    internal static void CheckNotNegative(double value, string name)
    {
        if (!(value >= 0 && value < double.PositiveInfinity))
            throw new ArgumentOutOfRangeException(name, value, $"{name} is a number of at least 0.");
    }
}
