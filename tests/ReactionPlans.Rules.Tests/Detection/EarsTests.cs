using NUnit.Framework;
using ReactionPlans.Rules.Detection;

namespace ReactionPlans.Rules.Tests.Detection;

public sealed class EarsTests
{
    /// <summary>The 0.975 quantile of the normal distribution.</summary>
    private const double Z = 1.959963984540054;

    private static readonly EarsParameters Four = new() { Method = EarsMethod.C1, Baseline = 4, MinSigma = 0, Alpha = 0.025 };

    [TestCase(EarsMethod.C1, new double[] { 1, 2, 3, 2, 4 })]
    [TestCase(EarsMethod.C2, new double[] { 1, 2, 3, 2, 9, 9, 4 })] // the two weeks between do not count
    public void C1_and_C2_compare_with_mean_and_spread_of_the_baseline(EarsMethod method, double[] counts)
    {
        var answer = Ears.Judge(counts, Four with { Method = method });

        // Mean (1 + 2 + 3 + 2) / 4 = 2; variance (1 + 0 + 1 + 0) / 3.
        var sigma = Math.Sqrt(2.0 / 3);
        Assert.Multiple(() =>
        {
            Assert.That(answer.Expected, Is.EqualTo(2));
            Assert.That(answer.Bound, Is.EqualTo(2 + Z * sigma).Within(1e-12)); // 3.60
            Assert.That(answer.Statistic, Is.EqualTo(2 / sigma).Within(1e-12));
            Assert.That(answer.Alarm, Is.True);
        });
    }

    [Test]
    public void C3_carries_what_two_weeks_lay_above_the_baseline()
    {
        var answer = Ears.Judge([0, 0, 0, 0, 0, 0, 3, 2, 1], Four with { Method = EarsMethod.C3, MinSigma = 1 });

        // Baselines are all 0 and s = 1, so C2 is the count: (3 - 1) + (2 - 1) carried, and nothing of the last.
        Assert.Multiple(() =>
        {
            Assert.That(answer.Statistic, Is.EqualTo(3));
            Assert.That(answer.Bound, Is.EqualTo(Z - 3).Within(1e-12));
            Assert.That(answer.Alarm, Is.True);
        });
    }

    [Test]
    public void C3_as_coded_in_R_ignores_the_judged_count_and_ours_does_not()
    {
        var coded = Four with { Method = EarsMethod.C3AsCodedInR, MinSigma = 1 };
        var documented = coded with { Method = EarsMethod.C3 };
        double[] quiet = [0, 0, 0, 0, 0, 0, 0, 0, 1000], carried = [0, 0, 0, 0, 0, 0, 3, 2, 1];

        Assert.Multiple(() =>
        {
            Assert.That(Ears.Judge(quiet, coded).Alarm, Is.False);
            Assert.That(Ears.Judge(quiet, documented).Alarm, Is.True);
            Assert.That(Ears.Judge(carried, coded).Bound, Is.Zero); // 1 + 1.96 - 3 is below 0
        });
    }

    [Test]
    public void A_smaller_chance_and_a_larger_least_spread_never_lower_the_bound()
    {
        var counts = Simulated.Counts(1, Simulated.Means(60, 2));
        foreach (var method in new[] { EarsMethod.C1, EarsMethod.C2, EarsMethod.C3 })
        {
            for (var week = 13; week <= counts.Length; week++)
            {
                double At(double alpha, double minSigma, double judged)
                {
                    double[] series = [.. counts[..(week - 1)], judged];
                    return Ears.Judge(series, new EarsParameters { Method = method, Alpha = alpha, MinSigma = minSigma }).Bound;
                }

                Assert.That(At(0.01, 1, 0), Is.LessThan(At(0.001, 1, 0)));
                Assert.That(At(0.01, 1, 0), Is.EqualTo(At(0.01, 1, 500)), "the judged count is no part of its own bound");
                if (method != EarsMethod.C3) // where more spread also takes from what is carried
                    Assert.That(At(0.01, 1, 0), Is.LessThanOrEqualTo(At(0.01, 2, 0)));
            }
        }
    }

