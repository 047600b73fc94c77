using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using ReactionPlans.Rules.Detection;

namespace ReactionPlans.Rules.Tests.Detection;

public sealed class NearRepeatClusterTests
{
    private static readonly NearRepeatParameters Rule = new();

    [Test]
    public void Three_within_200_metres_and_7_days_are_a_cluster_on_the_limits_too()
    {
        // From the newest at the origin on day 7: (120, 160) is exactly 200 m away, sqrt(14400 + 25600); day 0 exactly 7 days before. (201, 0) is too far.
        var search = new NearRepeatSearch([DatedPlace.At(120, 160, 0), DatedPlace.At(201, 0, 6), DatedPlace.At(0, 0, 5), DatedPlace.At(0, 0, 7)], Rule);

        Assert.That(search.At(3)!.Members, Is.EqualTo(new[] { 0, 2, 3 }));
        Assert.That(search.At(2), Is.Null, "only the first two were known then");
        Assert.That(search.CountAt(2), Is.EqualTo(2));
    }

    [Test]
    public void Uncertain_times_count_by_the_least_gap_there_can_be()
    {
        var newest = new DatedPlace(new PlanePoint(0, 0), 30, 20, 29);

        Assert.That(newest.GapTo(DatedPlace.At(0, 0, 13)), Is.EqualTo(7), "20 - 13");
        Assert.That(newest.GapTo(new DatedPlace(new PlanePoint(0, 0), 25, 10, 24)), Is.Zero, "they overlap");
        Assert.That(new DatedPlace(default, 30, 2, 3).GapTo(DatedPlace.At(0, 0, 12)), Is.EqualTo(9), "known last, but it happened first: 12 - 3");
    }

    [Test]
    public void The_grid_finds_what_comparing_with_every_burglary_finds() =>
        Prop.ForAll(SomeEvents.Any, Arb.From(Gen.Elements(0.0, 10, 50, 200, 400)), Arb.From(Gen.Elements(0.0, 3, 7, 100)), (events, radius, window) =>
        {
            var rule = new NearRepeatParameters { MinimumReports = 1, RadiusMetres = radius, WindowDays = window };
            var search = new NearRepeatSearch(events, rule);
            var moved = new NearRepeatSearch(
                events.Select(one => new DatedPlace(one.Place.Moved(), one.Known + 20_000, one.From + 20_000, one.To + 20_000)), rule);
            for (var anchor = 0; anchor < events.Length; anchor++)
            {
                var newest = events[anchor];
                var near = Enumerable.Range(0, events.Length).Where(other => events[other].Known <= newest.Known
                    && Math.Max(0, Math.Max(events[other].From - newest.To, newest.From - events[other].To)) <= window
                    && Math.Sqrt(Math.Pow(events[other].Place.X - newest.Place.X, 2) + Math.Pow(events[other].Place.Y - newest.Place.Y, 2)) <= radius).ToArray();

                Assert.That(search.At(anchor)!.Members, Is.EqualTo(near));
                Assert.That(search.CountAt(anchor), Is.EqualTo(near.Length));
                Assert.That(moved.At(anchor)!.Members, Is.EqualTo(near), "700 km east, 55 years later");
            }
        }).QuickCheckThrowOnFailure();

    [Test]
    public void None_one_and_all_on_one_place_have_answers()
    {
        Assert.That(() => new NearRepeatSearch([], Rule).CountAt(0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(new NearRepeatSearch([DatedPlace.At(0, 0, 0)], Rule).At(0), Is.Null);
        var same = new NearRepeatSearch(Enumerable.Repeat(DatedPlace.At(5, 5, 5), 5000), Rule with { RadiusMetres = 0, WindowDays = 0 });
        Assert.That(same.At(17)!.Count, Is.EqualTo(5000));
    }

    [Test]
    public void What_is_no_number_or_no_rule_is_refused()
    {
        Assert.That(() => new NearRepeatSearch([DatedPlace.At(double.NaN, 0, 0)], Rule), Throws.ArgumentException.With.Message.Contains("no place"));
        Assert.That(() => new NearRepeatSearch([DatedPlace.At(1e300, 0, 0)], Rule), Throws.ArgumentException.With.Message.Contains("no place"));
        Assert.That(() => new NearRepeatSearch([DatedPlace.At(0, 0, double.NaN)], Rule), Throws.ArgumentException.With.Message.Contains("no time"));
        Assert.That(() => new NearRepeatSearch([new DatedPlace(default, 3, 2, 1)], Rule), Throws.ArgumentException.With.Message.Contains("no time"));
        Assert.That(() => new NearRepeatSearch([], Rule with { RadiusMetres = double.NaN }), Throws.ArgumentException);
        Assert.That(() => new NearRepeatSearch([], Rule with { WindowDays = -1 }), Throws.ArgumentException);
        Assert.That(() => new NearRepeatSearch([], Rule with { MinimumReports = 0 }), Throws.InstanceOf<ArgumentException>());
    }
}
