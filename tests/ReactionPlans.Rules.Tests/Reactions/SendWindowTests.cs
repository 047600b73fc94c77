using NUnit.Framework;
using ReactionPlans.Rules.Reactions;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Rules.Tests.Reactions;

public sealed class SendWindowTests
{
    [TestCase("2026-03-04T05:59:59Z", "2026-03-04T06:00:00Z", TestName = "Before seven it waits for seven, winter time")]
    [TestCase("2026-03-04T06:00:00Z", "2026-03-04T06:00:00Z", TestName = "At seven it goes")]
    [TestCase("2026-03-04T19:59:59Z", "2026-03-04T19:59:59Z", TestName = "Just before nine in the evening it goes")]
    [TestCase("2026-03-04T20:00:00Z", "2026-03-05T06:00:00Z", TestName = "At nine in the evening it waits for the morning")]
    [TestCase("2026-03-04T23:30:00Z", "2026-03-05T06:00:00Z", TestName = "Past midnight in Denmark it waits for the same Danish day's morning")]
    [TestCase("2026-03-28T22:00:00Z", "2026-03-29T08:00:00Z", TestName = "In the night summer time begins, before a Sunday, the morning comes an hour earlier")]
    [TestCase("2026-10-24T21:00:00Z", "2026-10-25T09:00:00Z", TestName = "In the night summer time ends, before a Sunday, the morning comes an hour later")]
    [TestCase("2026-07-01T05:00:00Z", "2026-07-01T05:00:00Z", TestName = "Seven in summer is five in UTC")]
    [TestCase("2026-03-08T06:30:00Z", "2026-03-08T09:00:00Z", TestName = "On a Sunday it waits for ten")]
    [TestCase("2026-05-14T05:30:00Z", "2026-05-14T08:00:00Z", TestName = "On a public holiday too")]
    [TestCase("2026-12-24T22:00:00Z", "2026-12-25T09:00:00Z", TestName = "From the evening before a public holiday it waits for ten")]
    [TestCase("2026-05-14T08:00:00Z", "2026-05-14T08:00:00Z", TestName = "It goes on a public holiday")]
    public void The_next_allowed_instant(string instant, string expected) =>
        Assert.That(SendWindow.NextAllowed(Instant(instant)), Is.EqualTo(Instant(expected)));

    [Test]
    public void Every_quarter_of_a_year_has_its_next_allowed_instant_in_the_window_and_within_fourteen_hours()
    {
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (var instant = start; instant < start.AddYears(1); instant = instant.AddMinutes(15))
        {
            var next = SendWindow.NextAllowed(instant);
            Assert.That(SendWindow.Allows(next), Is.True);
            // Ten hours of night, three more before a Sunday, and one where the clock goes back.
            Assert.That(next - instant, Is.InRange(TimeSpan.Zero, TimeSpan.FromHours(14)));
        }
    }

    [TestCase("2026-03-04T12:00:00Z", "2026-03-11", TestName = "Wednesday to Wednesday")]
    [TestCase("2026-03-07T12:00:00Z", "2026-03-13", TestName = "Saturday to Friday")]
    [TestCase("2026-03-06T23:30:00Z", "2026-03-13", TestName = "Friday night in UTC is Saturday in Denmark")]
    [TestCase("2026-03-30T12:00:00Z", "2026-04-09", TestName = "Over Easter")]
    public void Paper_is_expected_after_five_weekdays(string accepted, string expected) =>
        Assert.That(PaperMail.Usual.ExpectedDelivery(Instant(accepted)), Is.EqualTo(DanishTime.StartOf(DateOnly.Parse(expected, null))));

    [TestCase("2026-03-04T12:59:59Z", "2026-03-06", TestName = "Before the provider's cut-off it is taken today")]
    [TestCase("2026-03-04T13:00:00Z", "2026-03-09", TestName = "At the cut-off it waits for tomorrow")]
    [TestCase("2026-03-06T13:00:00Z", "2026-03-11", TestName = "On a Friday afternoon it waits for Monday")]
    [TestCase("2026-03-07T08:00:00Z", "2026-03-11", TestName = "A Saturday's letter is taken on Monday")]
    [TestCase("2026-04-01T13:00:00Z", "2026-04-09", TestName = "The afternoon before Easter it waits for Tuesday after it")]
    public void The_providers_cut_off_is_counted_with(string accepted, string expected) =>
        Assert.That(new PaperMail(2, new TimeOnly(14, 0)).ExpectedDelivery(Instant(accepted)), Is.EqualTo(DanishTime.StartOf(DateOnly.Parse(expected, null))));

    [Test]
    public void A_passing_failure_is_tried_again_four_times_and_ever_later()
    {
        var waits = Enumerable.Range(1, SendRetry.Attempts).Select(attempt => SendRetry.After(attempt, TimeSpan.FromMinutes(5))?.TotalMinutes);

        Assert.That(waits, Is.EqualTo(new double?[] { 5, 10, 20, 40, null }));
    }

    [Test]
    public void Days_and_instants_are_written_as_Danes_write_them()
    {
        Assert.That(DanishText.Day(new DateOnly(2020, 2, 16)), Is.EqualTo("16. februar 2020"));
        Assert.That(DanishText.Moment(Instant("2020-02-15T23:05:00Z")), Is.EqualTo("søndag den 16. februar 2020 kl. 00.05"));
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, null);
}
