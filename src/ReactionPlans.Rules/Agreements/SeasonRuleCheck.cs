namespace ReactionPlans.Rules.Agreements;

/// <summary>Refuses a criterion that follows the calendar and yet asks for reports, and seasons that could not be followed as agreed. Pure.</summary>
internal static class SeasonRuleCheck
{
    public static IEnumerable<Problem> Check(Agreement agreement) =>
    [
        .. agreement.Criteria.Where(criterion => criterion.Rule is SeasonRule).SelectMany(OfFields),
        .. from criterion in agreement.Criteria
           where criterion.Rule is RuleSet set && HasSeason(set)
           select Problems.SeasonRuleInSet.With(criterion.Id),
        .. from criterion in agreement.Criteria
           where criterion is { Level: CriterionLevel.Activate, Rule: SeasonRule season } && season.Days > agreement.End.MaximumDays
           select Problems.SeasonLongerThanPlan.With(criterion.Id, ((SeasonRule)criterion.Rule).Days, agreement.End.MaximumDays),
        .. Overlapping([.. agreement.Criteria.Where(criterion => criterion is { Level: CriterionLevel.Activate, Rule: SeasonRule })]),
    ];

    /// <summary>Whoever writes them expects them to be kept. A false discovery rate is refused of every rule that asks no chance.</summary>
    private static IEnumerable<Problem> OfFields(Criterion criterion) =>
        from field in new[]
        {
            (Name: "minimumReports", IsUsual: criterion.MinimumReports == 0),
            (Name: "holdForDays", IsUsual: criterion.HoldForDays == 0),
            (Name: "clearAfterDays", IsUsual: criterion.ClearAfterDays == SeasonRule.ClearAfterDays),
            (Name: "cooldownDays", IsUsual: criterion.CooldownDays == 0),
            (Name: "maximumReportingDelayDays", IsUsual: criterion.MaximumReportingDelayDays is null),
            (Name: "season", IsUsual: criterion.Season is null),
        }
        where !field.IsUsual
        select Problems.SeasonRuleCountsNothing.With(criterion.Id, field.Name);

    private static bool HasSeason(RuleSet set) => set.Rules.Any(rule => rule is SeasonRule || (rule is RuleSet inner && HasSeason(inner)));

    private static IEnumerable<Problem> Overlapping(IReadOnlyList<Criterion> seasons) =>
        from first in Enumerable.Range(0, seasons.Count)
        from second in Enumerable.Range(first + 1, seasons.Count - first - 1)
        where ((SeasonRule)seasons[first].Rule).Overlaps((SeasonRule)seasons[second].Rule)
        select Problems.SeasonsOverlap.With(seasons[first].Id, seasons[second].Id);
}
