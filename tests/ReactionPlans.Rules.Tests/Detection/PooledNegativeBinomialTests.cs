using System.Diagnostics;
using NUnit.Framework;
using ReactionPlans.Rules.Detection;

namespace ReactionPlans.Rules.Tests.Detection;

public sealed class PooledNegativeBinomialTests
{
    private const int Days = 758;
    private static readonly DateOnly Day = new(2025, 2, 28);
    private static readonly PooledNegativeBinomialParameters Rule = new();

    [Test]
    public void An_even_district_expects_of_each_area_its_rate_drawn_towards_the_mean()
    {
        // One a day in the first area, none in the second, over 730 days of history and the 28 after. Every day is average: all factors are 1.
        var district = new PooledNegativeBinomial(Day, 2, [.. Enumerable.Repeat(1, Days), .. new int[Days]], Rule);

        // Mean rate 730 / 1460 = 0.5. Rates: (730 + 8) / (730 + 8 / 0.5) = 738 / 746, and 8 / 746: 1 in all. Level (56 + 50) / (56 x 1 + 50) = 1.
        Assert.That(district.Level, Is.EqualTo(1).Within(1e-9));
        Assert.That(district.Expected(0, 4), Is.EqualTo(14 * 738 / 746.0).Within(1e-9), "14 days");
        Assert.That(district.Expected(1, 4), Is.EqualTo(14 * 8 / 746.0).Within(1e-9));
        Assert.That(district.Judge(0).Holds, Is.False);
        Assert.That(district.Judge(1).P, Is.EqualTo(1));
    }

    [Test]
    public void The_tail_is_the_negative_binomials()
    {
        Assert.That(PooledNegativeBinomial.UpperTail(1, 10, 10), Is.EqualTo(1 - 1 / 1024.0).Within(1e-12), "P(0) = (10 / 20)^10");
        Assert.That(PooledNegativeBinomial.UpperTail(2, 2, 1), Is.EqualTo(4 / 9.0).Within(1e-12), "size 1 is geometric: (2 / 3)²");
        Assert.That(PooledNegativeBinomial.UpperTail(30, 2, 1), Is.EqualTo(Math.Pow(2 / 3.0, 30)).Within(1e-9).Percent);
        Assert.That(PooledNegativeBinomial.UpperTail(0, 2, 1), Is.EqualTo(1));
        Assert.That(PooledNegativeBinomial.UpperTail(5, double.NaN, 10), Is.EqualTo(1));
        Assert.That(PooledNegativeBinomial.UpperTail(int.MaxValue, 1, 10), Is.Zero);
    }

    [Test]
    public void The_least_likely_window_that_holds_enough_speaks_for_the_area()
    {
        var counts = Even(20);
        counts[^1] += 3;
        counts[^2] += 3;

        var found = new PooledNegativeBinomial(Day, 20, counts, Rule).Judge(19);

        Assert.That((found.WindowDays, found.Count), Is.EqualTo((3, 6)));
        Assert.That(found.Holds, Is.True);
        Assert.That(found.P, Is.EqualTo(PooledNegativeBinomial.UpperTail(6, found.Expected, 10)));
    }

    [Test]
    public void A_rise_over_the_whole_district_is_the_level_and_no_areas_own()
    {
        var counts = Even(20);
        for (var at = 0; at < counts.Length; at++)
            counts[at] *= at % Days >= Days - 56 ? 2 : 1; // the last 28 of them are no history yet

        var district = new PooledNegativeBinomial(Day, 20, counts, Rule);

        Assert.That(district.Level, Is.GreaterThan(1.3));
        Assert.That(Enumerable.Range(0, 20).Count(area => district.Judge(area).Holds), Is.Zero);
    }

