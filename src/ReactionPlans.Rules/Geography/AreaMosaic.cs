using NetTopologySuite.Coverage;
using NetTopologySuite.Geometries;

namespace ReactionPlans.Rules.Geography;

/// <summary>Many areas drawn side by side with few corners, for a map of them all. Pure.</summary>
/// <remarks>They are simplified together (<see cref="CoverageSimplifier"/>), so that a border that two share stays one border: simplified one by one they would
/// gape and overlap.</remarks>
public static class AreaMosaic
{
    /// <summary>Decimals of a degree that are kept: about 1 m.</summary>
    private const int Decimals = 5;

    /// <summary>Degrees, about 1 m: the first try; each next one is twice as coarse.</summary>
    private const double FinestTolerance = 1e-5;

    /// <summary>Degrees: a map on which Denmark is a handful of corners.</summary>
    private const double CoarsestTolerance = 1;

    /// <summary>For each area, in the same order, its parts; for each part its rings, the outer one first and then its holes; each ring closed.</summary>
    /// <param name="areas">Each a polygon or several, x the longitude and y the latitude.</param>
    /// <param name="mostCorners">Corners of them all, as far as that leaves an area a shape: islets go first, but never the largest part of an area.</param>
    public static IReadOnlyList<IReadOnlyList<IReadOnlyList<IReadOnlyList<Corner>>>> Of(IReadOnlyList<Geometry> areas, int mostCorners)
    {
        var drawn = areas;
        for (var tolerance = FinestTolerance; Corners(drawn) > mostCorners && tolerance <= CoarsestTolerance; tolerance *= 2)
        {
            var smallest = tolerance * tolerance;
            drawn = [.. CoverageSimplifier.Simplify([.. areas], tolerance).Select(area => WithoutIslets(area, smallest))];
        }

        return [.. drawn.Select(area => (IReadOnlyList<IReadOnlyList<IReadOnlyList<Corner>>>)[.. Polygons(area).Select(RingsOf)])];
    }

    private static int Corners(IReadOnlyList<Geometry> areas) => areas.Sum(area => area.NumPoints);

    private static IEnumerable<Polygon> Polygons(Geometry area) => Enumerable.Range(0, area.NumGeometries).Select(area.GetGeometryN).OfType<Polygon>().Where(polygon => !polygon.IsEmpty);

    private static Geometry WithoutIslets(Geometry area, double smallest)
    {
        if (area.NumGeometries == 1)
            return area;
        var largest = Polygons(area).Max(polygon => polygon.Area);
        return area.Factory.CreateMultiPolygon([.. Polygons(area).Where(polygon => polygon.Area >= Math.Min(smallest, largest))]);
    }

    private static IReadOnlyList<IReadOnlyList<Corner>> RingsOf(Polygon polygon) =>
        [.. polygon.Holes.Prepend(polygon.Shell).Select(ring => (IReadOnlyList<Corner>)[.. ring.Coordinates.Select(point => new Corner(Math.Round(point.Y, Decimals), Math.Round(point.X, Decimals)))])];
}
