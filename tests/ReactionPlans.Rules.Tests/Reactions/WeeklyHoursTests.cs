using NUnit.Framework;
using ReactionPlans.Rules.Reactions;

namespace ReactionPlans.Rules.Tests.Reactions;

public sealed class WeeklyHoursTests
{
    /// <summary>A Monday in winter time.</summary>
    private static readonly DateOnly Monday = new(2026, 3, 2);

    [Test]
    public void A_range_of_days_holds_on_each_of_them()
    {
        var hours = Parse("mon-fri 10:00-18:00; sat 10:00-14:00");

        Assert.That(hours.On(Monday).Single(), Is.EqualTo((Utc(2, 9), Utc(2, 17))));
        Assert.That(hours.On(Monday.AddDays(5)).Single(), Is.EqualTo((Utc(7, 9), Utc(7, 13))));
        Assert.That(hours.On(Monday.AddDays(6)), Is.Empty);
    }

    [TestCase("man-fre 10:00-18:00")]
    [TestCase("MON,tue,ons-fri 10:00-18:00")]
    [TestCase("mon-fri 10:00-14:00, 14:00-18:00")]
    public void Danish_names_lists_and_split_days_are_read(string text)
    {
        var spans = Parse(text).On(Monday.AddDays(2)).ToList();

        Assert.That((spans[0].From, spans[^1].To), Is.EqualTo((Utc(4, 9), Utc(4, 17))));
    }

    [Test]
    public void A_range_may_run_over_Sunday_and_a_span_to_midnight()
    {
        var hours = Parse("fre-man 18:00-24:00");

        Assert.That(hours.On(Monday).Single().To, Is.EqualTo(Utc(2, 23)));
        Assert.That(hours.On(Monday.AddDays(1)), Is.Empty);
    }

    [Test]
    public void A_span_in_the_hour_that_does_not_exist_is_not_there_that_day()
    {
        Assert.That(Parse("sun 02:15-02:45, 02:50-03:10").On(new DateOnly(2026, 3, 29)).All(span => span.From < span.To), Is.True);
    }

    [TestCase("")]
    [TestCase("mon")]
    [TestCase("mon 18:00-10:00")]
    [TestCase("xyz 10:00-18:00")]
    [TestCase("mon 10-18")]
    [TestCase("mon 10:00-18:00, 17:00-19:00")]
    [TestCase("FREQ=WEEKLY;BYDAY=MO")]
    public void What_does_not_fit_is_refused(string text)
    {
        Assert.That(WeeklyHours.TryParse(text, out _), Is.False);
    }

    private static WeeklyHours Parse(string text) =>
        WeeklyHours.TryParse(text, out var hours) ? hours! : throw new AssertionException($"'{text}' is a weekly table");

    private static DateTimeOffset Utc(int day, int hour) => new(2026, 3, day, hour, 0, 0, TimeSpan.Zero);
}
