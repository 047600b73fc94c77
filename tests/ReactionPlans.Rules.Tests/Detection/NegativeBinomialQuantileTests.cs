using MathNet.Numerics;
using NUnit.Framework;
using ReactionPlans.Rules.Detection;

namespace ReactionPlans.Rules.Tests.Detection;

public sealed class NegativeBinomialQuantileTests
{
    private static readonly double[] Levels = [1e-6, 0.01, 0.1, 0.5, 0.9, 0.99, 0.999, 0.999999];

    [Test]
    public void Of_size_one_it_is_the_geometric_quantile([Values(0.013, 0.11, 0.5, 0.77, 0.983)] double probability)
    {
        // P(N <= k) = 1 - (1 - p)^(k + 1), so k + 1 >= log(1 - level) / log(1 - p).
        foreach (var level in Levels)
            Assert.That(NegativeBinomialQuantile.At(level, 1, probability), Is.EqualTo(Math.Ceiling(Math.Log(1 - level) / Math.Log(1 - probability)) - 1), $"{level}");
    }

    [Test]
    public void It_is_the_first_count_that_reaches_the_level([Values(0.5, 0.9, 3.5, 40.5, 1234.5)] double size, [Values(0.05, 0.5, 0.93)] double probability)
    {
        // P(N <= k) is the incomplete beta function at the probability, of size and k + 1.
        foreach (var level in Levels)
        {
            var k = NegativeBinomialQuantile.At(level, size, probability);
            Assert.That(SpecialFunctions.BetaRegularized(size, k + 1, probability), Is.GreaterThanOrEqualTo(level));
            if (k > 0)
                Assert.That(SpecialFunctions.BetaRegularized(size, k, probability), Is.LessThan(level));
        }
    }

    [Test]
    public void By_hand()
    {
        // Size 1/2, probability 0.8: P(0) = sqrt 0.8 = 0.894427, P(1) = 0.5 x 0.2 x P(0) = 0.089443, P(2) = 1.5/2 x 0.2 x P(1) = 0.013416.
        Assert.Multiple(() =>
        {
            Assert.That(NegativeBinomialQuantile.At(0.894, 0.5, 0.8), Is.EqualTo(0));
            Assert.That(NegativeBinomialQuantile.At(0.895, 0.5, 0.8), Is.EqualTo(1));
            Assert.That(NegativeBinomialQuantile.At(0.983, 0.5, 0.8), Is.EqualTo(1));
            Assert.That(NegativeBinomialQuantile.At(0.984, 0.5, 0.8), Is.EqualTo(2));
            Assert.That(NegativeBinomialQuantile.At(0.99, 7, 1), Is.EqualTo(0));
        });
    }

    [Test]
    public void A_huge_size_is_near_the_normal_quantile()
    {
        // Mean 1e9, variance mean / probability; 2.326348 is the normal 0.99 quantile.
        var found = NegativeBinomialQuantile.At(0.99, 2e10, 20 / 21.0);
        Assert.That(found, Is.EqualTo(1e9 + 2.326348 * Math.Sqrt(1e9 * 21 / 20)).Within(5));
    }

    [Test]
    public void A_level_within_rounding_of_1_has_an_answer() =>
        Assert.That(NegativeBinomialQuantile.At(Math.BitDecrement(1.0), 3.5, 0.5), Is.InRange(40, 80));

    [TestCase(0, 1, 0.5)]
    [TestCase(1, 1, 0.5)]
    [TestCase(double.NaN, 1, 0.5)]
    [TestCase(0.5, 0, 0.5)]
    [TestCase(0.5, double.NaN, 0.5)]
    [TestCase(0.5, 1e12, 0.5)]
    [TestCase(0.5, 1, 0)]
    [TestCase(0.5, 1, 1.1)]
    public void Numbers_that_cannot_be_are_refused(double level, double size, double probability) =>
        Assert.That(() => NegativeBinomialQuantile.At(level, size, probability), Throws.InstanceOf<ArgumentException>());
}
