namespace ReactionPlans.Rules.Detection.Backtest;

/// <summary>How often something happens, as a number of redrawn histories of the same length show it.</summary>
/// <param name="PerYear">Their mean, for each area and year.</param>
/// <param name="Low">Nine of ten histories lie from here</param>
/// <param name="High">to here.</param>
public sealed record EstimatedRate(double PerYear, double Low, double High)
{
    /// <param name="rates">One for each history; at least one. With fewer than twenty, the lowest and the highest are the bounds.</param>
    public static EstimatedRate Of(IEnumerable<double> rates)
    {
        var sorted = rates.Order().ToArray();
        return new EstimatedRate(sorted.Average(), sorted[Low5(sorted.Length)], sorted[^(1 + Low5(sorted.Length))]);
    }

    /// <summary>Position of the 5 % bound among so many in order; the 95 % bound lies as far from the end.</summary>
    internal static int Low5(int count) => count / 20;
}
