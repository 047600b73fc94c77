using NUnit.Framework;
using ReactionPlans.Rules.Detection;

namespace ReactionPlans.Rules.Tests.Detection;

public sealed class CusumTests
{
    private static readonly CusumParameters Plain = new() { Reference = 0.5, Threshold = 1 };

    [Test]
    public void Rises_add_up_and_a_quiet_week_takes_them_off()
    {
        var answers = Run([6, 7, 0], Plain);

        // g = (y - 4) / 2 = 1, 1.5, -2, each less 0.5.
        Assert.Multiple(() =>
        {
            Assert.That(answers.Select(answer => answer.Statistic), Is.EqualTo(new[] { 0.5, 1.5, 0 }).Within(1e-12));
            Assert.That(answers.Select(answer => answer.Alarm), Is.EqualTo(new[] { false, true, false }));
            Assert.That(answers[1].Bound, Is.EqualTo(6)); // 4 + 2 (1 + 0.5 - 0.5): with 6 the sum would have been 1, just enough
        });
    }

    // Of y = 9 with m = 4; 9^(2/3) = 4.326749, 4^(2/3) = 2.519842, 4^(1/6) = 1.259921, a = 0.5.
    [TestCase(CusumTransform.Standard, 2.5)] // 5 / 2
    [TestCase(CusumTransform.Rossi, 2.25)] // (9 - 12 + 2 x 6) / 4
    [TestCase(CusumTransform.Anscombe, 2.151215)] // 1.5 x 1.806907 / 1.259921
    [TestCase(CusumTransform.AnscombeSecondOrder, 2.234548)] // and 1.5 x 4^(-1/3) / 9 / 4^(1/6) = 1 / (6 sqrt 4) more
    [TestCase(CusumTransform.PearsonNegativeBinomial, 1.443376)] // 5 / sqrt(4 + 0.5 x 16)
    [TestCase(CusumTransform.None, 9)]
    public void Each_transform_is_as_documented(CusumTransform transform, double expected) =>
        Assert.That(
            Cusum.Next(0, 9, 4, new CusumParameters { Transform = transform, Reference = 0, Threshold = 99, Dispersion = 0.5 }).Statistic,
            Is.EqualTo(expected).Within(1e-6));

    [Test]
    public void The_bound_is_the_count_that_brings_the_sum_to_the_threshold(
        [Values(CusumTransform.Rossi, CusumTransform.Anscombe, CusumTransform.PearsonNegativeBinomial)] CusumTransform transform,
        [Values(0, 0.7, 2.1)] double previous, [Values(0.4, 3.7, 80)] double mean)
    {
        var parameters = new CusumParameters { Transform = transform };

        var bound = Cusum.Next(previous, 0, mean, parameters).Bound;

        Assert.That(Cusum.Next(previous, bound, mean, parameters).Statistic, Is.EqualTo(parameters.Threshold).Within(1e-9));
    }

    [Test]
    public void More_reports_never_lower_the_sum([Values] CusumTransform transform)
    {
        var parameters = new CusumParameters { Transform = transform };
        var sums = Enumerable.Range(0, 100).Select(count => Cusum.Next(1, count, 5, parameters).Statistic).ToList();

        Assert.That(sums, Is.Ordered);
        Assert.That(sums, Is.All.GreaterThanOrEqualTo(0));
    }

    [Test]
    public void After_an_alarm_the_sum_goes_on_or_begins_at_0_as_agreed()
    {
        double[] counts = [8, 6]; // g = 2 and 1, less 0.5

        Assert.Multiple(() =>
        {
            Assert.That(Run(counts, Plain)[1].Statistic, Is.EqualTo(2).Within(1e-12));
            Assert.That(Run(counts, Plain with { RestartAfterAlarm = true })[1].Statistic, Is.EqualTo(0.5).Within(1e-12));
        });
    }

    [Test]
    public void A_gap_and_a_mean_of_0_leave_the_sum_as_it_was()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Cusum.Next(0.7, double.NaN, 4, Plain) is { Reason: NoAnswer.Gap, Statistic: 0.7, Alarm: false }, Is.True);
            Assert.That(Cusum.Next(0.7, 3, 0, Plain) is { Reason: NoAnswer.NothingExpected, Statistic: 0.7, Alarm: false }, Is.True);
            Assert.That(Cusum.Next(0, 3, 0, Plain with { Transform = CusumTransform.None }) is { Statistic: 2.5, Alarm: true }, Is.True);
        });
    }

    [Test]
    public void All_zeros_never_alarm_and_no_weeks_are_no_answers()
    {
        Assert.That(Run(new double[50], Plain), Has.All.Property(nameof(DetectorAnswer.Statistic)).Zero);
        Assert.That(Run([], Plain), Is.Empty);
    }

    [TestCase(0, -1, 4)]
    [TestCase(0, 2e9, 4)]
    [TestCase(0, 1, -4)]
    [TestCase(0, 1, double.NaN)]
    [TestCase(0, 1, double.PositiveInfinity)]
    [TestCase(-0.1, 1, 4)]
    [TestCase(double.NaN, 1, 4)]
    public void Numbers_that_cannot_be_are_refused(double previous, double count, double mean) =>
        Assert.That(() => Cusum.Next(previous, count, mean, Plain), Throws.InstanceOf<ArgumentException>());

    [Test]
    public void Parameters_and_lengths_that_cannot_be_are_refused()
    {
        CusumParameters[] wrong =
            [Plain with { Threshold = 0 }, Plain with { Reference = -1 }, Plain with { Dispersion = double.NaN }, Plain with { Transform = (CusumTransform)99 }];
        foreach (var parameters in wrong)
            Assert.That(() => Cusum.Next(0, 1, 4, parameters), Throws.InstanceOf<ArgumentException>(), parameters.ToString());
        Assert.That(() => Cusum.Run([1, 2], [1], Plain, new DetectorAnswer[2]), Throws.ArgumentException);
        Assert.That(() => Cusum.Run([1, 2], [1, 1], Plain, new DetectorAnswer[1]), Throws.ArgumentException);
    }

    [Test]
    public void Huge_counts_have_a_finite_answer([Values] CusumTransform transform) =>
        Assert.That(double.IsFinite(Cusum.Next(0, 1e9, 1e-9, new CusumParameters { Transform = transform }).Statistic), Is.True);

    [Test]
    public void Judging_allocates_nothing() =>
        Assert.That(Simulated.AllocatedBy(() => Cusum.Next(0.5, 3, 4, Plain)), Is.Zero);

    private static DetectorAnswer[] Run(double[] counts, CusumParameters parameters)
    {
        var answers = new DetectorAnswer[counts.Length];
        Cusum.Run(counts, [.. counts.Select(_ => 4.0)], parameters, answers);
        return answers;
    }
}
