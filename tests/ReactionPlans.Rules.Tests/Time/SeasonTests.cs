using NUnit.Framework;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Rules.Tests.Time;

public sealed class SeasonTests
{
    private static readonly SchoolCalendar Calendar = new(
    [
        new SchoolHoliday("Efterårsferie", Day("2026-10-10"), Day("2026-10-18"), Instant("2026-01-05T09:00Z")),
        new SchoolHoliday("Vinterferie", Day("2026-02-07"), Day("2026-02-15"), Instant("2026-01-05T09:00Z")),
        // Corrected when a part of it was over.
        new SchoolHoliday("Vinterferie", Day("2026-02-07"), Day("2026-02-11"), Instant("2026-02-12T09:00Z")),
    ]);

    [TestCase("uge 42", "2026-10-12", true)]
    [TestCase("Uge 42", "2026-10-18", true)]
    [TestCase("week 42", "2026-10-19", false)]
    [TestCase("uge 40-42", "2026-09-28", true)]
    [TestCase("uge 40 - 42", "2026-09-27", false)]
    [TestCase("uge 51-2", "2026-12-31", true, Description = "week 53 of 2026")]
    [TestCase("uge 51-2", "2027-01-17", true)]
    [TestCase("uge 51-2", "2027-01-18", false)]
    [TestCase("uge 53", "2027-01-03", true, Description = "a week of the year before")]
    [TestCase("uge 1", "2024-12-30", true, Description = "a week of the year after")]
    [TestCase("november", "2026-11-30", true)]
    [TestCase("november-februar", "2026-02-28", true)]
    [TestCase("november-februar", "2026-03-01", false)]
    [TestCase("jul", "2026-12-23", true)]
    [TestCase("jul", "2027-01-01", true)]
    [TestCase("jul", "2027-01-02", false)]
    [TestCase("påske", "2026-04-02", true)]
    [TestCase("påske", "2026-04-06", true)]
    [TestCase("påske", "2026-04-07", false)]
    [TestCase("helligdage", "2026-05-14", true)]
    [TestCase("helligdage", "2026-05-17", false, Description = "an ordinary Sunday")]
    [TestCase("skoleferie", "2026-10-10", true)]
    [TestCase("skoleferie", "2026-10-18", true)]
    [TestCase("skoleferie", "2026-10-19", false)]
    [TestCase("efterårsferie", "2026-10-15", true)]
    [TestCase("efterårsferie", "2026-02-10", false)]
    [TestCase("vinterferie", "2026-02-12", true, Description = "the correction came in the course of that day")]
    [TestCase("vinterferie", "2026-02-13", false)]
    [TestCase("vinterferie", "2026-02-11", true)]
    public void A_day_is_in_a_season_or_not(string word, string day, bool isIn) =>
        Assert.That(Season.Of([word])!.Contains(Day(day), Calendar), Is.EqualTo(isIn));

    [Test]
    public void A_day_is_in_when_one_of_the_words_has_it()
    {
        var season = Season.Of(["uge 42", "jul"])!;

        Assert.That(new[] { "2026-10-14", "2026-12-24", "2026-11-14" }.Select(day => season.Contains(Day(day), SchoolCalendar.Empty)), Is.EqualTo([true, true, false]));
        Assert.That(season.ToString(), Is.EqualTo("uge 42, jul"));
    }

    [Test]
    public void A_calendar_that_comes_later_changes_no_day_before()
    {
        var late = new SchoolCalendar([new SchoolHoliday("efterårsferie", Day("2026-10-10"), Day("2026-10-18"), Instant("2026-10-14T22:00Z"))]);

        Assert.That(Enumerable.Range(13, 5).Select(day => late.IsHoliday(new DateOnly(2026, 10, day))), Is.EqualTo([false, false, false, true, true]), "known at midnight is known too late for that day");
    }

    [TestCase("uge 0")]
    [TestCase("uge 54")]
    [TestCase("uge 42-60")]
    [TestCase("uge")]
    [TestCase("nissetid")]
    [TestCase("november-jul")]
    [TestCase("november-")]
    [TestCase("a-b-c")]
    [TestCase("")]
    public void Other_words_are_no_season(string word)
    {
        Assert.That(Season.IsWord(word), Is.False);
        Assert.That(Season.Of(["uge 42", word]), Is.Null);
    }

    [Test]
    public void Every_word_that_is_told_can_be_written() =>
        Assert.That(Season.KnownWords.Split(", ").Select(Season.IsWord), Is.All.True);

    [Test]
    public void No_words_are_no_season() => Assert.That(Season.Of([]), Is.Null);

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", null);

    private static DateTimeOffset Instant(string instant) => DateTimeOffset.Parse(instant, null);
}
