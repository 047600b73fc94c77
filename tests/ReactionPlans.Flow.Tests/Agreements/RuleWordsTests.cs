using NUnit.Framework;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection;

namespace ReactionPlans.Flow.Tests.Agreements;

public sealed class RuleWordsTests
{
    private static readonly ThresholdRule FiveInAWeek = new(5, new Dictionary<string, int>(), 7);

    private static readonly Rule[] Rules =
    [
        FiveInAWeek, new RatioRule(4.2, 14, 0.01), new PooledRule(0.001, 3), new NearRepeatRule(3, 200, 7), new LocalScanRule(13.4, 3), new PermutationScanRule(365, 3, 1000, 28), new OutbreakRule(0.3, 1, 3),
        new FarringtonRule(0.005), new EarsRule(EarsMethod.C2, 0.001), new BayesRule(0.003), new EwmaRule(0.12, 3.8, 3), new CusumRule(3, 5, 0), new RuleSet(true, [FiveInAWeek, FiveInAWeek]),
        new SeasonRule(42, 14), new RuleSet(false, [FiveInAWeek, FiveInAWeek]),
    ];

    [Test]
    public void Every_kind_of_rule_has_words_and_none_of_the_programs_own()
    {
        Assert.That(Rules.Select(rule => rule.Kind).Distinct(), Is.EquivalentTo(AgreementShapes.RuleKinds), "or a kind has no words");
        foreach (var rule in Rules)
        {
            var words = RuleWords.Of(rule, Burglary).Danish;
            TestContext.Out.WriteLine(words);
            Assert.That(words, Does.Not.Contain(rule.Kind).And.Not.Contain(rule.Key).And.Contain(rule is EwmaRule ? "indbrud på 14 dage" : rule is OutbreakRule ? "bølge" : "indbrud"));
        }
    }

    [TestCase(CountBy.Reported, "mindst 5 indbrud på 7 dage")]
    [TestCase(CountBy.Aoristic, "mindst 5 indbrud på 7 dage, talt fordelt over den tid, hvor det kan være sket")]
    [TestCase(CountBy.OccurredEnd, "mindst 5 indbrud på 7 dage, talt på den dag, hvor det senest kan være sket")]
    public void A_threshold_is_told_with_how_it_counts(CountBy by, string words) =>
        Assert.That(RuleWords.Of(FiveInAWeek with { CountBy = by }, Burglary).Danish, Is.EqualTo(words));

    [TestCase(14, "kalenderen: fra 14 dage før uge 42 til søndag i ugen, uanset hvor mange indbrud der er anmeldt")]
    [TestCase(1, "kalenderen: fra 1 dag før uge 42 til søndag i ugen, uanset hvor mange indbrud der er anmeldt")]
    [TestCase(0, "kalenderen: fra mandag til søndag i uge 42, uanset hvor mange indbrud der er anmeldt")]
    public void A_season_is_told_as_the_calendar_that_it_is(int daysBefore, string words) =>
        Assert.That(RuleWords.Of(new SeasonRule(42, daysBefore), Burglary).Danish, Is.EqualTo(words));

    private static readonly Offence Burglary = new("residential-burglary", ["1320"], Attempts: true);
}
