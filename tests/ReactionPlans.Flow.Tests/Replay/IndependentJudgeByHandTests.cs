using NUnit.Framework;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Replay;

/// <summary>The second computation against cases worked out on paper: before it may judge the program, it is judged itself.</summary>
public sealed class IndependentJudgeByHandTests
{
    private static readonly IndependentCriterion ThreeInFive =
        new(AtLeast: 3, WithinDays: 5, MinimumReports: 3, ClearAfterDays: 2, CooldownDays: 3);

    [Test]
    public void Fires_clears_and_cools_down_on_the_days_that_paper_says()
    {
        // Days 1, 2, 3: fires on 3. Day 6 still counts 2 of 3 (days 2, 3), which is clear: ceil(3/2) = 2; clear on 6 and 7, so it ends on 7.
        // Three more on 8: no firing on 8, 9, 10 (cool-down); on 11 they still count, and it may fire again.
        var spikes = Run([Report("a", 1), Report("b", 2), Report("c", 3), Report("d", 8), Report("e", 8), Report("f", 8)], lastDay: 12);

        Assert.That(spikes, Is.EquivalentTo(new[] { new IndependentSpike("X", Day(3), Day(7)), new IndependentSpike("X", Day(11), null) }));
    }

    [Test]
    public void A_report_counts_from_the_day_it_is_known_and_not_after_its_withdrawal()
    {
        var late = Report("c", 3) with { KnownAt = IndependentReading.DanishMidnight(Day(4)) };
        var withdrawn = Report("b", 2) with { Revision = 2, Withdrawn = true, KnownAt = IndependentReading.DanishMidnight(Day(3)) };

        Assert.That(Run([Report("a", 1), Report("b", 2), late], lastDay: 5).Single().FiredOn, Is.EqualTo(Day(4)));
        Assert.That(Run([Report("a", 1), Report("b", 2), Report("c", 3), withdrawn], lastDay: 5), Is.Empty);
    }

    [Test]
    public void A_lower_revision_that_comes_late_changes_nothing()
    {
        var moved = Report("c", 3) with { Revision = 2, Area = "" };
        var lateFirst = Report("c", 3) with { KnownAt = IndependentReading.DanishMidnight(Day(4)) };

        Assert.That(Run([Report("a", 1), Report("b", 2), moved, lateFirst], lastDay: 5), Is.Empty);
    }

    private static HashSet<IndependentSpike> Run(
        IndependentReport[] reports, int lastDay) =>
        IndependentJudge.Run(reports, ThreeInFive, Day(1), Day(lastDay));

    private static IndependentReport Report(string reference, int day) => new(reference, 1, false, Day(day), IndependentReading.DanishMidnight(Day(day)), "X");

    private static DateOnly Day(int day) => new(2026, 3, day);
}
