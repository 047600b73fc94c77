using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using NUnit.Framework;
using ReactionPlans.Rules.Geography;

namespace ReactionPlans.Rules.Tests.Geography;

public sealed class AreaMosaicTests
{
    [Test]
    public void Few_corners_are_kept_as_they_are_latitude_first_with_parts_and_holes()
    {
        var drawn = AreaMosaic.Of([Read("""
            MULTIPOLYGON (((10 56, 11 56, 11 57, 10 57, 10 56), (10.4 56.4, 10.6 56.4, 10.6 56.6, 10.4 56.4)), ((12 55, 12.1 55, 12.1 55.1234567, 12 55)))
            """)], 1000);

        Assert.That(drawn.Single().Select(part => part.Select(ring => ring.Count).ToArray()), Is.EqualTo(new[] { new[] { 5, 4 }, [4] }));
        Assert.That(drawn[0][1][0], Is.EqualTo(new Corner[] { new(55, 12), new(55, 12.1), new(55.12346, 12.1), new(55, 12) }));
    }

    [Test]
    public void Many_areas_share_few_corners_and_a_border_of_two_stays_one()
    {
        // Strips whose borders wriggle with a thousand corners each.
        var random = new Random(4);
        var borders = Enumerable.Range(0, 21).Select(line => Enumerable.Range(0, 1000)
            .Select(at => new Coordinate(10 + line * 0.02 + random.NextDouble() * 0.004, 56 + at * 0.0005)).ToArray()).ToList();
        var factory = new GeometryFactory();
        var areas = borders.Zip(borders.Skip(1), (west, east) => (Geometry)factory.CreatePolygon([.. west, .. east.Reverse(), west[0].Copy()])).ToList();

        var drawn = AreaMosaic.Of(areas, 2000);

        var corners = drawn.Select(area => area[0][0]).ToList();
        Assert.That(corners.Sum(ring => ring.Count), Is.InRange(20 * 5, 2000));
        for (var at = 1; at < corners.Count; at++)
            Assert.That(corners[at - 1].Intersect(corners[at]).Count(), Is.GreaterThan(1), $"areas {at - 1} and {at} have a border in common");
        var sizes = drawn.Select(area => factory.CreatePolygon([.. area[0][0].Select(corner => new Coordinate(corner.Longitude, corner.Latitude))]).Area);
        Assert.That(sizes.Sum(), Is.EqualTo(areas.Sum(area => area.Area)).Within(2).Percent, "nothing lies in two, and nothing in none");
    }

    [Test]
    public void Islets_go_first_and_the_largest_part_of_an_area_never()
    {
        var factory = new GeometryFactory();
        Geometry Dots(double west, int dots, double size) => factory.CreateMultiPolygon([.. Enumerable.Range(0, dots).Select(dot => Circle(west + dot * 0.01, 56, dot == 3 ? 2 * size : size))]);
        Polygon Circle(double x, double y, double radius) => (Polygon)factory.CreatePoint(new Coordinate(x, y)).Buffer(radius, 16);

        var drawn = AreaMosaic.Of([Dots(10, 50, 0.001), Dots(12, 50, 0.00001)], 400);

        Assert.That(drawn.SelectMany(area => area).SelectMany(part => part).Sum(ring => ring.Count), Is.LessThanOrEqualTo(400));
        Assert.That(drawn.Select(area => area.Count), Has.All.GreaterThan(0), "an area of small parts only is still on the map");
    }

    private static Geometry Read(string text) => new WKTReader().Read(text);
}
