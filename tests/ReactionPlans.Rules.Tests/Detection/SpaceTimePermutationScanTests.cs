using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using ReactionPlans.Rules.Detection;

namespace ReactionPlans.Rules.Tests.Detection;

public sealed class SpaceTimePermutationScanTests
{
    private static readonly DateOnly First = new(2025, 1, 1);
    private static readonly DateOnly Last = First.AddDays(99);
    private static readonly SpaceTimePermutationParameters Quick = new() { Replications = 19 };

    /// <summary>Three on the last day in one street; nine others, each in a street of its own 5 km on, one every ten days.</summary>
    private static readonly (PlanePoint[] Places, ScanCase[] Cases) Rise = (
        [new(0, 0), new(50, 0), new(120, 0), .. Enumerable.Range(1, 9).Select(number => new PlanePoint(5000 * number, 0))],
        [new(0, Last), new(1, Last), new(2, Last), .. Enumerable.Range(1, 9).Select(number => new ScanCase(2 + number, First.AddDays(10 * number - 10)))]);

    [Test]
    public void A_rise_in_one_street_is_found_with_the_figures_one_can_compute()
    {
        // 12 burglaries; 3 in the circle, 3 on the last day: expected 3 x 3 / 12 = 0.75. LLR = 3 ln(3 / 0.75) + 9 ln(9 / 11.25) = 4.158883 - 2.008292.
        var cluster = SpaceTimePermutationScan.Run(Rise.Places, Rise.Cases, First, Last, Quick with { Replications = 999 }).Single();

        Assert.That((cluster.Count, cluster.Expected, cluster.FirstDay, cluster.LastDay), Is.EqualTo((3, 0.75, Last, Last)));
        Assert.That(cluster.Statistic, Is.EqualTo(4.158883 - 2.008292).Within(1e-5));
        Assert.That((cluster.Centre, cluster.RadiusMetres), Is.EqualTo((0, 120.0)), "around the first place all three are within 120 m");
        Assert.That(cluster.Locations, Is.EqualTo(new[] { 0, 1, 2 }));
        Assert.That(cluster.Members, Is.EqualTo(new[] { 0, 1, 2 }));

        // Only those three places lie near each other. By luck the three of the last day fall on them in 3! 9! of 12! orders, 1 in 220; or one of them and
        // two more of the last 28 days, weaker. So p is about 1 / 220.
        Assert.That(cluster.P, Is.EqualTo(1 / 220.0).Within(0.008));
        Assert.That(cluster.RecurrenceDays, Is.EqualTo(1 / cluster.P));
    }

    [Test]
    public void Equal_distances_enter_one_at_a_time_in_order_of_number()
    {
        // Two places 100 m to either side of the centre; only the first of them has one of the three of the last days.
        PlanePoint[] places = [new(0, 0), new(-100, 0), new(100, 0), new(9000, 0)];
        ScanCase[] cases = [new(0, Last, 2), new(1, Last), new(2, First), new(3, First, 6)];

        var cluster = SpaceTimePermutationScan.Run(places, cases, First, Last, Quick)[0];

        Assert.That(cluster.Locations, Is.EqualTo(new[] { 0, 1 }), "without the one that only adds to the expected");
        Assert.That(cluster.Expected, Is.EqualTo(0.9).Within(1e-12), "3 in the circle x 3 on the day / 10");
    }

    [Test]
    public void A_second_cluster_far_away_is_told_too_and_no_place_twice()
    {
        PlanePoint[] places = [new(0, 0), new(9000, 0), new(18000, 0), new(27000, 0)];
        ScanCase[] cases = [new(0, Last, 4), new(1, Last, 3), new(2, First, 20), new(3, First.AddDays(5), 20)];

        var clusters = SpaceTimePermutationScan.Run(places, cases, First, Last, Quick);

        Assert.That(clusters.Select(one => one.Count), Is.EqualTo(new[] { 4, 3 }));
    }

    [Test]
    public void The_strongest_is_what_trying_every_cylinder_finds() =>
        Prop.ForAll(SomeEvents.Any, events =>
        {
            var cases = events.Select((one, at) => new ScanCase(at, First.AddDays((int)one.Known))).ToArray();
            var rule = new SpaceTimePermutationParameters { MaximumRadiusMetres = 300, MaximumDays = 20, MinimumReports = 2, Replications = 3 };
            var last = First.AddDays(60);

            var clusters = SpaceTimePermutationScan.Run(events.Places(), cases, First, last, rule);
            var moved = SpaceTimePermutationScan.Run(Array.ConvertAll(events.Places(), SomeEvents.Moved),
                Array.ConvertAll(cases, one => one with { Day = one.Day.AddDays(5000) }), First.AddDays(5000), last.AddDays(5000), rule);

            Assert.That(clusters.Count == 0 ? 0 : clusters[0].Statistic, Is.EqualTo(Strongest(events.Places(), cases, last)).Within(1e-9));
            Assert.That(moved.Select(one => (one.Centre, one.Statistic, one.P)), Is.EqualTo(clusters.Select(one => (one.Centre, one.Statistic, one.P))));
            Assert.That(clusters.SelectMany(one => one.Locations), Is.Unique);
            Assert.That(clusters.Select(one => one.Members.Count), Is.EqualTo(clusters.Select(one => one.Count)), "one burglary a case");
        }).QuickCheckThrowOnFailure();

