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

    private static readonly DateOnly Day = new(2026, 3, 1);

    private static readonly Rule Week = new ThresholdRule(5, new Dictionary<string, int>(), 7);

    [Test]
    public void An_area_with_the_fewest_reports_a_criterion_fires_on_is_judged()
    {
        Assert.That(CalmDay.IsCalm(With(Of(Week)), Day, [2, 2, 2]), Is.True, "no single area has three");
        Assert.That(CalmDay.IsCalm(With(Of(Week)), Day, [0, 3, 0]), Is.False);
        Assert.That(CalmDay.IsCalm(With(Of(Week), Of(Week, minimumReports: 1)), Day, [0, 1, 0]), Is.False, "the most eager criterion counts");
    }

    [Test]
    public void A_rule_that_reaches_over_borders_counts_all_areas() =>
        Assert.That(CalmDay.IsCalm(With(Of(new PermutationScanRule(100, 3, 500, 14))), Day, [1, 1, 1]), Is.False);

    [Test]
    public void A_season_is_judged_on_its_days_whatever_the_reports()
    {
        var agreement = With(Of(Week), Of(new SeasonRule(42, 14), minimumReports: 0));

        Assert.That(CalmDay.WindowDays(agreement), Is.EqualTo(7), "the calendar looks at no reports");
        Assert.That(CalmDay.IsCalm(agreement, new DateOnly(2026, 9, 27), [0, 0, 0]), Is.True);
        Assert.That(CalmDay.IsCalm(agreement, new DateOnly(2026, 9, 28), [0, 0, 0]), Is.False, "its first day");
        Assert.That(CalmDay.IsCalm(agreement, new DateOnly(2026, 10, 18), [0, 0, 0]), Is.False, "its last day");
        Assert.That(CalmDay.IsCalm(agreement, new DateOnly(2026, 10, 19), [0, 0, 0]), Is.True);
        Assert.That(CalmDay.IsCalm(With(Of(new SeasonRule(42, 14), minimumReports: 0)), new DateOnly(2026, 3, 1), [9, 9, 9]), Is.True, "nothing counts them");
    }

    [Test]
    public void The_longest_window_is_looked_at_and_what_needs_the_districts_history_is_always_judged()
    {
        Assert.That(CalmDay.WindowDays(With(Of(Week), Of(new NearRepeatRule(3, 400, 20)))), Is.EqualTo(21));
        Assert.That(CalmDay.WindowDays(With(Of(Week), Of(new PooledRule(0.01, 3)))), Is.Null);
    }
}
