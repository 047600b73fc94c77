namespace ReactionPlans.Rules.Detection;

/// <summary>How long the memory is, and when a rise is believed.</summary>
public sealed record EwmaParameters
{
    /// <summary>lambda, the weight of the newest day; above 0, at most 1. 0.12 remembers about eight days.</summary>
    public double Weight { get; init; } = 0.12;

    /// <summary>L, in standard deviations; above 0. 3.8 gave 0.46 false activations an area-year on the simulated benchmark.</summary>
    public double Threshold { get; init; } = 3.8;

    /// <summary>phi, variance over mean of a day's count; above 0, and 1 is Poisson.</summary>
    public double Dispersion { get; init; } = 1;

    /// <summary>Fewest reports in the criterion's window (14 days) for an alarm; at least 0.</summary>
    public int MinimumReports { get; init; } = 3;
}

/// <summary>The memory of one area.</summary>
/// <param name="Excess">z, smoothed reports above the expected, in reports a day; below 0 after quiet days.</param>
/// <param name="Variance">v of z by luck alone, in reports squared; at least 0.</param>
public readonly record struct EwmaState(double Excess, double Variance)
{
    /// <summary>Before the first day: nothing known, nothing uncertain.</summary>
    public static readonly EwmaState Start;
}

/// <summary>Exponentially weighted moving average of what lies above the expected count.</summary>
/// <remarks>
/// <para>z = lambda (y - m) + (1 - lambda) z, v = lambda² m phi + (1 - lambda)² v; alarm when z / sqrt(v) >= L and the window holds enough reports.
/// Roberts 1959 (Technometrics 1:239), with the exact variance of a sum of days that each have their own mean.</para>
/// <para>Statistic: z / sqrt(v), NaN while v is 0. Bound: the count that would have brought it to L, at least 0, whatever the window holds.
/// The memory is kept after an alarm; the criterion's state machine keeps one rise from firing twice.</para>
/// </remarks>
public static class Ewma
{
    /// <summary>Adds one day. Pure, and without allocation.</summary>
    /// <param name="count">Reports on the day; NaN: a gap.</param>
    /// <param name="mean">Reports expected on the day without a rise, season included; at least 0.</param>
    /// <param name="windowCount">Reports in the criterion's window that ends on the day; at least 0.</param>
    /// <returns>The new memory, and the answer. No answer: <see cref="NoAnswer.Gap"/>, and the memory is unchanged;
    /// <see cref="NoAnswer.NothingExpected"/> until a day had a mean above 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside the bounds stated.</exception>
    public static (EwmaState State, DetectorAnswer Answer) Next(
        EwmaState state, double count, double mean, double windowCount, EwmaParameters parameters)
    {
        if (!(parameters.Weight > 0 && parameters.Weight <= 1))
            throw new ArgumentOutOfRangeException(nameof(parameters), parameters.Weight, "The newest day's weight is above 0 and at most 1.");
        Counts.CheckBetween(parameters.Threshold, 0, double.PositiveInfinity, nameof(parameters.Threshold));
        Counts.CheckBetween(parameters.Dispersion, 0, double.PositiveInfinity, nameof(parameters.Dispersion));
        ArgumentOutOfRangeException.ThrowIfNegative(parameters.MinimumReports);
        Counts.CheckNotNegative(state.Variance, nameof(state.Variance));
        Counts.CheckBetween(state.Excess, double.NegativeInfinity, double.PositiveInfinity, nameof(state.Excess));
        Counts.Check(count);
        Counts.CheckMean(mean);
        Counts.CheckNotNegative(windowCount, nameof(windowCount));
        if (double.IsNaN(count))
            return (state, DetectorAnswer.Without(NoAnswer.Gap, count, mean));

        var kept = 1 - parameters.Weight;
        var excess = parameters.Weight * (count - mean) + kept * state.Excess;
        var variance = parameters.Weight * parameters.Weight * mean * parameters.Dispersion + kept * kept * state.Variance;
        var next = new EwmaState(excess, variance);
        if (variance == 0)
            return (next, DetectorAnswer.Without(NoAnswer.NothingExpected, count, mean));

        var statistic = excess / Math.Sqrt(variance);
        var bound = mean + (parameters.Threshold * Math.Sqrt(variance) - kept * state.Excess) / parameters.Weight;
        var alarm = statistic >= parameters.Threshold && Threshold.Holds(windowCount, parameters.MinimumReports);
        return (next, new DetectorAnswer(count, mean, Math.Max(0, bound), statistic, alarm));
    }
}