    [TestCase(0.001)]
    [TestCase(0.01)]
    [TestCase(0.2)]
    [TestCase(1)]
    public void Shuffling_that_stops_early_leaves_every_verdict_as_it_is(double luckAtMost)
    {
        var random = new Random(1);
        var (stopped, held) = (0, 0);
        for (var study = 0; study < 60; study++)
        {
            PlanePoint[] places = [.. Enumerable.Range(0, 25).Select(_ => new PlanePoint(2000 * random.NextDouble(), 2000 * random.NextDouble()))];
            ScanCase[] cases = [.. Enumerable.Range(0, 60).Select(at => new ScanCase(at < study % 8 ? 0 : at % 25, at < study % 8 ? Last : First.AddDays(random.Next(100))))];
            var asked = Quick with { Replications = 199, Seed = study };

            var whole = SpaceTimePermutationScan.Run(places, cases, First, Last, asked);
            var brief = SpaceTimePermutationScan.Find(places, cases, First, Last, asked, null, luckAtMost);

            Assert.That(brief.Select(one => (one.Centre, one.Statistic, one.P <= luckAtMost)), Is.EqualTo(whole.Select(one => (one.Centre, one.Statistic, one.P <= luckAtMost))));
            Assert.That(brief.Where(one => one.P <= luckAtMost).Select(one => one.P), Is.EqualTo(whole.Where(one => one.P <= luckAtMost).Select(one => one.P)), "what holds is told with its whole chance");
            stopped += brief.Zip(whole).Count(pair => pair.First.P != pair.Second.P);
            held += brief.Count(one => one.P <= luckAtMost);
        }

        Assert.That(stopped, luckAtMost < 1 ? Is.GreaterThan(10) : Is.Zero);
        Assert.That(held, luckAtMost > 0.005 ? Is.GreaterThan(3) : Is.Zero, "199 orders tell no chance below 1 in 200");
    }

    [Test]
    public void No_burglaries_one_and_all_on_one_place_are_no_cluster()
    {
        Assert.That(SpaceTimePermutationScan.Run([], [], First, Last, Quick), Is.Empty);
        Assert.That(SpaceTimePermutationScan.Run([new(0, 0)], [], First, Last, Quick), Is.Empty);
        Assert.That(SpaceTimePermutationScan.Run([new(0, 0)], [new(0, Last)], First, Last, Quick with { MinimumReports = 1, MaximumShare = 1 }), Is.Empty, "1 of 1 expected");
        Assert.That(SpaceTimePermutationScan.Run([new(0, 0)], [new(0, Last, 100_000)], First, Last, Quick with { MaximumShare = 1 }), Is.Empty);
    }

    [Test]
    public void What_is_no_study_is_refused()
    {
        Assert.That(() => SpaceTimePermutationScan.Run([new(double.NaN, 0)], [], First, Last, Quick), Throws.ArgumentException.With.Message.Contains("no place"));
        Assert.That(() => Run(new ScanCase(1, Last)), Throws.ArgumentException.With.Message.Contains("no case"));
        Assert.That(() => Run(new ScanCase(-1, Last)), Throws.ArgumentException.With.Message.Contains("no case"));
        Assert.That(() => Run(new ScanCase(0, Last.AddDays(1))), Throws.ArgumentException.With.Message.Contains("no case"));
        Assert.That(() => Run(new ScanCase(0, Last, 0)), Throws.ArgumentException.With.Message.Contains("no case"));
        Assert.That(() => Run(new ScanCase(0, Last, int.MaxValue), new ScanCase(0, Last, int.MaxValue)), Throws.ArgumentException.With.Message.Contains("at most"));
        Assert.That(() => SpaceTimePermutationScan.Run([], [], Last, First, Quick), Throws.ArgumentException.With.Message.Contains("longer than the study"));
        Assert.That(() => SpaceTimePermutationScan.Run([], [], First, Last, Quick with { MaximumRadiusMetres = double.NaN }), Throws.ArgumentException);

        static void Run(params ScanCase[] cases) => SpaceTimePermutationScan.Run([new(0, 0)], cases, First, Last, Quick);
    }

    private static double Strongest(PlanePoint[] places, ScanCase[] cases, DateOnly last)
    {
        var best = 0.0;
        for (var centre = 0; centre < places.Length; centre++)
        {
            var nearest = Enumerable.Range(0, places.Length).OrderBy(place => places[centre].DistanceTo(places[place])).ThenBy(place => place).ToArray();
            for (var size = 1; size <= places.Length / 2 && places[centre].DistanceTo(places[nearest[size - 1]]) <= 300; size++)
            {
                for (var days = 1; days <= 20; days++)
                {
                    var count = nearest.Take(size).Count(place => cases[place].Day > last.AddDays(-days));
                    var expected = (double)size * cases.Count(one => one.Day > last.AddDays(-days)) / cases.Length;
                    if (count < 2 || count <= expected)
                        continue;
                    var rest = cases.Length - count;
                    best = Math.Max(best, count * Math.Log(count / expected) + (rest == 0 ? 0 : rest * Math.Log(rest / (cases.Length - expected))));
                }
            }
        }

        return best;
    }
}
