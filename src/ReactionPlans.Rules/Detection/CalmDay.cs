using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Rules.Detection;

/// <summary>Whether a day can move anything in areas that are all calm: not while each has fewer reports than any criterion fires on. Then nobody need ask the rules. Pure.</summary>
public static class CalmDay
{
    /// <summary>Days of reports that decide it, the judged day included; null: only the whole judgement can tell.</summary>
    /// <remarks>A rule without a window counts what it likes; one that looks back over the district's history tells of a rise of all areas, though none of them has many.</remarks>
    public static int? WindowDays(Agreement agreement) =>
        Counting(agreement).Any(criterion => criterion.Rule.WindowDays is null || criterion.Rule.HistoryDays >= KnownDistrict.HistoryDays)
            ? null
            : Counting(agreement).Max(criterion => criterion.Rule.WindowDays) ?? 1;

    /// <param name="reports">By area: reports by any revision with a reported day in the window, at the least. What counts by when it happened was reported no earlier.</param>
    public static bool IsCalm(Agreement agreement, DateOnly day, IReadOnlyCollection<int> reports) =>
        !SeasonRule.IsOnIn(agreement, day) && Counting(agreement).All(criterion => criterion.IsLocal
            ? reports.All(count => count < criterion.MinimumReports)
            : reports.Sum() < criterion.MinimumReports); // a circle may reach into the areas beside

    private static IEnumerable<Criterion> Counting(Agreement agreement) => agreement.Criteria.Where(criterion => criterion.Rule.CountsReports);
}
