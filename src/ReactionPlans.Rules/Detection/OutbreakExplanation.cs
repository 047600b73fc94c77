namespace ReactionPlans.Rules.Detection;

/// <summary>One way in which an outbreak can look, over every day and strength with which it can have begun.</summary>
/// <param name="LogStatistic">Logarithm of the sum of likelihood ratios, in days.</param>
/// <param name="LogBest">Logarithm of the largest of them.</param>
/// <param name="BeganDaysAgo">Of the largest.</param>
/// <param name="Members">Numbers of the burglaries likelier part of it than not.</param>
/// <param name="Expected">Burglaries usual by now where and while it lasted.</param>
internal sealed record OutbreakExplanation(double LogStatistic, double LogBest, int BeganDaysAgo, IReadOnlyList<int> Members, double Expected)
{
    public static OutbreakExplanation None { get; } = new(double.NegativeInfinity, double.NegativeInfinity, 0, [], double.NaN);
}
