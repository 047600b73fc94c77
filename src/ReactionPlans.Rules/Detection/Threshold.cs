using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Rules.Detection;

/// <summary>The fixed threshold c(a, t, D) >= N: at least N reports in area a in the D days that end on t.</summary>
/// <remarks>The plainest rule, and the one anybody can check by counting. One N for all areas finds few rises in quiet areas:
/// give areas numbers of their own (<see cref="ThresholdRule.AtLeastByArea"/>).</remarks>
public static class Threshold
{
    /// <summary>A sum of shares that is a whole number but for rounding is that number (<see cref="ReferenceDay.Rounding"/>).</summary>
    public static bool Holds(double count, int atLeast) => count >= atLeast - ReferenceDay.Rounding;

    /// <summary>The clear condition: the count is down to half the limit, rounded up.</summary>
    public static bool IsClear(double count, int atLeast) => count <= (atLeast + 1) / 2 + ReferenceDay.Rounding;

    /// <summary>The facts of one area on one day.</summary>
    /// <param name="count">Reports in the window, weighed where the rule weighs them, that ends on <paramref name="day"/>.</param>
    /// <param name="countsBefore">The counts on the criterion's HoldForDays days with data before, each as known then.</param>
    public static DayFacts FactsOf(
        ThresholdRule rule, string areaCode, DateOnly day, double count, IEnumerable<double> countsBefore, bool isGap, bool dayIsOver)
    {
        var atLeast = rule.AtLeastIn(areaCode);
        return new DayFacts(day, count, Holds(count, atLeast), countsBefore.All(before => Holds(before, atLeast)), IsClear(count, atLeast), isGap, dayIsOver);
    }
}
