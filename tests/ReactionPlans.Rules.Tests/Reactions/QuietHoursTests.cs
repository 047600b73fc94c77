using System.Globalization;
using NUnit.Framework;
using ReactionPlans.Rules.Reactions;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Rules.Tests.Reactions;

public sealed class QuietHoursTests
{
    [TestCase("2026-03-04T12:00:00Z", "13:00-15:00", "2026-03-04T14:00:00Z", TestName = "In the quiet it waits for their end")]
    [TestCase("2026-03-04T14:00:00Z", "13:00-15:00", "2026-03-04T14:00:00Z", TestName = "When they end it goes")]
    [TestCase("2026-03-04T11:59:00Z", "13:00-15:00", "2026-03-04T11:59:00Z", TestName = "The minute before they begin it goes")]
    [TestCase("2026-03-04T18:30:00Z", "19:00-09:00", "2026-03-05T08:00:00Z", TestName = "Over midnight, from the evening")]
    [TestCase("2026-03-05T06:30:00Z", "19:00-09:00", "2026-03-05T08:00:00Z", TestName = "Over midnight, from the morning")]
    [TestCase("2026-03-04T21:00:00Z", "06:00-09:00", "2026-03-05T08:00:00Z", TestName = "The night ends in the quiet, and then they end too")]
    [TestCase("2026-03-04T19:30:00Z", "20:00-21:30", "2026-03-05T06:00:00Z", TestName = "The quiet ends in the night, and it waits for the morning")]
    [TestCase("2026-03-07T19:30:00Z", "20:00-08:00", "2026-03-08T09:00:00Z", TestName = "Before a Sunday it waits for ten")]
    [TestCase("2026-03-04T12:00:00Z", "10:00-20:30", "2026-03-04T12:00:00Z", TestName = "Hours that leave no room silence nobody")]
    public void The_next_allowed_instant(string instant, string quiet, string expected) =>
        Assert.That(QuietHours.NextAllowed(Instant(instant), Read(quiet), daytimeOnly: true), Is.EqualTo(Instant(expected)));

    [Test]
    public void Where_the_night_is_open_only_the_persons_own_hours_hold()
    {
        Assert.That(QuietHours.NextAllowed(Instant("2026-03-04T22:00:00Z"), Read("13:00-15:00"), daytimeOnly: false), Is.EqualTo(Instant("2026-03-04T22:00:00Z")));
        Assert.That(QuietHours.NextAllowed(Instant("2026-03-04T22:00:00Z"), Read("22:00-07:30"), daytimeOnly: false), Is.EqualTo(Instant("2026-03-05T06:30:00Z")));
    }

    [Test]
    public void At_every_quarter_of_a_year_it_is_never_night_never_quiet_and_never_earlier()
    {
        foreach (var quiet in new[] { "12:00-14:00", "18:00-09:00", "02:15-02:45", "00:00-10:30" }.Select(Read))
        {
            for (var instant = Instant("2026-01-01T00:00:00Z"); instant < Instant("2027-01-01T00:00:00Z"); instant = instant.AddMinutes(15))
            {
                var (day, any) = (QuietHours.NextAllowed(instant, quiet, daytimeOnly: true), QuietHours.NextAllowed(instant, quiet, daytimeOnly: false));
                Assert.That(SendWindow.Allows(day) && !quiet.Contains(DanishTime.TimeOf(day)) && day >= instant && day - instant <= TimeSpan.FromHours(30), Is.True, $"{instant:o} {quiet}");
                Assert.That(!quiet.Contains(DanishTime.TimeOf(any)) && any >= instant && any <= day, Is.True, $"{instant:o} {quiet}");
            }
        }
    }

    [TestCase("10:00-20:00", true)]
    [TestCase("10:00-20:01", false)]
    [TestCase("21:00-10:00", true)]
    [TestCase("12:00-11:00", true)]
    [TestCase("12:00-11:01", false)]
    [TestCase("12:00-12:00", false)]
    public void An_hour_of_every_day_is_left(string quiet, bool leaves) => Assert.That(Read(quiet).LeaveRoom, Is.EqualTo(leaves));

    private static QuietHours Read(string hours) => new(TimeOnly.Parse(hours.Split('-')[0], CultureInfo.InvariantCulture), TimeOnly.Parse(hours.Split('-')[1], CultureInfo.InvariantCulture));

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
