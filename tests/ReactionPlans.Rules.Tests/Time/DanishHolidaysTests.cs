using NUnit.Framework;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Rules.Tests.Time;

public sealed class DanishHolidaysTests
{
    [Test]
    public void A_day_is_a_holiday_when_it_is_among_its_years()
    {
        for (var day = new DateOnly(2000, 1, 1); day.Year < 2100; day = day.AddDays(1))
            if (DanishHolidays.IsHoliday(day) != DanishHolidays.Of(day.Year).Any(one => one.Day == day))
                Assert.Fail($"{day:yyyy-MM-dd}");
    }

    [TestCase(2023, "2023-05-05", true)]
    [TestCase(2024, "2024-04-26", false)]
    public void The_great_prayer_day_ended_after_2023(int year, string day, bool isHoliday)
    {
        Assert.That(DanishHolidays.EasterSunday(year).AddDays(26), Is.EqualTo(DateOnly.Parse(day, null)));
        Assert.That(DanishHolidays.IsHoliday(DateOnly.Parse(day, null)), Is.EqualTo(isHoliday));
    }

    [TestCase("2026-05-01", TestName = "1 May")]
    [TestCase("2026-06-05", TestName = "Constitution day")]
    [TestCase("2026-12-24", TestName = "Christmas eve")]
    [TestCase("2026-12-31", TestName = "New year's eve")]
    public void Days_off_by_agreement_are_no_public_holidays(string day) => Assert.That(DanishHolidays.IsHoliday(DateOnly.Parse(day, null)), Is.False);
}
