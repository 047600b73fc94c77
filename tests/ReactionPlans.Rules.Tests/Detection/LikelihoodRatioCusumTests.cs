using NUnit.Framework;
using ReactionPlans.Rules.Detection;

namespace ReactionPlans.Rules.Tests.Detection;

public sealed class LikelihoodRatioCusumTests
{
    private static readonly LikelihoodRatioParameters Doubled = new() { LogRatio = Math.Log(2), Threshold = 1.4 };

    [Test]
    public void A_poisson_chart_sums_log_ratios_and_begins_at_0_after_an_alarm()
    {
        var answers = new DetectorAnswer[4];
        LikelihoodRatioCusum.Run([3, 2, 0, 4], [1, 1, 1, 1], Doubled, answers);

        // l(y) = y log 2 - 1: 1.079442; + 0.386294 = 1.465736, an alarm; from 0: max(0, -1); 4 log 2 - 1, an alarm.
        Assert.Multiple(() =>
        {
            Assert.That(answers.Select(answer => answer.Statistic), Is.EqualTo(new[] { 1.079442, 1.465736, 0, 1.772589 }).Within(1e-6));
            Assert.That(answers.Select(answer => answer.Alarm), Is.EqualTo(new[] { false, true, false, true }));
        });
    }

    [Test]
    public void A_negative_binomial_count_says_less()
    {
        var sum = LikelihoodRatioCusum.Next(0, 3, 1, Doubled with { Dispersion = 1 }).Statistic;

        // 3 log 2 + (3 + 1) log((1 + 1) / (1 + 2)) = 2.079442 - 1.621860.
        Assert.That(sum, Is.EqualTo(0.457581).Within(1e-6));
    }

    [Test]
    public void With_hardly_any_dispersion_it_is_the_poisson_chart() =>
        Assert.That(LikelihoodRatioCusum.Next(0.3, 5, 2, Doubled with { Dispersion = 1e-7 }).Statistic,
            Is.EqualTo(LikelihoodRatioCusum.Next(0.3, 5, 2, Doubled).Statistic).Within(1e-5));

    [Test]
    public void The_bound_is_the_count_that_brings_the_sum_to_the_threshold([Values(0, 0.3)] double dispersion, [Values(0, 1.1)] double previous)
    {
        var parameters = Doubled with { Dispersion = dispersion };

        var bound = LikelihoodRatioCusum.Next(previous, 0, 3, parameters).Bound;

        Assert.That(LikelihoodRatioCusum.Next(previous, bound, 3, parameters).Statistic, Is.EqualTo(1.4).Within(1e-12));
    }

    [Test]
    public void More_reports_raise_the_sum_and_more_expected_lower_it([Values(0, 0.3)] double dispersion)
    {
        var parameters = new LikelihoodRatioParameters { Dispersion = dispersion };

        Assert.That(Enumerable.Range(0, 50).Select(count => LikelihoodRatioCusum.Next(1, count, 4, parameters).Statistic), Is.Ordered);
        Assert.That(Enumerable.Range(1, 50).Select(mean => LikelihoodRatioCusum.Next(1, 9, mean, parameters).Statistic), Is.Ordered.Descending);
    }

    [Test]
    public void A_gap_and_a_mean_of_0_leave_the_sum_as_it_was()
    {
        Assert.Multiple(() =>
        {
            Assert.That(LikelihoodRatioCusum.Next(0.7, double.NaN, 4, Doubled) is { Reason: NoAnswer.Gap, Statistic: 0.7, Alarm: false }, Is.True);
            Assert.That(LikelihoodRatioCusum.Next(0.7, 3, 0, Doubled) is { Reason: NoAnswer.NothingExpected, Statistic: 0.7, Alarm: false }, Is.True);
        });
    }

    [Test]
    public void All_zeros_never_alarm()
    {
        var answers = new DetectorAnswer[50];
        LikelihoodRatioCusum.Run(new double[50], Simulated.Means(50, 1), Doubled, answers);
        Assert.That(answers, Has.All.Property(nameof(DetectorAnswer.Statistic)).Zero);
    }

    [TestCase(0, -1, 4)]
    [TestCase(0, 2e9, 4)]
    [TestCase(0, 1, -4)]
    [TestCase(0, 1, double.NaN)]
    [TestCase(-0.1, 1, 4)]
    [TestCase(double.PositiveInfinity, 1, 4)]
    public void Numbers_that_cannot_be_are_refused(double previous, double count, double mean) =>
        Assert.That(() => LikelihoodRatioCusum.Next(previous, count, mean, Doubled), Throws.InstanceOf<ArgumentException>());

    [Test]
    public void Parameters_that_cannot_be_are_refused()
    {
        LikelihoodRatioParameters[] wrong =
            [Doubled with { Threshold = 0 }, Doubled with { LogRatio = 0 }, Doubled with { LogRatio = 21 }, Doubled with { Dispersion = -0.1 }];
        foreach (var parameters in wrong)
            Assert.That(() => LikelihoodRatioCusum.Next(0, 1, 4, parameters), Throws.InstanceOf<ArgumentException>(), parameters.ToString());
        Assert.That(() => LikelihoodRatioCusum.Run([1, 2], [1], Doubled, new DetectorAnswer[2]), Throws.ArgumentException);
    }

    [Test]
    public void Huge_counts_have_a_finite_answer([Values(0, 0.3)] double dispersion) =>
        Assert.That(double.IsFinite(LikelihoodRatioCusum.Next(0, 1e9, 1e-9, Doubled with { Dispersion = dispersion }).Statistic), Is.True);

    [Test]
    public void Judging_allocates_nothing() =>
        Assert.That(Simulated.AllocatedBy(() => LikelihoodRatioCusum.Next(0.5, 3, 4, Doubled)), Is.Zero);
}
