using NUnit.Framework;
using ReactionPlans.Rules.Detection;

namespace ReactionPlans.Rules.Tests.Detection;

public sealed class BayesPredictiveTests
{
    private static readonly BayesParameters FourWeeks = new() { Years = 0, RecentWeeks = 4 };

    // Four quiet weeks: size 1/2, probability 4/5, P(0) = sqrt 0.8 = 0.894427, P(0 or 1) = 0.983870, P(0 to 2) = 0.997286.
    [TestCase(0.2, 0)]
    [TestCase(0.05, 1)]
    [TestCase(0.01, 2)]
    public void After_quiet_weeks_the_bound_is_small_but_not_0_for_ever(double alpha, double bound)
    {
        var answer = BayesPredictive.Judge([0, 0, 0, 0, 1], FourWeeks with { Alpha = alpha });

        Assert.Multiple(() =>
        {
            Assert.That(answer.Bound, Is.EqualTo(bound));
            Assert.That(answer.Alarm, Is.EqualTo(1 > bound));
            Assert.That(answer.Expected, Is.EqualTo(0.125)); // (0 + 1/2) / 4
            Assert.That(answer.Statistic, Is.EqualTo(1 - 0.894427).Within(1e-6));
        });
    }

    [Test]
    public void The_alarm_goes_above_the_bound_and_then_luck_is_at_most_alpha()
    {
        foreach (var count in Enumerable.Range(0, 30))
        {
            var answer = BayesPredictive.Judge([2, 3, 1, 4, count], FourWeeks);
            Assert.That(answer.Alarm, Is.EqualTo(answer.Statistic <= 0.01), $"{count}");
        }
    }

    [Test]
    public void The_weeks_used_are_the_recent_ones_and_the_same_ones_of_earlier_years()
    {
        var parameters = new BayesParameters { Years = 2, HalfWindow = 1, RecentWeeks = 2, WeeksInYear = 10 };
        var counts = new double[22];
        counts[^1] = 50; // judged, at place 21
        foreach (var (place, count) in new[] { (20, 1), (19, 2), (12, 4), (11, 8), (10, 16), (2, 32), (1, 64), (0, 128) })
            counts[place] = count;
        counts[13] = counts[9] = counts[18] = 1000; // just outside

        var answer = BayesPredictive.Judge(counts, parameters);

        Assert.That(answer.Expected, Is.EqualTo((255 + 0.5) / 8));
    }

    [Test]
    public void More_in_the_past_and_a_smaller_chance_never_lower_the_bound()
    {
        double Bound(double past, double alpha) => BayesPredictive.Judge([past, 1, 0, 2, 0], FourWeeks with { Alpha = alpha }).Bound;

        Assert.That(Enumerable.Range(0, 60).Select(past => Bound(past, 0.01)), Is.Ordered);
        Assert.That(new[] { 0.3, 0.1, 0.03, 0.01, 0.001, 1e-6, 1e-12 }.Select(alpha => Bound(3, alpha)), Is.Ordered);
    }

    [Test]
    public void A_gap_is_left_out_of_the_past_and_is_not_judged()
    {
        Assert.Multiple(() =>
        {
            Assert.That(BayesPredictive.Judge([3, double.NaN, 1, 2, 0], FourWeeks).Expected, Is.EqualTo(6.5 / 3));
            Assert.That(BayesPredictive.Judge([3, 1, 1, 2, double.NaN], FourWeeks) is { Reason: NoAnswer.Gap, Alarm: false }, Is.True);
            Assert.That(BayesPredictive.Judge([double.NaN, double.NaN, double.NaN, double.NaN, 1], FourWeeks).Reason, Is.EqualTo(NoAnswer.TooShort));
        });
    }

    [Test]
    public void A_series_that_is_too_short_has_no_answer()
    {
        var parameters = new BayesParameters();
        var counts = new double[BayesPredictive.Needs(parameters)];

        Assert.Multiple(() =>
        {
            Assert.That(counts, Has.Length.EqualTo(108)); // 2 x 52 + 3 before the judged week
            Assert.That(BayesPredictive.Judge(counts, parameters).IsAnswer, Is.True);
            Assert.That(BayesPredictive.Judge(counts.AsSpan(1), parameters).Reason, Is.EqualTo(NoAnswer.TooShort));
            Assert.That(BayesPredictive.Judge([], parameters).Reason, Is.EqualTo(NoAnswer.TooShort));
        });
    }

    [Test]
    public void A_weighed_count_above_the_bound_by_rounding_alone_is_no_alarm() =>
        Assert.That(BayesPredictive.Judge([0, 0, 0, 0, Math.BitIncrement(2.0)], FourWeeks) is { Bound: 2, Alarm: false }, Is.True);

    [Test]
    public void Huge_counts_have_an_answer()
    {
        var answer = BayesPredictive.Judge([1e9, 1e9, 1e9, 1e9, 1e9], FourWeeks);

        // Nearly normal: mean 1e9, variance mean x 5/4.
        Assert.Multiple(() =>
        {
            Assert.That(answer.Bound, Is.EqualTo(1e9 + 2.326348 * Math.Sqrt(1.25e9)).Within(10));
            Assert.That(answer.Statistic, Is.EqualTo(0.5).Within(0.01));
            Assert.That(BayesPredictive.Judge([0, 0, 0, 0, 1e9], FourWeeks).Alarm, Is.True);
        });
    }

    [TestCase(-1)]
    [TestCase(2e9)]
    [TestCase(double.PositiveInfinity)]
    public void Counts_that_cannot_be_are_refused(double count)
    {
        Assert.That(() => BayesPredictive.Judge([1, count, 3, 2, 4], FourWeeks), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => BayesPredictive.Judge([1, 1, 3, 2, count], FourWeeks), Throws.InstanceOf<ArgumentException>());
    }

    [Test]
    public void Parameters_that_cannot_be_are_refused()
    {
        BayesParameters[] wrong =
        [
            new() { Years = -1 }, new() { HalfWindow = -1 }, new() { RecentWeeks = -1 }, new() { WeeksInYear = 0 }, new() { Alpha = 0 }, new() { Alpha = double.NaN },
            new() { Years = 0, RecentWeeks = 0 }, new() { RecentWeeks = 49 }, new() { HalfWindow = 26, RecentWeeks = 0 }, new() { Years = int.MaxValue },
        ];
        foreach (var parameters in wrong)
            Assert.That(() => BayesPredictive.Judge(new double[200], parameters), Throws.InstanceOf<ArgumentException>(), parameters.ToString());
    }

    [Test]
    public void Judging_allocates_nothing()
    {
        var counts = Simulated.Counts(5, Simulated.Means(120, 2));
        var parameters = new BayesParameters();
        Assert.That(Simulated.AllocatedBy(() => BayesPredictive.Judge(counts, parameters)), Is.Zero);
    }
}
