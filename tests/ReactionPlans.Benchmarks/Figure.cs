using System.Globalization;

namespace ReactionPlans.Benchmarks;

/// <summary>What stands beside a limit of its own and not beside a bare thing: a time somebody waits, a cost of doing nothing.</summary>
/// <param name="AtMost">The aim, in the same unit.</param>
internal sealed record Figure(string Name, double Value, string Unit, double AtMost)
{
    public bool IsMet => Value <= AtMost;

    /// <summary>The figure that so many percent of all do not exceed.</summary>
    /// <param name="percent">Above 0, at most 100.</param>
    public static double Percentile(IEnumerable<double> all, double percent)
    {
        var sorted = all.Order().ToArray();
        return sorted[(int)Math.Ceiling(sorted.Length * percent / 100) - 1];
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name,-58} {Value,10:0.##} {Unit,-10} at most {AtMost:0.##} {(IsMet ? "" : "  NOT MET")}");
}
