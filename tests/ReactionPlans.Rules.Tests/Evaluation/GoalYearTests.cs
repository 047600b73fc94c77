using System.Globalization;
using NUnit.Framework;
using ReactionPlans.Rules.Evaluation;

namespace ReactionPlans.Rules.Tests.Evaluation;

public sealed class GoalYearTests
{
    [TestCase("2025-01-01", "2025-01-02", "2025-01-01", 1)]
    [TestCase("2025-01-01", "2026-01-01", "2025-01-01", 365)]
    [TestCase("2025-01-01", "2026-01-02", "2026-01-01", 1)]
    [TestCase("2023-10-15", "2026-03-04", "2025-10-15", 140)]
    [TestCase("2024-02-29", "2026-02-28", "2025-02-28", 365)]
    public void It_is_the_agreements_own_year(string start, string today, string from, int days)
    {
        var year = GoalYear.Of(Day(start), Day(today))!;

        Assert.That((year.From, year.Days), Is.EqualTo((Day(from), days)));
        Assert.That(year.BaselineBefore.DayNumber - year.BaselineFrom.DayNumber, Is.EqualTo(days), "the same days");
        Assert.That(year.BaselineBefore, Is.LessThanOrEqualTo(Day(start)), "before the agreement");
    }

    [Test]
    public void Before_a_day_is_over_there_is_nothing_to_follow() => Assert.That(GoalYear.Of(new(2026, 3, 4), new(2026, 3, 4)), Is.Null);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
