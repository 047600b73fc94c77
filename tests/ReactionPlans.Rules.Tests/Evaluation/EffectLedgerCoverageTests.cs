using NUnit.Framework;
using ReactionPlans.Rules.Evaluation;

namespace ReactionPlans.Rules.Tests.Evaluation;

/// <summary>
/// The figures that docs/evaluation.md tells: in simulated districts whose rises end by themselves, how often the interval holds the true effect, and how
/// often a plan that does nothing is said to work. Fixed seeds: the same figures everywhere.
/// </summary>
public sealed class EffectLedgerCoverageTests
{
    private const int Districts = 20, WithPlan = 120, Without = 200, AreasOfAPartnership = 3;

    [TestCase(1.0, TestName = "The_interval_holds_the_true_effect_and_luck_is_not_called_an_effect(none)")]
    [TestCase(0.8, TestName = "The_interval_holds_the_true_effect_and_luck_is_not_called_an_effect(20 percent fewer)")]
    [TestCase(0.6, TestName = "The_interval_holds_the_true_effect_and_luck_is_not_called_an_effect(40 percent fewer)")]
    public void The_interval_holds_the_true_effect_and_luck_is_not_called_an_effect(double effect)
    {
        var districts = Simulated(effect);
        var single = districts.SelectMany(one => one.Activations).Select(one => EffectLedger.Of([one.Episode])).Where(one => one.Activated > 0).ToList();
        var together = districts.SelectMany(one => one.Activations.GroupBy(activation => activation.Area / AreasOfAPartnership))
            .Select(some => EffectLedger.Of([.. some.Select(one => one.Episode)])).Where(one => one.Activated > 0).ToList();

        Told(effect, "one activation", single);
        Told(effect, "a partnership's together", together);

        foreach (var effects in new[] { single, together })
        {
            Assert.That(effects, Has.Count.GreaterThan(700));
            Assert.That(Share(effects, one => one.Low <= effect && effect <= one.High), Is.InRange(0.93, 0.97));
            if (effect == 1)
                Assert.That(Share(effects, one => one.Verdict == EffectVerdict.Fewer), Is.LessThanOrEqualTo(0.05));
        }

        Assert.That(Share(single, one => one.Verdict == EffectVerdict.TooFewToTell), Is.GreaterThan(0.5), "the usual answer for one area");
    }

    /// <summary>Not only at the number that the figures are of: a rule that fires on little more than luck, and one that needs a wave.</summary>
    [TestCase(3)]
    [TestCase(6)]
    public void Another_rule_keeps_it_too(int atLeast)
    {
        var effects = Simulated(effect: 1, districts: 6, atLeast).SelectMany(one => one.Activations)
            .Select(one => EffectLedger.Of([one.Episode])).Where(one => one.Activated > 0).ToList();

        Told(1, $"one activation at {atLeast} reports", effects);

        Assert.That(Share(effects, one => one.Low <= 1 && 1 <= one.High), Is.InRange(0.93, 0.97));
        Assert.That(Share(effects, one => one.Verdict == EffectVerdict.Fewer), Is.LessThanOrEqualTo(0.05));
    }

    /// <summary>Why the ledger compares with other rises at all.</summary>
    [Test]
    public void Before_against_after_says_that_a_plan_works_which_does_nothing()
    {
        var activations = Simulated(effect: 1, districts: 4).SelectMany(one => one.Activations).ToList();

        var fewer = activations.Average(one => SaysFewer(one.AtFiring, SimulatedRises.WindowDays, one.Episode.After) ? 1.0 : 0);
        var together = activations.GroupBy(one => one.Area / AreasOfAPartnership).Average(some => SaysFewer(
            some.Sum(one => one.AtFiring), SimulatedRises.WindowDays, some.Sum(one => one.Episode.After)) ? 1.0 : 0);
        TestContext.Out.WriteLine($"before against after: \"it works\" of a plan that does nothing {fewer:P1} of activations, {together:P1} of partnerships");

        Assert.That(fewer, Is.GreaterThan(0.25));
        Assert.That(together, Is.GreaterThan(0.75));
    }

    /// <summary>The naive comparison: the rate in the window that set it off against the rate after, exact conditional test, mid-p, 2.5 %.</summary>
    private static bool SaysFewer(int before, int beforeDays, int after)
    {
        var chance = (double)ComparisonEpisodes.AfterDays / (beforeDays + ComparisonEpisodes.AfterDays);
        var below = after == 0 ? 0 : MathNet.Numerics.Distributions.Binomial.CDF(chance, before + after, after - 1);
        return below + MathNet.Numerics.Distributions.Binomial.PMF(chance, before + after, after) / 2 <= 0.025;
    }

    private static List<SimulatedRises> Simulated(double effect, int districts = Districts, int atLeast = 4) =>
        [.. Enumerable.Range(1, districts).AsParallel().AsOrdered().Select(seed => new SimulatedRises(seed, effect, WithPlan, Without, atLeast))];

    private static double Share(List<Effect> effects, Func<Effect, bool> holds) => (double)effects.Count(holds) / effects.Count;

    private static void Told(double effect, string what, List<Effect> effects) => TestContext.Out.WriteLine(
        $"true ratio {effect:0.0}, {what}: {effects.Count} intervals, {Share(effects, one => one.Low <= effect && effect <= one.High):P1} hold it "
        + $"({Share(effects, one => effect > one.High):P1} lie below, {Share(effects, one => effect < one.Low):P1} above), "
        + $"mean ratio {effects.Sum(one => one.After) / effects.Sum(one => one.Expected):0.00}; "
        + string.Join(", ", Enum.GetValues<EffectVerdict>().Select(verdict => $"{verdict} {Share(effects, one => one.Verdict == verdict):P1}")));
}
