using NUnit.Framework;
using ReactionPlans.Rules.Detection;

namespace ReactionPlans.Rules.Tests.Detection;

public sealed class LocalScanTests
{
    private static readonly LocalScanParameters Rule = new();
    private static readonly PlanePoint Here = new(700_000, 6_170_000);
    private const double Area = 4_000_000;

    [Test]
    public void Four_in_one_street_against_a_quiet_area_have_the_figures_one_can_compute()
    {
        AgedPlace[] recent = [At(0, 0, 0), At(60, 80, 1), At(0, 90, 2), At(50, 0, 2), At(900, 0, 0), At(10, 0, 30)]; // 100 m; beyond 800 m; too old
        PlanePoint[] history = [.. Enumerable.Repeat(new PlanePoint(Here.X + 1500, Here.Y), 5)];

        var found = LocalScan.Judge(Here, recent, history, Area, [0.3, 0.7, 1, 1.4, 2.1], Rule)!.Value;

        // None of 5 earlier within 100 m: share (0 + 15 x pi 100² / 4,000,000) / (5 + 15) = 0.0058905; x 0.3 in three days.
        var expected = 0.3 * 15 * Math.PI * 10_000 / Area / 20;
        Assert.That((found.RadiusMetres, found.WindowDays, found.Count), Is.EqualTo((100.0, 3, 4)));
        Assert.That(found.Expected, Is.EqualTo(expected).Within(1e-12));
        Assert.That(found.Statistic, Is.EqualTo(4 * Math.Log(4 / expected) - (4 - expected)).Within(1e-9));
        Assert.That(found.P, Is.EqualTo(Math.Pow(expected, 4) / 24).Within(1).Percent, "the Poisson tail of so small a mean is nearly its first term");
        Assert.That(found.Holds, Is.True, "26.9 against 13.4");
        Assert.That(recent.Where(found.Has), Is.EqualTo(recent[..4]));
    }

    [Test]
    public void Two_are_too_few_and_streets_with_a_history_explain_more()
    {
        Assert.That(Judge([At(0, 0, 0), At(0, 0, 0)], []), Is.Null);
        AgedPlace[] three = [At(0, 0, 0), At(0, 0, 0), At(0, 0, 0)];
        Assert.That(Judge(three, [.. Enumerable.Repeat(Here, 100)])!.Value.Statistic, Is.LessThan(Judge(three, [])!.Value.Statistic));
    }

    [Test]
    public void The_best_is_what_trying_every_cylinder_finds_and_moving_all_changes_nothing([Range(1, 40)] int seed)
    {
        var dice = new Random(seed);
        AgedPlace[] recent = [At(0, 0, 0), .. Enumerable.Range(0, dice.Next(30)).Select(_ => At(dice.Next(-90, 90) * 10, dice.Next(-90, 90) * 10, dice.Next(25)))];
        PlanePoint[] history = [.. Enumerable.Range(0, dice.Next(100)).Select(_ => At(dice.Next(-90, 90) * 10, dice.Next(-90, 90) * 10, 0).Place)];
        double[] expected = [.. Rule.WindowDays.Select(days => days * 0.1)];

        var found = LocalScan.Judge(Here, recent, history, Area, expected, Rule);
        var moved = LocalScan.Judge(new PlanePoint(0, 0), Array.ConvertAll(recent, one => one with { Place = Back(one.Place) }),
            Array.ConvertAll(history, Back), Area, expected, Rule);

        var best = (from radius in Rule.RadiiMetres
                    from window in Enumerable.Range(0, 5)
                    let count = recent.Count(one => one.AgeDays < Rule.WindowDays[window] && one.Place.DistanceTo(Here) <= radius)
                    let within = history.Count(place => place.DistanceTo(Here) <= radius)
                    let mean = expected[window] * (within + 15 * Math.Min(1, Math.PI * radius * radius / Area)) / (history.Length + 15)
                    where count >= 3 && count > mean
                    select count * Math.Log(count / mean) - (count - mean)).DefaultIfEmpty(0).Max();
        Assert.That(found?.Statistic ?? 0, Is.EqualTo(best).Within(1e-9));
        Assert.That(moved?.Statistic, Is.EqualTo(found?.Statistic));

        static PlanePoint Back(PlanePoint place) => new(place.X - Here.X, place.Y - Here.Y);
    }

    [Test]
    public void Without_reports_or_without_an_expectation_there_is_no_finding()
    {
        AgedPlace[] many = [.. Enumerable.Repeat(At(0, 0, 0), 5000)];

        Assert.That(Judge([], []), Is.Null);
        Assert.That(Judge([At(0, 0, 0)], []), Is.Null);
        Assert.That(LocalScan.Judge(Here, many, [], Area, [double.NaN, double.NaN, 0, 0, 0], Rule), Is.Null);
        Assert.That(Judge(many, [])!.Value, Has.Property("Count").EqualTo(5000).And.Property("P").EqualTo(0).Within(1e-300));
    }

    [Test]
    public void What_is_no_number_or_no_scan_is_refused()
    {
        Assert.That(() => Judge([new AgedPlace(new PlanePoint(double.NaN, 0), 0)], []), Throws.ArgumentException.With.Message.Contains("no place"));
        Assert.That(() => Judge([At(0, 0, -1)], []), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => LocalScan.Judge(Here, [], [], 0, [1, 1, 1, 1, 1], Rule), Throws.ArgumentException.With.Message.Contains("no size"));
        Assert.That(() => LocalScan.Judge(Here, [], [], Area, [1], Rule), Throws.ArgumentException.With.Message.Contains("5 windows"));
        Assert.That(() => LocalScan.Judge(Here, [], [], Area, [1, 1, 1, 1, -1], Rule), Throws.ArgumentException.With.Message.Contains("expected"));
        Assert.That(() => LocalScan.Judge(Here, [], [], Area, [1, 1, 1, 1, 1], Rule with { RadiiMetres = [200, 100] }), Throws.ArgumentException.With.Message.Contains("rise"));
        Assert.That(() => LocalScan.Judge(Here, [], [], Area, [], Rule with { WindowDays = [] }), Throws.ArgumentException);
    }

    private static AgedPlace At(double east, double north, int age) => new(new PlanePoint(Here.X + east, Here.Y + north), age);

    private static LocalScanFinding? Judge(AgedPlace[] recent, PlanePoint[] history) =>
        LocalScan.Judge(Here, recent, history, Area, [0.3, 0.7, 1, 1.4, 2.1], Rule);
}
