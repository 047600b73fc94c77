using NetTopologySuite.Geometries;
using NetTopologySuite.Simplify;

namespace ReactionPlans.Rules.Geography;

/// <summary>A corner of an outline, in degrees (WGS 84).</summary>
public readonly record struct Corner(double Latitude, double Longitude);

/// <summary>An area drawn with few corners, for those who only show where it is. Pure.</summary>
public static class AreaOutline
{
    /// <summary>Decimals of a degree that are kept: about 1 m.</summary>
    private const int Decimals = 5;

    /// <summary>Degrees, about 1 m: the first try at leaving corners out; each next one is twice as coarse.</summary>
    private const double FinestTolerance = 1e-5;

    /// <summary>Degrees: coarser than any area that anybody agrees on.</summary>
    private const double CoarsestTolerance = 10;

    /// <summary>The outer rings, each closed: its last corner is its first. Holes are left out, and so are islets smaller than what is kept of a degree.</summary>
    /// <param name="area">A polygon or several, x the longitude and y the latitude.</param>
    /// <param name="mostCorners">Corners of one ring, the repeated one counted; at least 5. A ring with more is simplified, as little as that takes.</param>
    /// <remarks>Simplified without crossing itself (<see cref="TopologyPreservingSimplifier"/>). A ring that cannot be drawn so with so few corners is
    /// drawn as the box around it, so that the bound always holds.</remarks>
    public static IReadOnlyList<IReadOnlyList<Corner>> Of(Geometry area, int mostCorners)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mostCorners, 5);
        return [.. Enumerable.Range(0, area.NumGeometries)
            .Select(area.GetGeometryN).OfType<Polygon>()
            .Select(polygon => Rounded(Simplified(polygon, mostCorners)))
            .Where(ring => ring.Count >= 4)];
    }

    private static Coordinate[] Simplified(Polygon polygon, int mostCorners)
    {
        var whole = polygon.Factory.CreatePolygon(polygon.Shell.Coordinates);
        if (whole.NumPoints <= mostCorners)
            return whole.Coordinates;
        for (var tolerance = FinestTolerance; tolerance <= CoarsestTolerance; tolerance *= 2)
        {
            var simpler = TopologyPreservingSimplifier.Simplify(whole, tolerance);
            if (simpler.NumPoints <= mostCorners)
                return simpler.Coordinates;
        }

        return whole.Envelope.Coordinates;
    }

    private static List<Corner> Rounded(Coordinate[] ring)
    {
        var corners = new List<Corner>();
        foreach (var point in ring)
        {
            var corner = new Corner(Math.Round(point.Y, Decimals), Math.Round(point.X, Decimals));
            if (corners.Count == 0 || corners[^1] != corner)
                corners.Add(corner);
        }

        return corners;
    }
}
