using NUnit.Framework;
using ReactionPlans.Rules.Evaluation;

namespace ReactionPlans.Rules.Tests.Evaluation;

public sealed class EffectLedgerTests
{
    /// <summary>Where rises differ no more than luck makes them, and there are very many, only the count itself is uncertain: mid-p limits of a Poisson mean.</summary>
    [TestCase(0, 0, 2.9957)]
    [TestCase(5, 1.8320, 11.0824)]
    [TestCase(12, 6.5018, 20.4009)]
    public void With_nothing_but_luck_the_limits_are_poisson_mid_p(int after, double low, double high)
    {
        var comparisons = Enumerable.Range(0, 200_000).Select(number => Rise($"{number}", after: 1)).ToList();

        var effect = EffectLedger.Of([new ActivatedEpisode(9, after, comparisons)]);

        Assert.That((effect.Expected, effect.After), Is.EqualTo((1.0, after)));
        Assert.That(effect.Low, Is.EqualTo(low).Within(0.002));
        Assert.That(effect.High, Is.EqualTo(high).Within(0.002));
    }

    [Test]
    public void Rises_that_differ_much_say_less()
    {
        var alike = Of(2, [.. Enumerable.Repeat(4, 60)]);
        var different = Of(2, [.. Enumerable.Range(0, 60).Select(number => number % 2 * 8)]);

        Assert.That((alike.Expected, different.Expected), Is.EqualTo((4.0, 4.0)));
        Assert.That(different.High, Is.GreaterThan(alike.High));
        Assert.That(different.Low, Is.LessThan(alike.Low));
    }

    [TestCase(2, EffectVerdict.TooFewToTell)]
    [TestCase(0, EffectVerdict.Fewer)]
    [TestCase(20, EffectVerdict.More)]
    public void The_verdict_follows_the_interval(int after, EffectVerdict verdict) =>
        Assert.That(Of(after, [.. Enumerable.Repeat(4, 60)]).Verdict, Is.EqualTo(verdict));

    /// <summary>Forty activations with as many reports as such rises have: a fall of 40 % is ruled out.</summary>
    [Test]
    public void Many_together_can_show_that_there_is_no_clear_difference()
    {
        var rises = Enumerable.Range(0, 100).Select(number => Rise($"{number}", after: 3 + number % 3)).ToList();

        var effect = EffectLedger.Of([.. Enumerable.Range(0, 40).Select(_ => new ActivatedEpisode(9, 4, rises))]);

        Assert.That(effect.Verdict, Is.EqualTo(EffectVerdict.NoClearDifference));
        Assert.That((effect.Activated, effect.Comparisons), Is.EqualTo((40, 100)), "a rise that many are held against is one rise");
        Assert.That(effect.Low, Is.GreaterThan(EffectLedger.WorthTelling));
    }

    /// <summary>Their expected numbers err together.</summary>
    [Test]
    public void The_same_comparison_rises_again_add_less_certainty_than_other_ones()
    {
        List<ComparisonEpisode> Rises(string prefix) => [.. Enumerable.Range(0, 20).Select(number => Rise($"{prefix}{number}", after: number % 9))];

        var same = EffectLedger.Of([.. Enumerable.Range(0, 10).Select(_ => new ActivatedEpisode(9, 4, Rises("a")))]);
        var others = EffectLedger.Of([.. Enumerable.Range(0, 10).Select(number => new ActivatedEpisode(9, 4, Rises($"{number}-")))]);

        Assert.That(same.High - same.Low, Is.GreaterThan(1.2 * (others.High - others.Low)));
    }

    [Test]
    public void Without_enough_to_compare_with_it_cannot_be_told()
    {
        var effect = Of(0, [.. Enumerable.Repeat(9, EffectLedger.FewestComparisons - 1)]);

        Assert.That(effect, Is.EqualTo(new Effect(0, 0, 0, 0, 0, double.PositiveInfinity, EffectVerdict.TooFewToTell, 0, 0)));
        Assert.That(effect.Ratio, Is.Null);
        Assert.That(EffectLedger.Of([]).Verdict, Is.EqualTo(EffectVerdict.TooFewToTell));
        Assert.That(Of(3, [.. Enumerable.Repeat(0, 50)]).Verdict, Is.EqualTo(EffectVerdict.TooFewToTell), "nothing was expected");
    }

    [Test]
    public void A_count_below_zero_is_none() => Assert.Throws<ArgumentOutOfRangeException>(() => Of(-1, []));

    [Test]
    public void Compared_are_the_rises_of_areas_with_the_nearest_level()
    {
        ComparisonEpisode[] candidates = [Rise("far", 4.4), Rise("near", 3.9), Rise("equal", 3), Rise("half", 2), Rise("less", 2.5)];

        Assert.That(ComparisonEpisodes.Match(3, candidates).Select(one => one.Key), Is.EqualTo(["equal", "less", "near"]));
        Assert.That(ComparisonEpisodes.Match(0, [Rise("quiet", 0.4)]), Has.Count.EqualTo(1), "half a report is no other level");
        Assert.That(ComparisonEpisodes.Match(3, Enumerable.Range(0, 500).Select(number => Rise($"{number}", 3))), Has.Count.EqualTo(ComparisonEpisodes.Most));
        Assert.Throws<ArgumentOutOfRangeException>(() => ComparisonEpisodes.Match(-1, []));
    }

    private static Effect Of(int after, int[] comparisons) =>
        EffectLedger.Of([new ActivatedEpisode(9, after, [.. comparisons.Select((one, number) => Rise($"{number}", after: one))])]);

    private static ComparisonEpisode Rise(string key, double expected = 3, int after = 0) => new(key, expected, 5, after);
}
