using System.Globalization;
using NUnit.Framework;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Rules.Tests.Detection;

public sealed class ReferenceDayTests
{
    private static readonly DateOnly Reported = new(2026, 3, 10);

    // Each line: how, earliest, latest (Danish time), and the weight on 6, 7, 8, 9 and 10 March, the day it was reported.
    [TestCase("Reported", "2026-03-06T18:00", "2026-03-09T06:00", "0 0 0 0 1")]
    [TestCase("OccurredEnd", "2026-03-06T18:00", "2026-03-09T06:00", "0 0 0 1 0")]
    [TestCase("Aoristic", "2026-03-06T18:00", "2026-03-09T06:00", "0.1 0.4 0.4 0.1 0")] // 6 + 24 + 24 + 6 hours
    [TestCase("Aoristic", "2026-03-07T00:00", "2026-03-09T00:00", "0 0.5 0.5 0 0")] // two whole days: the midnight at the end is no part of a third
    [TestCase("OccurredEnd", "2026-03-07T00:00", "2026-03-09T00:00", "0 0 1 0 0")]
    [TestCase("Aoristic", "2026-03-08T00:00", "2026-03-08T00:00", "0 0 1 0 0")] // a moment
    [TestCase("OccurredEnd", "2026-03-08T00:00", "2026-03-08T00:00", "0 0 1 0 0")]
    [TestCase("OccurredEnd", null, "2026-03-08T00:00", "0 1 0 0 0")] // "on the 7th", and no earliest time
    [TestCase("OccurredEnd", null, "2026-03-11T00:00", "0 0 0 0 1")] // "on the 10th", reported the same day
    [TestCase("OccurredEnd", "2026-03-08T10:00", null, "0 0 0 0 1")] // the end is not known
    [TestCase("Aoristic", "2026-03-08T10:00", null, "0 0 0 0 1")]
    [TestCase("Aoristic", null, "2026-03-08T10:00", "0 0 0 0 1")]
    [TestCase("Aoristic", null, null, "0 0 0 0 1")]
    [TestCase("Aoristic", "2026-03-09T06:00", "2026-03-06T18:00", "0 0 0 0 1")] // from after to
    [TestCase("OccurredEnd", "2026-03-09T06:00", "2026-03-06T18:00", "0 0 0 0 1")]
    [TestCase("Aoristic", "2026-03-06T18:00", "2026-03-11T06:00", "0 0 0 0 1")] // ends after it was reported
    [TestCase("Aoristic", "2016-03-09T06:00", "2026-03-09T06:00", "0 0 0 0 1")] // begins more than ten years before
    [TestCase("OccurredEnd", "2016-03-09T06:00", "2026-03-09T06:00", "0 0 0 0 1")]
    public void A_report_weighs_on_the_days_it_is_agreed_to_count_on(string by, string? from, string? to, string weights)
    {
        var days = Enumerable.Range(6, 5).Select(day => new DateOnly(2026, 3, day));

        var found = days.Select(day => ReferenceDay.Weight(Enum.Parse<CountBy>(by), Reported, At(from), At(to), day, Reported) - After(day));

        Assert.That(found, Is.EqualTo(weights.Split(' ').Select(weight => double.Parse(weight, CultureInfo.InvariantCulture))).Within(1e-12));

        // The window ends on the reported day, or the report would not be known; a day's own weight is the window's less the next one's.
        double After(DateOnly day) => day == Reported ? 0 : ReferenceDay.Weight(Enum.Parse<CountBy>(by), Reported, At(from), At(to), day.AddDays(1), Reported);
    }

    [Test]
    public void A_report_counts_in_no_window_that_ended_before_it_was_reported([Values] CountBy by) =>
        Assert.That(ReferenceDay.Weight(by, Reported, At("2026-03-01T00:00"), At("2026-03-05T00:00"), new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 9)), Is.Zero);

    [Test]
    public void The_night_that_loses_an_hour_weighs_an_hour_less()
    {
        var (from, to) = (DanishTime.StartOf(new DateOnly(2026, 3, 28)), DanishTime.EndOf(new DateOnly(2026, 3, 29)));
        var sunday = new DateOnly(2026, 3, 29);

        Assert.That(ReferenceDay.Weight(CountBy.Aoristic, sunday, from, to, sunday, sunday), Is.EqualTo(23 / 47.0).Within(1e-12));
    }

    [Test]
    public void A_report_weighs_one_in_all_and_never_more_by_when_it_happened_than_by_when_it_was_reported([Range(1, 50)] int seed)
    {
        var random = new Random(seed);
        var to = DanishTime.EndOf(Reported).AddMinutes(-random.Next(60 * 24 * 20));
        var from = to.AddMinutes(-random.Next(60 * 24 * 30));

        foreach (var by in Enum.GetValues<CountBy>())
        {
            Assert.That(ReferenceDay.Weight(by, Reported, from, to, Reported.AddDays(-60), Reported), Is.EqualTo(1).Within(1e-12));
            for (var days = 1; days < 40; days++)
            {
                var first = Reported.AddDays(1 - days);
                Assert.That(ReferenceDay.Weight(by, Reported, from, to, first, Reported), Is.InRange(0, ReferenceDay.Weight(CountBy.Reported, Reported, from, to, first, Reported)));
            }
        }
    }

    [Test]
    public void Shares_that_make_whole_reports_meet_a_whole_limit_whatever_their_order()
    {
        (string, double)[] shares = [.. Enumerable.Range(0, 30).Select(number => ($"J-{number:00}", number % 3 == 0 ? 0.1 : 0.2))]; // 10 x 0.1 + 20 x 0.2
        var sum = ReferenceDay.Sum(shares);

        Assert.That(Threshold.Holds(sum, 5), Is.True);
        Assert.That(Threshold.IsClear(sum, 10), Is.True);
        Assert.That(Threshold.Holds(sum - 1e-6, 5), Is.False);
        Assert.That(Threshold.IsClear(sum + 1e-6, 10), Is.False);
        Assert.That(ReferenceDay.Sum(shares.Reverse()), Is.EqualTo(sum), "to the last bit");
    }

    private static DateTimeOffset? At(string? danish) =>
        danish is null ? null : DanishTime.At(DateOnly.Parse(danish[..10], CultureInfo.InvariantCulture), TimeOnly.Parse(danish[11..], CultureInfo.InvariantCulture));
}
