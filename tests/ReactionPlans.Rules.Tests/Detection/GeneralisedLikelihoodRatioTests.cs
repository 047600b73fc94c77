using NUnit.Framework;
using ReactionPlans.Rules.Detection;

namespace ReactionPlans.Rules.Tests.Detection;

public sealed class GeneralisedLikelihoodRatioTests
{
    private static readonly GeneralisedLikelihoodRatioParameters Default = new();

    [Test]
    public void The_likeliest_rise_tells_its_ratio_and_its_days()
    {
        var one = GeneralisedLikelihoodRatio.Judge([0, 3], [1, 1], Default);
        var two = GeneralisedLikelihoodRatio.Judge([0, 3, 2], [1, 1, 1], Default);

        // R log(R / E) - (R - E): 3 log 3 - 2; then 5 log 2.5 - 3 from yesterday, more than 2 log 2 - 1 from today.
        Assert.Multiple(() =>
        {
            Assert.That(one.Answer.Statistic, Is.EqualTo(1.295837).Within(1e-6));
            Assert.That(one.Ratio, Is.EqualTo(3).Within(1e-12));
            Assert.That(one.Days, Is.EqualTo(1));
            Assert.That(two.Answer.Statistic, Is.EqualTo(1.581454).Within(1e-6));
            Assert.That(two.Ratio, Is.EqualTo(2.5).Within(1e-12));
            Assert.That(two.Days, Is.EqualTo(2));
        });
    }

    [Test]
    public void With_a_fixed_ratio_it_is_the_likelihood_ratio_chart([Values(0, 0.3)] double dispersion)
    {
        var (counts, means) = Series(7);
        var fixedRatio = Run(counts, means, Default with { LogRatio = Math.Log(2), Threshold = 3, Dispersion = dispersion });
        var chart = new DetectorAnswer[counts.Length];
        LikelihoodRatioCusum.Run(counts, means, new LikelihoodRatioParameters { LogRatio = Math.Log(2), Threshold = 3, Dispersion = dispersion }, chart);

        Assert.Multiple(() =>
        {
            Assert.That(chart.Count(answer => answer.Alarm), Is.GreaterThan(0));
            Assert.That(fixedRatio.Select(one => one.Answer.Statistic), Is.EqualTo(chart.Select(answer => answer.Statistic)).Within(1e-9));
            Assert.That(fixedRatio.Select(one => one.Answer.Alarm), Is.EqualTo(chart.Select(answer => answer.Alarm)));
        });
    }

    [Test]
    public void No_start_and_no_ratio_is_likelier([Values(0, 0.3)] double dispersion, [Values(1, 3)] int shortest, [Values(null, 5)] int? window)
    {
        var (counts, means) = Series(11);
        var parameters = Default with { Dispersion = dispersion, ShortestRise = shortest, Window = window };

        for (var last = 0; last < 60; last++)
        {
            var found = GeneralisedLikelihoodRatio.Judge(counts.AsSpan(0, last + 1), means.AsSpan(0, last + 1), parameters);

            var best = 0.0;
            for (var start = Math.Max(0, last - (window ?? last)); start <= last - shortest + 1; start++)
            {
                for (var logRatio = 0.0; logRatio < 3; logRatio += 0.01)
                    best = Math.Max(best, Enumerable.Range(start, last - start + 1).Sum(day => LogLikelihoodRatio(counts[day], means[day], logRatio, dispersion)));
            }

            // The grid misses the top by at most half a step: curvature x 0.005² / 2.
            Assert.That(found.Answer.Statistic, Is.InRange(best - 1e-9, best + 0.005), $"day {last}");
        }
    }

    [Test]
    public void After_an_alarm_nothing_before_it_is_remembered([Values(0, 0.3)] double dispersion)
    {
        var (counts, means) = Series(7);
        var parameters = Default with { Dispersion = dispersion, Threshold = 2 };
        var whole = Run(counts, means, parameters);
        var alarm = Array.FindIndex(whole, one => one.Answer.Alarm);

        Assert.That(alarm, Is.GreaterThan(0));
        Assert.That(whole[(alarm + 1)..], Is.EqualTo(Run(counts[(alarm + 1)..], means[(alarm + 1)..], parameters)));
    }

