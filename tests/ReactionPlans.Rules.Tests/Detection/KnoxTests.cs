using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using ReactionPlans.Rules.Detection;

namespace ReactionPlans.Rules.Tests.Detection;

public sealed class KnoxTests
{
    private static readonly KnoxParameters Quick = new() { Space = new Bands([0, 100, 200]), Time = new Bands([0, 7, 14]), Replications = 19 };

    [Test]
    public void Three_burglaries_on_a_line_make_the_table_one_can_count()
    {
        // 50 m and 120 m apart, 170 m from end to end; 3, 5 and 8 days. Pairs: (50 m, 3 d), (120 m, 5 d), (170 m, 8 d).
        var table = Knox.Count([new(0, 0), new(50, 0), new(170, 0)], [0, 3, 8], Quick);

        Assert.That(table.Observed, Is.EqualTo(new long[][] { [1, 0], [1, 1] }));
        Assert.That(table.SpaceTotals, Is.EqualTo(new long[] { 1, 2 }));
        Assert.That(table.TimeTotals, Is.EqualTo(new long[] { 2, 1 }));
        Assert.That(table.Pairs, Is.EqualTo(3));
        Assert.That(table.Expected[1][0], Is.EqualTo(4 / 3.0), "2 x 2 / 3");
        Assert.That(table.Ratio[0][0], Is.EqualTo(1.5), "1 / (1 x 2 / 3)");
    }

    [Test]
    public void Expected_is_the_mean_over_all_orders_of_the_times_and_p_their_share()
    {
        // The near pair (50 m) has 3, 5 or 8 days, each in two of the six orders: at least one pair within a week in 4 of 6.
        var table = Knox.Count([new(0, 0), new(50, 0), new(170, 0)], [0, 3, 8], Quick with { Replications = 9999 });

        Assert.That(table.Expected[0][0], Is.EqualTo(4 / 6.0).Within(1e-12));
        Assert.That(table.P[0][0], Is.EqualTo(4 / 6.0).Within(0.02));
    }

    [Test]
    public void Along_the_streets_it_is_farther()
    {
        PlanePoint[] places = [new(0, 0), new(60, 80)]; // 100 m straight, 140 m along the axes

        Assert.That(Knox.Count(places, [0, 1], Quick with { Distance = DistanceKind.Manhattan }).SpaceTotals, Is.EqualTo(new long[] { 0, 1 }));
        Assert.That(Knox.Count(places, [0, 1], Quick with { Space = new Bands([0, 100, 200], closedAtUpperEnd: true) }).SpaceTotals, Is.EqualTo(new long[] { 1, 0 }));
    }

    // limit, closed above, outermost included -> band; None is -1
    [TestCase(0, false, false, 0)]
    [TestCase(7, false, false, 1)]
    [TestCase(14, false, false, -1)]
    [TestCase(14, false, true, 1)]
    [TestCase(0, true, false, -1)]
    [TestCase(0, true, true, 0)]
    [TestCase(7, true, false, 0)]
    [TestCase(14, true, false, 1)]
    [TestCase(-1, true, true, -1)]
    [TestCase(double.NaN, true, true, -1)]
    public void A_value_on_a_limit_belongs_to_the_closed_end(double value, bool closedAbove, bool outermost, int band) =>
        Assert.That(new Bands([0, 7, 14], closedAbove, outermost).Of(value), Is.EqualTo(band));

    [Test]
    public void Bands_are_named_by_their_ends() =>
        Assert.That(new[] { new Bands([0, 0.1, 7]).NameOf(0), new Bands([0, 7, double.PositiveInfinity], true, true).NameOf(0) }, Is.EqualTo(new[] { "[0,0.1)", "[0,7]" }));

    [Test]
    public void Bands_over_everything_sum_to_the_totals_and_moving_all_changes_nothing() =>
        Prop.ForAll(SomeEvents.Any, events =>
        {
            var all = Quick with { Space = new Bands([0, 100, 300, double.PositiveInfinity]), Time = new Bands([0, 5, 20, double.PositiveInfinity]) };
            var table = Knox.Count(events.Places(), events.Times(), all);
            var moved = Knox.Count(Array.ConvertAll(events.Places(), SomeEvents.Moved), Array.ConvertAll(events.Times(), time => time + 20_000), all);

            Assert.That(table.Observed.Select(row => row.Sum()), Is.EqualTo(table.SpaceTotals));
            Assert.That(Enumerable.Range(0, 3).Select(time => table.Observed.Sum(row => row[time])), Is.EqualTo(table.TimeTotals));
            Assert.That(table.SpaceTotals.Sum(), Is.EqualTo(table.Pairs));
            Assert.That(table.Expected.Sum(row => row.Sum()), Is.EqualTo((double)table.Pairs).Within(1e-6));
            Assert.That(moved.Observed, Is.EqualTo(table.Observed));
            Assert.That(moved.P, Is.EqualTo(table.P), "the same seed, the same p");
        }).QuickCheckThrowOnFailure();

    [Test]
    public void Too_few_make_zeros_and_all_on_one_place_and_day_are_no_surprise()
    {
        Assert.That(Knox.Count([], [], Quick).P[0][0], Is.EqualTo(1));
        Assert.That(Knox.Count([new(1, 1)], [5], Quick).Pairs, Is.Zero);
        var same = Knox.Count(new PlanePoint[30], new double[30], Quick);
        Assert.That((same.Observed[0][0], same.Ratio[0][0], same.P[0][0]), Is.EqualTo((435L, 1.0, 1.0)), "30 x 29 / 2");
        Assert.That(same.Ratio[1][1], Is.NaN);
    }

    [Test]
    public void What_is_no_number_or_no_table_is_refused()
    {
        Assert.That(() => Knox.Count([new(double.NaN, 0)], [0], Quick), Throws.ArgumentException.With.Message.Contains("no place"));
        Assert.That(() => Knox.Count([new(0, 0)], [double.PositiveInfinity], Quick), Throws.ArgumentException.With.Message.Contains("no time"));
        Assert.That(() => Knox.Count([new(0, 0)], [], Quick), Throws.ArgumentException.With.Message.Contains("1 places"));
        Assert.That(() => Knox.Count(new PlanePoint[20_001], new double[20_001], Quick), Throws.ArgumentException.With.Message.Contains("at most"));
        Assert.That(() => Knox.Count([], [], Quick with { Replications = 0 }), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => new Bands([0]), Throws.ArgumentException);
        Assert.That(() => new Bands([0, double.NaN, 2]), Throws.ArgumentException.With.Message.Contains("rise"));
    }

    [Test]
    public void It_tells_how_far_it_is_and_stops_when_told()
    {
        using var stopping = new CancellationTokenSource();
        var told = new Told(done =>
        {
            if (done == 5)
                stopping.Cancel();
        });

        Assert.That(() => Knox.Count([new(0, 0), new(1, 1)], [0, 1], Quick, told, stopping.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(told.Last, Is.EqualTo(5));
    }

    private sealed class Told(Action<int> then) : IProgress<int>
    {
        public int Last { get; private set; }

        public void Report(int value) => then(Last = value);
    }
}
