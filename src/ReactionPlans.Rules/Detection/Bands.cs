using System.Globalization;

namespace ReactionPlans.Rules.Detection;

/// <summary>Neighbouring intervals between rising limits. Each is closed at one end: <c>[a, b)</c>, or <c>(a, b]</c> where
/// <see cref="ClosedAtUpperEnd"/>.</summary>
/// <remarks>The same as R's <c>cut(x, breaks, right, include.lowest)</c>.</remarks>
public sealed class Bands
{
    public const int None = -1;

    private readonly double[] limits;

    /// <param name="limits">At least two, rising; the outermost may be infinite.</param>
    /// <param name="closedAtUpperEnd">Which end belongs to an interval.</param>
    /// <param name="includeOutermost">Whether the one limit that would belong to no interval (the last of <c>[a, b)</c>, the first of
    /// <c>(a, b]</c>) belongs to the interval beside it.</param>
    /// <exception cref="ArgumentException">Fewer than two limits, one that is not a number, or limits that do not rise.</exception>
    public Bands(IEnumerable<double> limits, bool closedAtUpperEnd = false, bool includeOutermost = false)
    {
        (this.limits, ClosedAtUpperEnd, IncludeOutermost) = ([.. limits], closedAtUpperEnd, includeOutermost);
        if (this.limits.Length < 2)
            throw new ArgumentException("Bands need at least two limits.", nameof(limits));
        for (var at = 0; at < Count; at++)
        {
            if (!(this.limits[at] < this.limits[at + 1]))
                throw new ArgumentException($"The limits of bands rise; {this.limits[at]} is not below {this.limits[at + 1]}.", nameof(limits));
        }
    }

    public bool ClosedAtUpperEnd { get; }

    public bool IncludeOutermost { get; }

    public int Count => limits.Length - 1;

    /// <summary>The band of a value, from 0; <see cref="None"/> outside all of them.</summary>
    public int Of(double value)
    {
        for (var band = 0; band < Count; band++)
        {
            if (ClosedAtUpperEnd ? value > limits[band] && value <= limits[band + 1] : value >= limits[band] && value < limits[band + 1])
                return band;
        }

        return !IncludeOutermost ? None
            : ClosedAtUpperEnd && value == limits[0] ? 0
            : !ClosedAtUpperEnd && value == limits[Count] ? Count - 1
            : None;
    }

    /// <summary>An interval as mathematicians write it: "[0,7)".</summary>
    public string NameOf(int band)
    {
        var closedBelow = !ClosedAtUpperEnd || (IncludeOutermost && band == 0);
        var closedAbove = ClosedAtUpperEnd || (IncludeOutermost && band == Count - 1);
        return $"{(closedBelow ? '[' : '(')}{Text(limits[band])},{Text(limits[band + 1])}{(closedAbove ? ']' : ')')}";
    }

    private static string Text(double limit) =>
        double.IsInfinity(limit) ? limit > 0 ? "Inf" : "-Inf" : limit.ToString(CultureInfo.InvariantCulture);
}
