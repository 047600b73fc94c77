using NUnit.Framework;
using ReactionPlans.Rules.Detection;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Rules.Tests.Detection;

public sealed class RisePatternTests
{
    private const int Fewest = 3;

    /// <summary>A Monday.</summary>
    private static readonly DateOnly Monday = new(2026, 3, 2);

    [TestCase(1, 5, PartOfDay.Night)]
    [TestCase(6, 12, PartOfDay.Morning)]
    [TestCase(12, 17, PartOfDay.Afternoon)]
    [TestCase(18, 24, PartOfDay.Evening)]
    [TestCase(16, 20, null, Description = "half in either")]
    [TestCase(11, 23, null, Description = "half a day is spread over three parts, none with more than a half")]
    [TestCase(10, 23, null, Description = "more than half a day tells nothing of the hour")]
    [TestCase(13, 13, PartOfDay.Afternoon, Description = "a moment lies where it lies")]
    [TestCase(18, 18, PartOfDay.Evening, Description = "a part begins with its first moment")]
    public void The_part_of_the_day_that_holds_more_than_half_is_told(int from, int to, PartOfDay? part) =>
        Assert.That(Of(Enumerable.Range(0, 4).Select(day => Between(Monday.AddDays(day), from, to))).Hours, Is.EqualTo(part));

    [Test]
    public void Too_few_known_times_tell_nothing_however_many_reports_there_are()
    {
        var unknown = Enumerable.Repeat(new PatternedReport(Monday, null, DanishTime.StartOf(Monday), Nowhere), 5).ToList();

        Assert.That(Of([.. unknown, Between(Monday, 19, 20), Between(Monday, 19, 20)]).Hours, Is.Null);
        Assert.That(Of([.. unknown, Between(Monday, 19, 20), Between(Monday, 19, 20), Between(Monday, 19, 20)]).Hours, Is.EqualTo(PartOfDay.Evening));
    }

    [Test]
    public void A_part_is_not_told_that_fewer_speak_for_than_may_be_told()
    {
        var reports = Enumerable.Range(0, 4).Select(_ => Between(Monday, 17, 19)).Append(Between(Monday, 19, 20)).ToList();

        Assert.That(Of(reports).Hours, Is.EqualTo(PartOfDay.Evening), "three of five");
        Assert.That(RisePattern.Of(reports, fewest: 4).Hours, Is.Null, "three is too few to tell");
    }

    [Test]
    public void An_evening_that_runs_past_midnight_weighs_in_both()
    {
        var late = Enumerable.Range(0, 3).Select(day => new PatternedReport(Monday, DanishTime.At(Monday, new TimeOnly(20, 0)), DanishTime.At(Monday.AddDays(1), new TimeOnly(1, 0)), Nowhere)).ToList();

        Assert.That(RisePattern.Of(late, fewest: 2).Hours, Is.EqualTo(PartOfDay.Evening));
    }

    [TestCase(new[] { 5, 6, 6, 5 }, PartOfWeek.Weekend)]
    [TestCase(new[] { 0, 1, 2, 3 }, PartOfWeek.Weekdays)]
    [TestCase(new[] { 5, 6, 6, 0 }, PartOfWeek.Weekend)]
    [TestCase(new[] { 5, 6, 0, 1, 2, 5 }, null, Description = "half")]
    [TestCase(new[] { 5, 0, 1, 2, 3, 4 }, null, Description = "five of six is what chance gives")]
    public void The_part_of_the_week_is_told_where_it_holds_far_more_than_chance_puts_there(int[] days, PartOfWeek? part) =>
        Assert.That(Of(days.Select(day => Between(Monday.AddDays(day), 10, 14))).Days, Is.EqualTo(part));

    [Test]
    public void A_whole_week_away_tells_nothing_of_the_weekday() =>
        Assert.That(Of(Enumerable.Repeat(new PatternedReport(Monday.AddDays(7), DanishTime.StartOf(Monday), DanishTime.StartOf(Monday.AddDays(7)), Nowhere), 5)), Is.EqualTo(RisePattern.None));

    [TestCase(100, 2, true)]
    [TestCase(300, 2, false, Description = "too far apart")]
    [TestCase(100, 9, false, Description = "too long apart")]
    public void Some_are_close_where_three_lie_near_one_another_in_place_and_time(double metresApart, int daysApart, bool close)
    {
        PatternedReport At(double x, int day) => new(Monday.AddDays(day), null, null, new PlanePoint(500_000 + x, 6_200_000));

        Assert.That(Of([At(0, 0), At(metresApart, daysApart), At(-metresApart, daysApart), At(50_000, 1)]).IsClose, Is.EqualTo(close));
        Assert.That(Of([At(0, 0), At(metresApart, daysApart)]).IsClose, Is.False, "two are a pair");
    }

    [Test]
    public void Without_reports_nothing_is_told() => Assert.That(Of([]), Is.EqualTo(RisePattern.None));

    private static PlanePoint Nowhere => new(double.NaN, double.NaN);

    private static RisePattern Of(IEnumerable<PatternedReport> reports) => RisePattern.Of([.. reports], Fewest);

    private static PatternedReport Between(DateOnly day, int from, int to) => new(
        day, DanishTime.StartOf(day).AddHours(from), DanishTime.StartOf(day).AddHours(to), Nowhere);
}
