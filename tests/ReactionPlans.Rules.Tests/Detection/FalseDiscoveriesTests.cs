using NUnit.Framework;
using ReactionPlans.Rules.Detection;

namespace ReactionPlans.Rules.Tests.Detection;

public sealed class FalseDiscoveriesTests
{
    /// <summary>The fifteen chances of Benjamini and Hochberg 1995, section 4.1: four stand at 0.05, where Bonferroni leaves three.</summary>
    private static readonly double[] Published =
        [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.000];

    [Test]
    public void The_published_example_is_met()
    {
        Assert.That(FalseDiscoveries.Limit(Published, 0.05), Is.EqualTo(0.0095));
        Assert.That(FalseDiscoveries.Limit(Published.Reverse(), 0.05), Is.EqualTo(0.0095), "in any order");
    }

    [Test]
    public void A_later_chance_below_its_line_carries_the_ones_before_it() =>
        Assert.That(FalseDiscoveries.Limit([0.011, 0.012, 0.013, 0.9], 0.04), Is.EqualTo(0.013), "0.011 alone is above 0.04 / 4");

    [Test]
    public void Areas_without_a_chance_are_areas_all_the_same()
    {
        Assert.That(FalseDiscoveries.Limit([0.03], 0.05), Is.EqualTo(0.03));
        Assert.That(FalseDiscoveries.Limit([0.03, double.NaN], 0.05), Is.Null);
        Assert.That(FalseDiscoveries.Limit([], 0.05), Is.Null);
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(double.NaN)]
    public void A_rate_that_is_no_share_is_refused(double rate) =>
        Assert.That(() => FalseDiscoveries.Limit([0.5], rate), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void On_days_when_all_is_luck_something_stands_on_no_more_than_the_agreed_share_of_days()
    {
        var random = new Random(1);
        var days = Enumerable.Range(0, 4000).Count(_ => FalseDiscoveries.Limit(Enumerable.Range(0, 50).Select(_ => random.NextDouble()), 0.2) is not null);

        Assert.That(days / 4000.0, Is.EqualTo(0.2).Within(0.03));
    }
}
