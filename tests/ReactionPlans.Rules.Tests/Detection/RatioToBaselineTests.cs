using NUnit.Framework;
using ReactionPlans.Rules.Detection;

namespace ReactionPlans.Rules.Tests.Detection;

public sealed class RatioToBaselineTests
{
    private static readonly DateOnly Sunday = new(2025, 10, 19); // the last day of ISO week 42
    private static readonly RatioToBaselineParameters Rule = new();

    [Test]
    public void One_earlier_year_gives_a_ratio_and_a_chance_one_can_compute()
    {
        // One burglary every 14th day for 30 years back, five in the last 14 days.
        var counts = new int[400];
        for (var at = 6; at < 386; at += 14)
            counts[at] = 1;
        counts[^3] = 5;

        // Of the five windows of last year (364 days back, shifted -14 to 14) those that lie in 400 days: ends 400 - 364 + s = 22, 29, 36, 43, 50; 1 in each.
        var found = RatioToBaseline.Judge(counts, Sunday, Rule);

        Assert.That((found.Count, found.Baseline, found.Windows, found.FromEarlierYears), Is.EqualTo((5, 1.0, 5, true)));
        Assert.That((found.Ratio, found.Holds), Is.EqualTo((5.0, true)));

        // They cover 42 days, 3 windows, with 3 burglaries: P(Bin(8, 1/4) >= 5) = (56 x 27 + 28 x 9 + 8 x 3 + 1) / 65536.
        Assert.That(found.P, Is.EqualTo((56 * 27 + 28 * 9 + 8 * 3 + 1) / 65536.0).Within(1e-12));
    }

    [Test]
    public void The_chance_is_the_binomial_tail()
    {
        Assert.That(RatioToBaseline.Luck(2, 0, 1), Is.EqualTo(0.25).Within(1e-12), "both of two on one side of even odds");
        Assert.That(RatioToBaseline.Luck(1, 3, 4), Is.EqualTo(1 - Math.Pow(0.8, 4)).Within(1e-12));
        Assert.That(RatioToBaseline.Luck(0, 5, 4), Is.EqualTo(1));
    }

    [TestCase("2025-10-19", "2024-10-20")] // week 42, Sunday
    [TestCase("2026-10-18", "2025-10-19")]
    [TestCase("2021-01-03", "2020-01-05")] // week 53 of 2020: 2019 has none, and week 1 of 2020 is the nearest
    [TestCase("2021-10-24", "2020-10-18")] // week 42 of 2020 is 371 days back: that year had 53 weeks
    public void Weeks_meet_the_same_weeks(string day, string lastYear)
    {
        var (now, then) = (DateOnly.Parse(day, null), DateOnly.Parse(lastYear, null));
        var counts = new int[500];
        counts[^(now.DayNumber - then.DayNumber + 1)] = 7;

        var found = RatioToBaseline.Judge(counts, now, Rule with { WindowDays = 1, ShiftDays = [0] });

        Assert.That(found.Baseline, Is.EqualTo(7));
    }

    [Test]
    public void Without_an_earlier_year_the_weeks_before_are_the_baseline()
    {
        var counts = new int[70];
        counts[^15] = counts[^20] = 3; // the window straight before; three more without any: 6 / 4
        counts[^1] = 7;

        var found = RatioToBaseline.Judge(counts, Sunday, Rule);

        Assert.That((found.Baseline, found.Windows, found.FromEarlierYears), Is.EqualTo((1.5, 4, false)));
        Assert.That(found.Ratio, Is.EqualTo(7 / 1.5).Within(1e-12));
    }

    [Test]
    public void Next_to_nothing_is_taken_as_half_a_report()
    {
        var counts = new int[70];
        counts[^1] = 4;

        Assert.That(RatioToBaseline.Judge(counts, Sunday, Rule).Ratio, Is.EqualTo(8));
        Assert.That(RatioToBaseline.Judge(counts, Sunday, Rule).Holds, Is.True);
        Assert.That(RatioToBaseline.Judge(counts, Sunday, Rule with { MinimumReports = 5 }).Holds, Is.False);
        Assert.That(RatioToBaseline.Judge(counts, Sunday, Rule with { LuckAtMost = 0.0001 }).Holds, Is.False, "(1/5)^4 = 0.0016");
    }

    [Test]
    public void The_same_days_of_the_calendar_28_years_on_give_the_same([Range(1, 20)] int seed)
    {
        var dice = new Random(seed);
        int[] counts = [.. Enumerable.Range(0, dice.Next(2500)).Select(_ => dice.Next(10) == 0 ? 1 : 0)];
        var day = Sunday.AddDays(dice.Next(365));

        Assert.That(RatioToBaseline.Judge(counts, day.AddYears(28), Rule), Is.EqualTo(RatioToBaseline.Judge(counts, day, Rule)));
    }

    [Test]
    public void Without_any_baseline_nothing_holds_and_huge_counts_have_answers()
    {
        Assert.That(RatioToBaseline.Judge([], Sunday, Rule), Has.Property("Holds").False.And.Property("P").EqualTo(1).And.Property("Baseline").NaN);
        Assert.That(RatioToBaseline.Judge([1000], Sunday, Rule).Holds, Is.False);
        Assert.That(RatioToBaseline.Judge([1, 2, 3], new DateOnly(1, 1, 3), Rule).Holds, Is.False);
        var huge = RatioToBaseline.Judge([.. Enumerable.Repeat(int.MaxValue, 2500)], Sunday, Rule);
        Assert.That((huge.Count, huge.Ratio, huge.Holds), Is.EqualTo((int.MaxValue, 1.0, false)));
        Assert.That(huge.P, Is.InRange(0, 1));
    }

    [Test]
    public void What_is_no_count_or_no_window_is_refused()
    {
        Assert.That(() => RatioToBaseline.Judge([-1], Sunday, Rule), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => RatioToBaseline.Judge([], Sunday, Rule with { WindowDays = 0 }), Throws.ArgumentException);
        Assert.That(() => RatioToBaseline.Judge([], Sunday, Rule with { ShiftDays = [400] }), Throws.ArgumentException.With.Message.Contains("half a year"));
        Assert.That(() => RatioToBaseline.Judge([], Sunday, Rule with { LowestBaseline = double.NaN }), Throws.ArgumentException);
    }
}
