using NUnit.Framework;
using ReactionPlans.Rules.Detection;

namespace ReactionPlans.Rules.Tests.Detection;

public sealed class EwmaTests
{
    private static readonly EwmaParameters Half = new() { Weight = 0.5, Threshold = 2.5 };

    [Test]
    public void Excess_and_its_variance_are_smoothed_alike()
    {
        var (first, one) = Ewma.Next(EwmaState.Start, 3, 1, 3, Half);
        var (second, two) = Ewma.Next(first, 3, 1, 6, Half);

        // z = 0.5 x 2 = 1, v = 0.25 x 1; then z = 0.5 x 2 + 0.5 x 1 = 1.5, v = 0.25 + 0.25 x 0.25 = 0.3125.
        Assert.Multiple(() =>
        {
            Assert.That(first, Is.EqualTo(new EwmaState(1, 0.25)));
            Assert.That(one is { Statistic: 2, Alarm: false }, Is.True);
            Assert.That(second, Is.EqualTo(new EwmaState(1.5, 0.3125)));
            Assert.That(two.Statistic, Is.EqualTo(2.683282).Within(1e-6));
            Assert.That(two.Bound, Is.EqualTo(2.795085).Within(1e-6)); // 1 + (2.5 sqrt 0.3125 - 0.5 x 1) / 0.5
            Assert.That(two.Alarm, Is.True);
        });
    }

    [Test]
    public void The_bound_is_the_count_that_brings_the_statistic_to_the_threshold()
    {
        var state = new EwmaState(0.2, 0.04);
        var bound = Ewma.Next(state, 0, 0.7, 9, new EwmaParameters()).Answer.Bound;

        Assert.That(Ewma.Next(state, bound, 0.7, 9, new EwmaParameters()).Answer.Statistic, Is.EqualTo(3.8).Within(1e-9));
    }

    [Test]
    public void Too_few_reports_in_the_window_are_no_alarm()
    {
        Assert.That(Ewma.Next(EwmaState.Start, 9, 1, 2, Half).Answer.Alarm, Is.False);
        Assert.That(Ewma.Next(EwmaState.Start, 9, 1, 3, Half).Answer.Alarm, Is.True);
    }

    [Test]
    public void More_reports_raise_the_statistic_and_more_dispersion_lowers_an_alarm()
    {
        var statistics = Enumerable.Range(0, 40).Select(count => Ewma.Next(EwmaState.Start, count, 2, 9, Half).Answer.Statistic);
        var spread = new[] { 1, 1.5, 3, 9 }.Select(phi => Ewma.Next(EwmaState.Start, 9, 2, 9, Half with { Dispersion = phi }).Answer.Statistic);

        Assert.That(statistics, Is.Ordered);
        Assert.That(spread, Is.Ordered.Descending);
    }

    [Test]
    public void A_gap_leaves_the_memory_as_it_was_and_a_mean_of_0_says_nothing_at_first()
    {
        var state = new EwmaState(0.4, 0.2);
        var (after, gap) = Ewma.Next(state, double.NaN, 1, 0, Half);
        var (_, nothing) = Ewma.Next(EwmaState.Start, 3, 0, 3, Half);

        Assert.Multiple(() =>
        {
            Assert.That(after, Is.EqualTo(state));
            Assert.That(gap is { Reason: NoAnswer.Gap, Alarm: false }, Is.True);
            Assert.That(nothing is { Reason: NoAnswer.NothingExpected, Alarm: false }, Is.True);
            Assert.That(Ewma.Next(state, 3, 0, 3, Half).Answer.IsAnswer, Is.True, "what earlier days leave uncertain is enough");
        });
    }

    [Test]
    public void All_zeros_never_alarm()
    {
        var state = EwmaState.Start;
        foreach (var mean in Simulated.Means(100, 0.3))
        {
            (state, var answer) = Ewma.Next(state, 0, mean, 0, new EwmaParameters { MinimumReports = 0 });
            Assert.That(answer is { IsAnswer: true, Alarm: false, Statistic: < 0 }, Is.True);
        }
    }

    [TestCase(-1, 1, 0)]
    [TestCase(2e9, 1, 0)]
    [TestCase(1, -1, 0)]
    [TestCase(1, double.NaN, 0)]
    [TestCase(1, 1, -1)]
    [TestCase(1, 1, double.NaN)]
    public void Numbers_that_cannot_be_are_refused(double count, double mean, double windowCount) =>
        Assert.That(() => Ewma.Next(EwmaState.Start, count, mean, windowCount, Half), Throws.InstanceOf<ArgumentException>());

    [Test]
    public void Parameters_and_memories_that_cannot_be_are_refused()
    {
        EwmaParameters[] wrong =
        [
            Half with { Weight = 0 }, Half with { Weight = 1.1 }, Half with { Weight = double.NaN }, Half with { Threshold = 0 }, Half with { Dispersion = 0 },
            Half with { MinimumReports = -1 },
        ];
        foreach (var parameters in wrong)
            Assert.That(() => Ewma.Next(EwmaState.Start, 1, 1, 1, parameters), Throws.InstanceOf<ArgumentException>(), parameters.ToString());
        Assert.That(() => Ewma.Next(new EwmaState(double.NaN, 0), 1, 1, 1, Half), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => Ewma.Next(new EwmaState(0, -1), 1, 1, 1, Half), Throws.InstanceOf<ArgumentException>());
    }

    [Test]
    public void Huge_counts_have_a_finite_answer() =>
        Assert.That(double.IsFinite(Ewma.Next(EwmaState.Start, 1e9, 1e-9, 1e9, Half).Answer.Statistic), Is.True);

    [Test]
    public void Judging_allocates_nothing() =>
        Assert.That(Simulated.AllocatedBy(() => Ewma.Next(new EwmaState(0.1, 0.1), 2, 1, 3, Half)), Is.Zero);
}
