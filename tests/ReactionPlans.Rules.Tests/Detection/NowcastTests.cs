using NUnit.Framework;
using ReactionPlans.Rules.Detection;

namespace ReactionPlans.Rules.Tests.Detection;

public sealed class NowcastTests
{
    private static readonly DateOnly First = new(2026, 3, 1), Now = new(2026, 3, 10);
    private static readonly NowcastParameters TwoDays = new() { MaximumDelayDays = 2 };

    /// <summary>Four burglaries on the 5th, two on the 9th, one today; and one of the 9th that nobody has told yet.</summary>
    private static readonly DatedReport[] Reports = [Of(5, 0), Of(5, 0), Of(5, 1), Of(5, 2), Of(9, 0), Of(9, 1), Of(10, 0), Of(9, 2)];

    [Test]
    public void Delays_are_learnt_only_from_burglaries_old_enough_to_show_them()
    {
        var delays = DelayDistribution.Of(Reports, Now, First, TwoDays);

        // Two days old: the 5th alone, 1 of 4 after two days. One day old: 5th and 9th, 2 of 5 after one day. So 1, 1 - 1/4, (1 - 1/4)(1 - 2/5).
        Assert.Multiple(() =>
        {
            Assert.That(delays.Reports, Is.EqualTo(new[] { 4, 2, 1 }));
            Assert.That(delays.AtMost, Is.EqualTo(new[] { 4, 5, 4 }));
            Assert.That(delays.ShareKnown, Is.EqualTo(new[] { 0.45, 0.75, 1 }).Within(1e-12));
        });
    }

    [Test]
    public void A_day_is_estimated_as_known_over_share_with_a_band_and_hidden_while_too_little_is_known()
    {
        var days = Nowcast.Days(Reports, Now, First, TwoDays);

        // The 9th: 2 / 0.75. Missing is negative binomial of size 2.5, probability 0.75: P(0) = 0.487, P(0 or 1) = 0.792, P(0 to 2) = 0.925: 0 to 2.
        Assert.Multiple(() =>
        {
            Assert.That(days.Select(day => day.Day.Day), Is.EqualTo(new[] { 8, 9, 10 }));
            Assert.That(days[0] is { Known: 0, Estimate: 0, Low: 0, High: 0, IsShown: true }, Is.True);
            Assert.That(days[1] is { Known: 2, AgeDays: 1, Low: 2, High: 4, IsShown: true }, Is.True);
            Assert.That(days[1].Estimate, Is.EqualTo(8.0 / 3).Within(1e-12));
            Assert.That(days[2] is { Known: 1, AgeDays: 0, Low: 1, High: 1, IsShown: false }, Is.True);
            Assert.That(days[2].Estimate, Is.EqualTo(1 / 0.45).Within(1e-12));
        });
    }

    [Test]
    public void What_is_expected_to_be_known_by_now_is_less_for_younger_days()
    {
        var delays = DelayDistribution.Of(Reports, Now, First, TwoDays);

        Assert.Multiple(() =>
        {
            Assert.That(delays.ExpectedKnown(2, 0), Is.EqualTo(0.9).Within(1e-12));
            Assert.That(delays.ExpectedKnown(2, 99), Is.EqualTo(2));
            Assert.That(delays.ExpectedKnown([2, 2, 2, 2]), Is.EqualTo(2 + 2 + 1.5 + 0.9).Within(1e-12));
            Assert.That(delays.ExpectedKnown([]), Is.Zero);
        });
    }

    [Test]
    public void The_moving_window_forgets_older_burglaries_later_for_longer_delays()
    {
        var delays = DelayDistribution.Of(Reports, Now, First, TwoDays with { WindowDays = 3 });

        // Delay 0: the 7th to the 10th; delay 1: the 6th to the 9th; delay 2: the 5th to the 8th.
        Assert.That(delays.AtMost, Is.EqualTo(new[] { 2, 2, 4 }));
    }

    [Test]
    public void Order_of_the_reports_and_what_is_not_known_yet_make_no_difference()
    {
        DatedReport[] later = [.. Reports.Reverse(), Of(10, 5), Of(11, 0)];

        Assert.That(Nowcast.Days(later, Now, First, TwoDays), Is.EqualTo(Nowcast.Days(Reports, Now, First, TwoDays)));
    }

    [Test]
    public void Simulated_delays_are_found_again_and_the_share_rises_to_1()
    {
        var random = new Random(4);
        DatedReport[] reports = [.. Enumerable.Range(0, 20_000).Select(_ => First.AddDays(-random.Next(150)))
            .Select(day => new DatedReport(day, day.AddDays((int)(Math.Log(random.NextDouble()) / Math.Log(0.7)))))];

        var delays = DelayDistribution.Of(reports, First, First.AddDays(-149), new NowcastParameters());

        // Geometric: 1 - 0.7^(x + 1) within x days, and next to all within 28.
        Assert.That(delays.ShareKnown, Is.Ordered);
        Assert.That(delays.ShareKnown, Is.EqualTo(Enumerable.Range(0, 29).Select(x => 1 - Math.Pow(0.7, x + 1))).Within(0.02));
    }

    [Test]
    public void Without_reports_nothing_is_known_and_nothing_is_shown()
    {
        var delays = DelayDistribution.Of([], Now, First, TwoDays);

        Assert.Multiple(() =>
        {
            Assert.That(delays.IsKnown, Is.False);
            Assert.That(delays.ExpectedKnown(2, 0), Is.NaN);
            Assert.That(Nowcast.Days([], Now, First, TwoDays).Any(day => day.IsShown || !double.IsNaN(day.Estimate)), Is.False);
        });
    }

    [Test]
    public void A_share_of_0_gives_no_estimate()
    {
        var days = Nowcast.Days([Of(1, 2), Of(2, 2)], Now, First, TwoDays with { HiddenBelow = 0 });

        Assert.That(days[^1] is { Share: 0, Estimate: double.NaN, IsShown: false }, Is.True);
    }

    [Test]
    public void What_cannot_be_is_refused()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => Nowcast.Days([Of(5, -1)], Now, First, TwoDays), Throws.ArgumentException);
            Assert.That(() => Nowcast.Days(Reports, First, Now, TwoDays), Throws.ArgumentException);
            Assert.That(() => Nowcast.Days(Reports, Now, DelayDistribution.Of(Reports, Now, First, TwoDays), new NowcastParameters()), Throws.ArgumentException);
            Assert.That(() => DelayDistribution.Of(Reports, Now, First, TwoDays).ExpectedKnown(1, -1), Throws.InstanceOf<ArgumentException>());
            Assert.That(() => DelayDistribution.Of(Reports, Now, First, TwoDays).ExpectedKnown(double.NaN, 1), Throws.InstanceOf<ArgumentException>());
        });
        NowcastParameters[] wrong =
        [
            TwoDays with { MaximumDelayDays = -1 }, TwoDays with { MaximumDelayDays = 5000 }, TwoDays with { WindowDays = -1 },
            TwoDays with { HiddenBelow = double.NaN }, TwoDays with { BandLevel = 1 },
        ];
        foreach (var parameters in wrong)
            Assert.That(() => Nowcast.Days(Reports, Now, First, parameters), Throws.InstanceOf<ArgumentException>(), parameters.ToString());
    }

    private static DatedReport Of(int day, int delay) => new(new DateOnly(2026, 3, day), new DateOnly(2026, 3, day).AddDays(delay));
}
