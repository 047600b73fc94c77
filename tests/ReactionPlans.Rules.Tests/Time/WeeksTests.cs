using System.Globalization;
using NUnit.Framework;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Rules.Tests.Time;

public sealed class WeeksTests
{
    [TestCase("2026-03-02", "2026-03-02", 10, Description = "a Monday")]
    [TestCase("2026-03-08", "2026-03-02", 10, Description = "a Sunday")]
    [TestCase("2026-01-01", "2025-12-29", 1, Description = "a week of two years")]
    [TestCase("2027-01-03", "2026-12-28", 53)]
    public void A_day_lies_in_the_week_that_begins_on_its_monday(string day, string monday, int number)
    {
        Assert.That(Weeks.MondayOf(Day(day)), Is.EqualTo(Day(monday)));
        Assert.That(Weeks.NumberOf(Day(day)), Is.EqualTo(number));
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