    [Test]
    public void Gaps_and_days_with_a_mean_of_0_are_left_out_of_a_rise([Values(0, 0.3)] double dispersion)
    {
        var parameters = Default with { Dispersion = dispersion };
        var without = GeneralisedLikelihoodRatio.Judge([0, 3, 2], [1, 1, 1], parameters);
        var with = GeneralisedLikelihoodRatio.Judge([0, 3, double.NaN, 7, 2], [1, 1, 1, 0, 1], parameters);

        Assert.Multiple(() =>
        {
            Assert.That(with.Answer.Statistic, Is.EqualTo(without.Answer.Statistic).Within(1e-12));
            Assert.That(with.Ratio, Is.EqualTo(without.Ratio).Within(1e-9));
            Assert.That(GeneralisedLikelihoodRatio.Judge([3, double.NaN], [1, 1], parameters).Answer.Reason, Is.EqualTo(NoAnswer.Gap));
            Assert.That(GeneralisedLikelihoodRatio.Judge([3, 3], [1, 0], parameters).Answer.Reason, Is.EqualTo(NoAnswer.NothingExpected));
            Assert.That(GeneralisedLikelihoodRatio.Judge([], [], parameters).Answer.Reason, Is.EqualTo(NoAnswer.TooShort));
        });
    }

    [Test]
    public void All_zeros_are_no_rise([Values(0, 0.3)] double dispersion)
    {
        var answers = Run(new double[30], Simulated.Means(30, 1), Default with { Dispersion = dispersion });

        Assert.That(answers, Is.All.Matches<GeneralisedLikelihoodRatioAnswer>(one => one is { Answer: { Statistic: 0, Alarm: false }, Ratio: 1, Days: 0 }));
    }

    [Test]
    public void Huge_counts_have_a_finite_answer([Values(0, 1e-6, 0.3, 100)] double dispersion)
    {
        var found = GeneralisedLikelihoodRatio.Judge([0, 1e9, 1], [1e-9, 1e-300, 1e9], Default with { Dispersion = dispersion });
        Assert.That(double.IsFinite(found.Answer.Statistic) && double.IsFinite(found.Ratio), Is.True, found.ToString());
    }

    [Test]
    public void Numbers_and_parameters_that_cannot_be_are_refused()
    {
        GeneralisedLikelihoodRatioParameters[] wrong =
        [
            Default with { Threshold = 0 }, Default with { Window = -1 }, Default with { ShortestRise = 0 }, Default with { Dispersion = double.NaN },
            Default with { LogRatio = -1 },
        ];
        Assert.Multiple(() =>
        {
            foreach (var parameters in wrong)
                Assert.That(() => GeneralisedLikelihoodRatio.Judge([1], [1], parameters), Throws.InstanceOf<ArgumentException>(), parameters.ToString());
            Assert.That(() => GeneralisedLikelihoodRatio.Judge([-1, 1], [1, 1], Default), Throws.InstanceOf<ArgumentException>());
            Assert.That(() => GeneralisedLikelihoodRatio.Judge([2e9], [1], Default), Throws.InstanceOf<ArgumentException>());
            Assert.That(() => GeneralisedLikelihoodRatio.Judge([1], [double.NaN], Default), Throws.InstanceOf<ArgumentException>());
            Assert.That(() => GeneralisedLikelihoodRatio.Judge([1, 2], [1], Default), Throws.ArgumentException);
        });
    }

    [Test]
    public void Judging_allocates_nothing([Values(0, 0.3)] double dispersion)
    {
        var (counts, means) = Series(3);
        var parameters = Default with { Dispersion = dispersion, Window = 14 };
        Assert.That(Simulated.AllocatedBy(() => GeneralisedLikelihoodRatio.Judge(counts, means, parameters)), Is.Zero);
    }

    private static double LogLikelihoodRatio(double y, double m, double logRatio, double a) => a == 0
        ? logRatio * y + (1 - Math.Exp(logRatio)) * m
        : logRatio * y + (y + 1 / a) * Math.Log((1 + a * m) / (1 + a * m * Math.Exp(logRatio)));

    private static GeneralisedLikelihoodRatioAnswer[] Run(double[] counts, double[] means, GeneralisedLikelihoodRatioParameters parameters)
    {
        var answers = new GeneralisedLikelihoodRatioAnswer[counts.Length];
        GeneralisedLikelihoodRatio.Run(counts, means, parameters, answers);
        return answers;
    }

    /// <summary>150 days, twice the expected rate on every third fortnight.</summary>
    private static (double[] Counts, double[] Means) Series(int seed)
    {
        var means = Simulated.Means(150, 1.5);
        return (Simulated.Counts(seed, means.Select((mean, day) => day / 14 % 3 == 1 ? 2 * mean : mean)), means);
    }
}
