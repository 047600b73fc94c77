using NUnit.Framework;
using ReactionPlans.Rules.Detection;

namespace ReactionPlans.Rules.Tests.Detection;

public sealed class RecurrenceTests
{
    [TestCase(0.001, 7, 1000)]
    [TestCase(0.01, 14, 200)]
    [TestCase(1, 21, 3)]
    public void A_chance_in_one_window_is_the_time_from_one_such_window_to_the_next(double luck, int days, double weeks) =>
        Assert.That(Recurrence.Weeks(luck, days), Is.EqualTo(weeks).Within(1e-9));

    [TestCase(0)]
    [TestCase(1.1)]
    [TestCase(double.NaN)]
    public void What_is_no_chance_is_refused(double luck) =>
        Assert.That(() => Recurrence.Weeks(luck, 7), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [TestCase(1.5, 1)]
    [TestCase(9.99, 9)]
    [TestCase(999.9999999999, 1000)]
    [TestCase(1999, 1000)]
    [TestCase(4321, 4000)]
    [TestCase(1e12, 10_000)]
    public void It_is_told_in_one_figure_that_less_than_once_is_true_of(double weeks, int told) =>
        Assert.That(Recurrence.Told(weeks), Is.EqualTo(told));
}