    [Test]
    public void The_time_of_year_and_the_day_of_the_week_are_learnt_from_the_district()
    {
        // Four a day in January, one else; none on Sundays.
        var counts = Enumerable.Range(0, Days).Select(at => Day.AddDays(at - Days + 1)).Select(day => day.DayOfWeek == DayOfWeek.Sunday ? 0 : day.Month == 1 ? 4 : 1).ToArray();
        var inJanuary = new PooledNegativeBinomial(new DateOnly(2025, 1, 20), 1, counts.AsSpan(0, Days - 39), Rule);
        var inFebruary = new PooledNegativeBinomial(Day, 1, counts, Rule);

        Assert.That(inJanuary.Expected(0, 4) / inFebruary.Expected(0, 4), Is.InRange(1.5, 4), "some of it is taken for the average: a small district");
    }

    [Test]
    public void A_new_area_has_the_mean_rate_from_its_first_day()
    {
        var district = new PooledNegativeBinomial(Day, 2, [.. Enumerable.Repeat(1, Days), .. new int[Days]], Rule, [Days, 1]);

        Assert.That(district.Expected(1, 4), Is.EqualTo(district.Expected(0, 4)).Within(1e-9));
    }

    [Test]
    public void Without_history_nothing_holds_and_huge_counts_have_answers()
    {
        var young = new PooledNegativeBinomial(Day, 1, [.. Enumerable.Repeat(50, 20)], Rule).Judge(0);
        Assert.That((young.P, young.Holds), Is.EqualTo((1.0, false)));
        Assert.That(young.Expected, Is.NaN);
        Assert.That(new PooledNegativeBinomial(Day, 3, new int[3 * Days], Rule).Judge(2).Holds, Is.False, "no burglaries at all");
        Assert.That(() => new PooledNegativeBinomial(Day, 0, [], Rule), Throws.Nothing);

        var huge = new PooledNegativeBinomial(Day, 2, [.. Enumerable.Repeat(int.MaxValue, Days), .. Enumerable.Repeat(1, Days)], Rule);
        Assert.That(huge.Judge(0).P, Is.InRange(0, 1));
        Assert.That(huge.Judge(1).P, Is.InRange(0, 1));
    }

    [Test]
    public void What_is_no_district_is_refused()
    {
        Assert.That(() => new PooledNegativeBinomial(Day, 2, new int[3], Rule), Throws.ArgumentException.With.Message.Contains("3 counts"));
        Assert.That(() => new PooledNegativeBinomial(Day, 2, [], Rule), Throws.ArgumentException);
        Assert.That(() => new PooledNegativeBinomial(Day, -1, [], Rule), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => new PooledNegativeBinomial(Day, 1, [-1], Rule), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => new PooledNegativeBinomial(Day, 1, [1], Rule, [1, 2]), Throws.ArgumentException.With.Message.Contains("days known"));
        Assert.That(() => new PooledNegativeBinomial(Day, 1, [1], Rule with { Size = double.NaN }), Throws.ArgumentException);
        Assert.That(() => new PooledNegativeBinomial(Day, 1, [1], Rule with { WindowDays = [] }), Throws.ArgumentException);
        Assert.That(() => new PooledNegativeBinomial(Day, 1, [1], Rule).Judge(1), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => new PooledNegativeBinomial(Day, 1, [1], Rule).Judge(-1, 0), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => new PooledNegativeBinomial(new DateOnly(1, 1, 5), 1, new int[Days], Rule), Throws.ArgumentException.With.Message.Contains("calendar"));
    }

    [Test]
    public void Five_hundred_areas_take_a_fraction_of_a_second_and_no_memory_each()
    {
        var counts = Even(500);
        var district = new PooledNegativeBinomial(Day, 500, counts, Rule);
        district.Judge(0);

        var (watch, before) = (Stopwatch.StartNew(), GC.GetAllocatedBytesForCurrentThread());
        for (var area = 0; area < 500; area++)
            district.Judge(area);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(1)));
    }

    /// <summary>One burglary every tenth day in each area, each on days of its own.</summary>
    private static int[] Even(int areas) => [.. Enumerable.Range(0, areas * Days).Select(at => (at % Days + at / Days) % 10 == 0 ? 1 : 0)];
}
