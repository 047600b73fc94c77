using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Rules.Detection;

/// <summary>The fixed threshold c(a, t, D) >= N: at least N reports in area a in the D days that end on t.</summary>
/// <remarks>The plainest rule, and the one anybody can check by counting. One N for all areas finds few rises in quiet areas:
/// give areas numbers of their own (<see cref="ThresholdRule.AtLeastByArea"/>).</remarks>
public static class Threshold
{
    public static bool Holds(int count, int atLeast) => count >= atLeast;

    /// <summary>The clear condition: the count is down to half the limit, rounded up.</summary>
    public static bool IsClear(int count, int atLeast) => count <= (atLeast + 1) / 2;

    /// <summary>The facts of one area on one day.</summary>
    /// <param name="count">Reports in the window that ends on <paramref name="day"/>.</param>
    /// <param name="countsBefore">The counts on the criterion's HoldForDays days with data before, each as known then.</param>
    public static DayFacts FactsOf(
        ThresholdRule rule, string areaCode, DateOnly day, int count, IEnumerable<int> countsBefore, bool isGap, bool dayIsOver)
    {
        var atLeast = rule.AtLeastIn(areaCode);
        return new DayFacts(day, count, Holds(count, atLeast), countsBefore.All(before => Holds(before, atLeast)), IsClear(count, atLeast), isGap, dayIsOver);
    }
}
