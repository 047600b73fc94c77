using NetTopologySuite.Geometries;
using NUnit.Framework;
using ReactionPlans.Rules.Geography;

namespace ReactionPlans.Rules.Tests.Geography;

/// <summary>The index beside asking every polygon of the geometry library, on invented maps: nested, overlapping, with holes and far away islands.</summary>
public sealed class AreaIndexComparedTests
{
    private static readonly GeometryFactory Factory = new();

    [Test]
    public void The_index_finds_exactly_the_areas_that_the_polygons_themselves_say([Range(1, 60)] int seed)
    {
        var dice = new Random(seed);
        var areas = Map(dice);
        var index = new AreaIndex(areas);

        var onBorders = 0;
        foreach (var point in Points(dice, areas))
        {
            var expected = Ask(areas, point, out var onBorder);
            onBorders += onBorder ? 1 : 0;
            Assert.That(index.Locate(point.Y, point.X), Is.EqualTo(expected), $"{point.X:R} {point.Y:R}");
        }

        Assert.That(onBorders, Is.GreaterThan(50), "points on borders are asked too");
    }

    /// <summary>The rule in other words than the index's, over plain polygons.</summary>
    private static int[] Ask(List<IndexedArea> areas, Coordinate place, out bool onBorder)
    {
        var point = Factory.CreatePoint(place);
        var covering = areas.Where(area => area.Geometry.Covers(point)).ToList();
        var inside = covering.Where(area => area.Geometry.Contains(point)).ToList();
        onBorder = covering.Count > inside.Count;
        var settled = covering.Except(inside).GroupBy(area => area.Level)
            .Where(level => inside.All(area => area.Level != level.Key))
            .Select(level => level.OrderBy(area => area.Code, StringComparer.Ordinal).First());
        return [.. inside.Concat(settled).Select(area => area.Id).Order()];
    }

    /// <summary>A chessboard of neighbours that share borders, two overlapping layers of holed stars, one area of everything, and an island far away.</summary>
    private static List<IndexedArea> Map(Random dice)
    {
        var shapes = new List<(string Level, Geometry Shape)>();
        var side = dice.Next(1, 6);
        for (var x = 0; x < side; x++)
            for (var y = 0; y < side; y++)
                shapes.Add(("square", Box(10 + 2.0 * x / side, 55 + 2.0 * y / side, 10 + 2.0 * (x + 1) / side, 55 + 2.0 * (y + 1) / side)));
        for (var star = 0; star < dice.Next(2, 8); star++)
            shapes.Add((star % 2 == 0 ? "star" : "other", Star(dice)));
        shapes.Add(("whole", Box(9.9, 54.9, 12.1, 57.1).Difference(Box(10.4, 55.4, 10.8, 56))));
        if (dice.Next(2) == 0)
            shapes.Add(("square", Box(14.7, 55, 15.1, 55.3).Union(Box(15.5, 55, 15.6, 55.1))));
        return [.. shapes.Select((one, at) => new IndexedArea(at + 1, one.Level, $"{dice.Next(1000):000}-{at}", one.Shape)).OrderBy(_ => dice.Next())];
    }

    private static Geometry Box(double west, double south, double east, double north) => Factory.ToGeometry(new Envelope(west, east, south, north));

    private static Geometry Star(Random dice)
    {
        var (x, y, radius) = (10 + 2 * dice.NextDouble(), 55 + 2 * dice.NextDouble(), 0.1 + dice.NextDouble());
        var corners = dice.Next(3, 40);
        var star = Ring(_ => radius * (0.4 + 0.6 * dice.NextDouble()));
        return dice.Next(2) == 0 ? star : star.Difference(Ring(_ => radius * 0.2));

        Geometry Ring(Func<int, double> far)
        {
            var ring = Enumerable.Range(0, corners).Select(at => (Angle: 2 * Math.PI * at / corners, Far: far(at)))
                .Select(corner => new Coordinate(x + corner.Far * Math.Cos(corner.Angle), y + corner.Far * Math.Sin(corner.Angle))).ToList();
            return Factory.CreatePolygon([.. ring, ring[0]]);
        }
    }

    /// <summary>Anywhere, at corners, on borders, a hair beside them, and outside everything.</summary>
    private static IEnumerable<Coordinate> Points(Random dice, List<IndexedArea> areas)
    {
        for (var number = 0; number < 200; number++)
            yield return new Coordinate(9.5 + 3 * dice.NextDouble(), 54.5 + 3 * dice.NextDouble());
        foreach (var area in areas)
        {
            var border = area.Geometry.Coordinates;
            for (var number = 0; number < 12; number++)
            {
                var at = dice.Next(border.Length - 1);
                var (one, next) = (border[at], border[at + 1]);
                yield return one.Copy();
                yield return new Coordinate((one.X + next.X) / 2, (one.Y + next.Y) / 2);
                yield return new Coordinate(Math.BitIncrement(one.X), one.Y);
                yield return new Coordinate(one.X, Math.BitDecrement(one.Y));
                yield return new Coordinate(one.X + (dice.NextDouble() - 0.5) * 2e-9, one.Y + (dice.NextDouble() - 0.5) * 2e-9);
            }
        }

        yield return new Coordinate(-150, 10);
        yield return new Coordinate(15.3, 55.05);
    }
}