    [Test]
    public void A_series_that_is_too_short_has_no_answer([Values] EarsMethod method)
    {
        var parameters = new EarsParameters { Method = method };
        var counts = new double[Ears.Needs(parameters)];

        Assert.Multiple(() =>
        {
            Assert.That(Ears.Judge(counts, parameters).Reason, Is.EqualTo(NoAnswer.None));
            Assert.That(Ears.Judge(counts.AsSpan(1), parameters).Reason, Is.EqualTo(NoAnswer.TooShort));
            Assert.That(Ears.Judge([], parameters).Reason, Is.EqualTo(NoAnswer.TooShort));
        });
    }

    [Test]
    public void All_zeros_are_no_alarm_and_without_a_least_spread_one_report_is()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Ears.Judge([0, 0, 0, 0, 0], Four) is { Bound: 0, Alarm: false, IsAnswer: true }, Is.True);
            Assert.That(Ears.Judge([0, 0, 0, 0, 1], Four) is { Bound: 0, Alarm: true, Statistic: double.NaN }, Is.True);
            Assert.That(Ears.Judge(new double[9], Four with { Method = EarsMethod.C3 }).Reason, Is.EqualTo(NoAnswer.NoSpread));
            Assert.That(Ears.Judge(new double[9], Four with { Method = EarsMethod.C3, MinSigma = 0.5 }).Alarm, Is.False);
        });
    }

    [Test]
    public void A_gap_where_it_matters_has_no_answer()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Ears.Judge([1, 2, 3, 2, double.NaN], Four).Reason, Is.EqualTo(NoAnswer.Gap));
            Assert.That(Ears.Judge([1, double.NaN, 3, 2, 4], Four).Reason, Is.EqualTo(NoAnswer.Gap));
            Assert.That(Ears.Judge([double.NaN, 1, 2, 3, 2, 4], Four).IsAnswer, Is.True, "before the baseline");
            Assert.That(Ears.Judge([1, 2, 3, 2, double.NaN, 9, 4], Four with { Method = EarsMethod.C2 }).IsAnswer, Is.True, "between");
            Assert.That(Ears.Judge([0, 0, 0, 0, 0, 0, 3, double.NaN, 1], Four with { Method = EarsMethod.C3 }).Reason, Is.EqualTo(NoAnswer.Gap));
        });
    }

    [TestCase(-1)]
    [TestCase(2e9)]
    [TestCase(double.PositiveInfinity)]
    public void Counts_that_cannot_be_are_refused(double count) =>
        Assert.That(() => Ears.Judge([1, count, 3, 2, 4], Four), Throws.InstanceOf<ArgumentException>().With.Message.Contains("0 to 1,000,000,000"));

    [Test]
    public void Parameters_that_cannot_be_are_refused()
    {
        EarsParameters[] wrong =
        [
            Four with { Baseline = 1 }, Four with { MinSigma = -1 }, Four with { MinSigma = double.NaN }, Four with { Alpha = 0 }, Four with { Alpha = 1 },
            Four with { Alpha = double.NaN },
        ];
        foreach (var parameters in wrong)
            Assert.That(() => Ears.Judge([1, 2, 3, 2, 4], parameters), Throws.InstanceOf<ArgumentException>(), parameters.ToString());
    }

    [Test]
    public void Huge_counts_have_an_answer() =>
        Assert.That(Ears.Judge([1e9, 0, 1e9, 0, 1e9], Four).IsAnswer, Is.True);

    [Test]
    public void Judging_allocates_nothing()
    {
        var counts = Simulated.Counts(2, Simulated.Means(60, 2));
        Assert.That(Simulated.AllocatedBy(() => Ears.Judge(counts, EarsParameters.ForC3)), Is.Zero);
    }
}
