using NUnit.Framework;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Rules.Tests.Agreements;

public sealed class RetentionTests
{
    /// <summary>Rules that count by area and day, and never ask where in the area: whatever is coarsened, they judge the same.</summary>
    private static readonly Type[] AskNoPlace =
        [typeof(ThresholdRule), typeof(RatioRule), typeof(PooledRule), typeof(FarringtonRule), typeof(EarsRule), typeof(BayesRule), typeof(EwmaRule), typeof(CusumRule), typeof(SeasonRule), typeof(RuleSet)];

    private static readonly Rule[] AskPlaces = [new NearRepeatRule(2, 5000, 365), new LocalScanRule(13.4, 3), new OutbreakRule(0.5, 1, 3), new PermutationScanRule(365, 3, 5000, PermutationScanRule.LongestDays)];

    [Test]
    public void No_rule_that_asks_for_places_looks_back_to_where_they_may_have_been_made_coarse()
    {
        var kinds = typeof(Rule).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Rule)) && !type.IsAbstract);

        Assert.That(kinds, Is.EquivalentTo(AskNoPlace.Concat(AskPlaces.Select(rule => rule.GetType()))), "a new rule says here whether it asks for places");
        Assert.That(AskPlaces.Select(rule => rule.HistoryDays), Has.All.LessThan(365 * Retention.FewestCoordinateYears));
    }
}
