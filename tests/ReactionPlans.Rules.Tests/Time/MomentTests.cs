using NUnit.Framework;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Rules.Tests.Time;

public sealed class MomentTests
{
    [TestCase("2026-01-15T13:45", "2026-01-15T12:45:00Z")]
    [TestCase("2026-07-15 13:45:30", "2026-07-15T11:45:30Z")]
    [TestCase("2026-07-15T13:45:30.5", "2026-07-15T11:45:30.5Z")]
    [TestCase("2026-07-15T13:45Z", "2026-07-15T13:45:00Z")]
    [TestCase("2026-07-15T13:45:00+05:00", "2026-07-15T08:45:00Z")]
    public void A_time_without_offset_is_Danish(string text, string instant)
    {
        Assert.That(Moment.TryParse(text, [], out var moment), Is.True);
        Assert.That(moment.Start, Is.EqualTo(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.That(moment.WholeDay, Is.False);
    }

    [Test]
    public void A_day_alone_lasts_from_midnight_to_midnight()
    {
        Assert.That(Moment.TryParse("2026-03-29", [], out var moment), Is.True);
        Assert.That(moment.WholeDay, Is.True);
        Assert.That(moment.End - moment.Start, Is.EqualTo(TimeSpan.FromHours(23)), "summer time begins");
    }

    [Test]
    public void The_Danish_day_is_not_the_UTC_day()
    {
        Assert.That(Moment.TryParse("2026-03-02T23:30:00Z", [], out var moment), Is.True);
        Assert.That(moment.Day, Is.EqualTo(new DateOnly(2026, 3, 3)));
    }

    [TestCase("29.03.2026 13:45", "dd.MM.yyyy HH:mm", false)]
    [TestCase("29-03-26", "dd-MM-yy", true)]
    public void A_source_may_have_its_own_pattern(string text, string pattern, bool wholeDay)
    {
        Assert.That(Moment.TryParse(text, [pattern], out var moment), Is.True);
        Assert.That((moment.Day, moment.WholeDay), Is.EqualTo((new DateOnly(2026, 3, 29), wholeDay)));
    }

    [Test]
    public void The_first_pattern_that_fits_counts_and_a_month_is_the_moment_it_is_over()
    {
        Assert.That(Moment.TryParse("2026-03", ["yyyy-MM-dd", "yyyy-MM"], out var month), Is.True);
        Assert.That((month.Start, month.WholeDay), Is.EqualTo((DanishTime.StartOf(new DateOnly(2026, 4, 1)), false)));
        Assert.That(Moment.TryParse("03/04/2026", ["dd/MM/yyyy", "MM/dd/yyyy"], out var day), Is.True);
        Assert.That(day.Day, Is.EqualTo(new DateOnly(2026, 4, 3)));
        Assert.That(Moment.TryParse("9999-12", ["yyyy-MM"], out _), Is.False);
    }

    [TestCase("")]
    [TestCase("i går")]
    [TestCase("2026-02-30")]
    [TestCase("0202-02-03")]
    [TestCase("9999-12-31")]
    [TestCase("0001-01-01T00:00:00Z")]
    [TestCase("2026-01-15T25:00")]
    [TestCase("15/01/2026")]
    [TestCase("2026-02-30T10:00:00Z")]
    [TestCase("2026-01-15T10:60")]
    [TestCase("2026-01-15T10:00:61Z")]
    [TestCase("20x6-01-15T10:00:00Z")]
    [TestCase("2026-01-1٥T10:00:00Z")]
    [TestCase("2026-01-15X10:00")]
    [TestCase("2026-01-15Z")]
    [TestCase("2026-01-15T10-00")]
    [TestCase("2026-01-15T10:00:00ZZ")]
    public void Anything_else_is_no_time(string text)
    {
        Assert.That(Moment.TryParse(text, [], out _), Is.False);
    }
}
