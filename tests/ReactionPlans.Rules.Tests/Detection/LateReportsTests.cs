using NUnit.Framework;
using ReactionPlans.Rules.Detection;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Rules.Tests.Detection;

public sealed class LateReportsTests
{
    private static readonly DateOnly Happened = new(2026, 3, 1);

    [TestCase(7, false)]
    [TestCase(8, true)]
    public void Late_is_more_than_a_week_after_it_happened_at_the_latest(int daysAfter, bool late) =>
        Assert.That(LateReports.IsLate(Report(Happened.AddDays(daysAfter), DanishTime.StartOf(Happened).AddHours(12)), Happened.AddDays(daysAfter)), Is.EqualTo(late));

    [Test]
    public void Without_a_time_it_is_measured_from_the_reported_day()
    {
        Assert.That(LateReports.IsLate(Report(Happened, null), Happened.AddDays(7)), Is.False);
        Assert.That(LateReports.IsLate(Report(Happened, null), Happened.AddDays(8)), Is.True);
    }

    private static LoggedReport Report(DateOnly reported, DateTimeOffset? to) =>
        new(0, "A", 1, false, reported, "1320", false, reported, null, to, double.NaN, double.NaN, [0]);
}
