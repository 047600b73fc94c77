using NUnit.Framework;
using ReactionPlans.Rules.Detection;

namespace ReactionPlans.Rules.Tests.Detection;

public sealed class FarringtonBaselineTests
{
    private static readonly FarringtonParameters Windows = new() { YearsBack = 2, HalfWindow = 1, SeasonGroups = 1, PastWeeksNotIncluded = 1 };

    [Test]
    public void Windows_lie_round_the_same_week_in_earlier_years()
    {
        var baseline = FarringtonBaseline.Of(Windows, SeriesAxis.Numbered(120, 52), 110);

        Assert.That(baseline.Positions, Is.EqualTo(new[] { 5, 6, 7, 57, 58, 59 }));
        Assert.That(baseline.Times, Is.EqualTo(new[] { 6, 7, 8, 58, 59, 60 }));
        Assert.That(baseline.TimeAtWeek, Is.EqualTo(111));
    }

    [Test]
    public void Weeks_between_windows_are_cut_into_parts_the_first_ones_longer()
    {
        var parameters = Windows with { SeasonGroups = 4, PastWeeksNotIncluded = 2 };

        var baseline = FarringtonBaseline.Of(parameters, SeriesAxis.Numbered(40, 13), 30);

        // From 3..5: 10 weeks to the next window at 16..18, cut 4, 3, 3; the judged week 30 and the two before it stay out.
        Assert.That(string.Concat(baseline.Groups), Is.EqualTo("444" + "1111222333" + "444" + "111122233"));
        Assert.That(baseline.Positions[0], Is.EqualTo(3));
    }

    [Test]
    public void Dated_weeks_follow_the_calendar_through_years_of_53_weeks()
    {
        var axis = SeriesAxis.Dated(Enumerable.Range(0, 600).Select(week => new DateOnly(2014, 1, 6).AddDays(7 * week)), 52);
        var week = (new DateOnly(2024, 10, 14).DayNumber - new DateOnly(2014, 1, 6).DayNumber) / 7;

        var baseline = FarringtonBaseline.Of(Windows with { YearsBack = 9, HalfWindow = 0 }, axis, week);

        var days = baseline.Positions.Select(at => new DateOnly(2014, 1, 6).AddDays(7 * at)).ToList();
        Assert.That(days, Has.Count.EqualTo(9));
        Assert.That(days.All(day => Math.Abs(day.DayOfYear - new DateOnly(day.Year, 10, 14).DayOfYear) <= 3), Is.True);
    }

    [Test]
    public void A_leap_day_is_the_first_of_March_in_other_years()
    {
        var first = new DateOnly(2022, 1, 1);
        var axis = SeriesAxis.Dated(Enumerable.Range(0, 900).Select(first.AddDays), 365);
        var leap = new DateOnly(2024, 2, 29).DayNumber - first.DayNumber;

        var baseline = FarringtonBaseline.Of(Windows with { HalfWindow = 0 }, axis, leap);

        Assert.That(baseline.Positions.Select(first.AddDays), Is.EqualTo(new[] { new DateOnly(2022, 3, 1), new DateOnly(2023, 3, 1) }));
    }

    [Test]
    public void A_step_that_the_series_lacks_gives_no_baseline()
    {
        DateOnly[] months = [.. Enumerable.Range(0, 48).Select(new DateOnly(2020, 1, 1).AddMonths).Where(day => day != new DateOnly(2022, 6, 1))];

        var baseline = FarringtonBaseline.Of(Windows, SeriesAxis.Dated(months, 12), Array.IndexOf(months, new DateOnly(2023, 6, 1)));

        Assert.That(baseline.Silence, Is.EqualTo(FarringtonSilence.ReferenceMissing));
    }

    [Test]
    public void Days_that_are_no_series_are_refused()
    {
        var day = new DateOnly(2024, 1, 1);

        Assert.That(() => SeriesAxis.Dated([day], 52), Throws.ArgumentException);
        Assert.That(() => SeriesAxis.Dated([day, day.AddDays(6)], 52), Throws.ArgumentException);
        Assert.That(() => SeriesAxis.Dated([day, day], 365), Throws.ArgumentException);
        Assert.That(() => SeriesAxis.Numbered(0, 52), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
