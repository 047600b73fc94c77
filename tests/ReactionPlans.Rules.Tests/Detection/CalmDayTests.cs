using NUnit.Framework;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection;

namespace ReactionPlans.Rules.Tests.Detection;

/// <summary>A day is passed over only where no criterion could fire.</summary>
public sealed class CalmDayTests
{
    private static Agreement With(params Criterion[] criteria) => new(
        new Partnership("p", "P", "0751", "d"), 1, new DateOnly(2026, 1, 1), null, new Sender("s", "c", "114"), null, new Channels(true, true, ["mail"], true),
        new CoveredAreas("postcode", null), new Dictionary<string, Offence>(), criteria, new DecisionRule(DecisionMode.Automatic, 4, OnDeadline.Lapse, []), [], new EndRule(42, true), [], []);

    private static Criterion Of(Rule rule, int minimumReports = 3) => new("c", "o", CriterionLevel.Activate, rule, minimumReports);

    private static readonly Rule Week = new ThresholdRule(5, new Dictionary<string, int>(), 7);

    [Test]
    public void An_area_with_the_fewest_reports_a_criterion_fires_on_is_judged()
    {
        Assert.That(CalmDay.IsCalm(With(Of(Week)), [2, 2, 2]), Is.True, "no single area has three");
        Assert.That(CalmDay.IsCalm(With(Of(Week)), [0, 3, 0]), Is.False);
        Assert.That(CalmDay.IsCalm(With(Of(Week), Of(Week, minimumReports: 1)), [0, 1, 0]), Is.False, "the most eager criterion counts");
    }

    [Test]
    public void A_rule_that_reaches_over_borders_counts_all_areas() =>
        Assert.That(CalmDay.IsCalm(With(Of(new PermutationScanRule(100, 3, 500, 14))), [1, 1, 1]), Is.False);

    [Test]
    public void The_longest_window_is_looked_at_and_what_needs_the_districts_history_is_always_judged()
    {
        Assert.That(CalmDay.WindowDays(With(Of(Week), Of(new NearRepeatRule(3, 400, 20)))), Is.EqualTo(21));
        Assert.That(CalmDay.WindowDays(With(Of(Week), Of(new PooledRule(0.01, 3)))), Is.Null);
    }
}
