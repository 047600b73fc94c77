using NUnit.Framework;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Rules.Tests.Agreements;

/// <summary>A criterion that follows the calendar asks nothing of reports, and can be followed as it is agreed.</summary>
public sealed class SeasonRuleCheckTests
{
    private static readonly Criterion Autumn = new("autumn", "burglary", CriterionLevel.Activate, new SeasonRule(42, 14), 0, 0, SeasonRule.ClearAfterDays, 0);

    private static IReadOnlyList<Problem> Check(params Criterion[] criteria) =>
        AgreementCheck.Check(Agreed.Whole with { Criteria = [.. Agreed.Whole.Criteria, .. criteria] }, Agreed.Templates);

    [Test]
    public void It_stands_beside_a_criterion_that_counts_and_alone()
    {
        Assert.That(Check(Autumn), Is.Empty);
        Assert.That(AgreementCheck.Check(Agreed.Whole with { Criteria = [Autumn], Examples = [] }, Agreed.Templates), Is.Empty);
    }

    private static IEnumerable<TestCaseData> Asked()
    {
        yield return new TestCaseData(Autumn with { MinimumReports = 3 }, "minimumReports");
        yield return new TestCaseData(Autumn with { HoldForDays = 1 }, "holdForDays");
        yield return new TestCaseData(Autumn with { ClearAfterDays = 14 }, "clearAfterDays");
        yield return new TestCaseData(Autumn with { CooldownDays = 14 }, "cooldownDays");
        yield return new TestCaseData(Autumn with { MaximumReportingDelayDays = 21 }, "maximumReportingDelayDays");
        yield return new TestCaseData(Autumn with { Season = Season.Of(["uge 42"]) }, "season");
    }

    [TestCaseSource(nameof(Asked))]
    public void What_asks_of_reports_is_refused_by_its_name(Criterion criterion, string field)
    {
        var problem = Check(criterion).Single();

        Assert.That((problem.Number, problem.English.Contains($"'{field}'", StringComparison.Ordinal)), Is.EqualTo((3055, true)), problem.English);
    }

    [Test]
    public void A_false_discovery_rate_is_refused_as_of_every_rule_without_a_chance() =>
        Assert.That(Check(Autumn with { FalseDiscoveryRate = 0.2 }).Select(problem => problem.Number), Is.EqualTo([7020]));

    [Test]
    public void In_a_set_it_is_refused_however_deep()
    {
        var set = new RuleSet(true, [Agreed.FiveInAWeek, new SeasonRule(42, 14)]);

        Assert.That(Check(Autumn with { Rule = set, MinimumReports = 3 }).Select(problem => problem.Number), Is.EqualTo([3056]));
        Assert.That(Check(Autumn with { Rule = new RuleSet(false, [Agreed.FiveInAWeek, set]), MinimumReports = 3 }).Select(problem => problem.Number), Is.EqualTo([3056]));
    }

    [Test]
    public void A_season_longer_than_the_plan_may_last_is_refused_unless_it_is_only_shown()
    {
        Assert.That(Check(Autumn with { Rule = new SeasonRule(42, 35) }), Is.Empty, "42 days of 42");
        Assert.That(Check(Autumn with { Rule = new SeasonRule(42, 36) }).Select(problem => problem.Number), Is.EqualTo([3057]));
        Assert.That(Check(Autumn with { Rule = new SeasonRule(42, 36), Level = CriterionLevel.Watch }), Is.Empty);
    }

    [Test]
    public void Two_seasons_that_overlap_are_refused_and_two_that_follow_one_another_are_not()
    {
        Assert.That(Check(Autumn, Autumn with { Id = "late", Rule = new SeasonRule(43, 7) }).Select(problem => problem.Number), Is.EqualTo([3058]));
        Assert.That(Check(Autumn, Autumn with { Id = "late", Rule = new SeasonRule(43, 0) }), Is.Empty);
        Assert.That(Check(Autumn, Autumn with { Id = "late", Rule = new SeasonRule(43, 7), Level = CriterionLevel.Watch }), Is.Empty);
    }

    [Test]
    public void What_changes_is_told_without_numbers_that_mean_nothing_to_it()
    {
        string[] Told(Criterion before, Criterion after) =>
            [.. AgreementDifference.Between(Agreed.Whole with { Criteria = [before] }, Agreed.Whole with { Criteria = [after] }).Select(sentence => sentence.Danish)];

        Assert.That(Told(Autumn, Autumn with { Rule = new SeasonRule(42, 7) }).Single(), Does.StartWith("Reglen ").And.Contain("14 dage før uge 42").And.Contain("7 dage før uge 42"));
        Assert.That(Told(Autumn with { Rule = Agreed.FiveInAWeek, MinimumReports = 3 }, Autumn).Single(), Does.Contain("mindst 5").And.Contain("14 dage før uge 42").And.Not.Contain("sænkes"));
    }
}
