using NUnit.Framework;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Rules.Tests.Time;

public sealed class DanishTimeTests
{
    [Test]
    public void The_hour_that_summer_time_skips_becomes_the_hour_after()
    {
        Assert.That(DanishTime.At(new DateOnly(2026, 3, 29), new TimeOnly(2, 30)), Is.EqualTo(new DateTimeOffset(2026, 3, 29, 1, 30, 0, TimeSpan.Zero)));
    }

    [Test]
    public void The_hour_that_comes_twice_is_the_first_one()
    {
        Assert.That(DanishTime.At(new DateOnly(2026, 10, 25), new TimeOnly(2, 30)), Is.EqualTo(new DateTimeOffset(2026, 10, 25, 0, 30, 0, TimeSpan.Zero)));
    }

    [Test]
    public void The_day_of_an_instant_is_the_calendars()
    {
        for (var instant = new DateTimeOffset(1940, 1, 1, 0, 0, 0, TimeSpan.Zero); instant.Year < 2060; instant = instant.AddMinutes(30))
            if (DanishTime.DayOf(instant) != DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, DanishTime.Zone).DateTime))
                Assert.Fail($"{instant:O}");
    }

    [TestCase(2026, 3, 29, 23)]
    [TestCase(2026, 10, 25, 25)]
    [TestCase(2026, 6, 1, 24)]
    public void A_day_has_the_hours_it_has(int year, int month, int day, int hours)
    {
        var date = new DateOnly(year, month, day);

        Assert.That((DanishTime.EndOf(date) - DanishTime.StartOf(date)).TotalHours, Is.EqualTo(hours));
        Assert.That(DanishTime.DayOf(DanishTime.StartOf(date)), Is.EqualTo(date));
        Assert.That(DanishTime.DayOf(DanishTime.EndOf(date).AddTicks(-1)), Is.EqualTo(date));
    }
}
