using NetTopologySuite.Geometries;

namespace ReactionPlans.Rules.Geography;

/// <summary>Many areas drawn side by side with few corners, for a map of them all. Pure.</summary>
/// <remarks>A border that two areas share is simplified once, for both (<see cref="SharedBorders"/>): simplified area by area they would gape and overlap.
/// Not NetTopologySuite's CoverageSimplifier: 2.6.0 throws on the country's postcodes.</remarks>
public static class AreaMosaic
{
    /// <summary>Degrees, about 1 m: the first try; each next one is twice as coarse.</summary>
    private const double FinestTolerance = 1e-5;

    /// <summary>Degrees: a map on which Denmark is a handful of corners.</summary>
    private const double CoarsestTolerance = 1;

    /// <summary>A ring: a triangle, and its first corner again.</summary>
    private const int FewestCorners = 4;

    /// <summary>For each area, in the same order, its parts; for each part its rings, the outer one first and then its holes; each ring closed, its corners to about 1 m.</summary>
    /// <param name="areas">Each a polygon or several, x the longitude and y the latitude.</param>
    /// <param name="mostCorners">Corners of them all, as far as that leaves an area a shape: islets and small holes go first, but never the largest part of an area.</param>
    public static IReadOnlyList<IReadOnlyList<IReadOnlyList<IReadOnlyList<Corner>>>> Of(IReadOnlyList<Geometry> areas, int mostCorners)
    {
        var parts = areas.Select(area => (IReadOnlyList<Polygon>)[.. Enumerable.Range(0, area.NumGeometries).Select(area.GetGeometryN).OfType<Polygon>().Where(part => !part.IsEmpty)]).ToList();
        return Draw(parts, mostCorners, keepsMeetings: true) ?? Draw(parts, mostCorners, keepsMeetings: false)!;
    }

    /// <summary>With as fine a tolerance as the number of corners lets. Null where none is coarse enough and meetings are kept; where they are not, the coarsest.</summary>
    private static List<IReadOnlyList<IReadOnlyList<IReadOnlyList<Corner>>>>? Draw(List<IReadOnlyList<Polygon>> areas, int mostCorners, bool keepsMeetings)
    {
        var borders = new SharedBorders([.. areas.SelectMany(area => area).SelectMany(Rings)], keepsMeetings);
        for (var tolerance = 0.0; tolerance <= CoarsestTolerance; tolerance = Math.Max(FinestTolerance, 2 * tolerance))
        {
            var drawn = Draw(areas, borders, tolerance);
            if (drawn.Sum(area => area.Sum(part => part.Sum(ring => ring.Count))) <= mostCorners || (!keepsMeetings && 2 * tolerance > CoarsestTolerance))
                return drawn;
        }

        return null;
    }

    private static IEnumerable<LineString> Rings(Polygon part) => part.Holes.Prepend(part.Shell);

    private static List<IReadOnlyList<IReadOnlyList<IReadOnlyList<Corner>>>> Draw(List<IReadOnlyList<Polygon>> areas, SharedBorders borders, double tolerance) =>
        [.. areas.Select(area =>
        {
            var largest = area.MaxBy(part => part.Area);
            return (IReadOnlyList<IReadOnlyList<IReadOnlyList<Corner>>>)[.. area
                .Select(part => Draw(part, borders, tolerance, isKept: ReferenceEquals(part, largest)))
                .Where(part => part.Count > 0)];
        })];

    /// <summary>Empty: too small to be drawn.</summary>
    private static IReadOnlyList<IReadOnlyList<Corner>> Draw(Polygon part, SharedBorders borders, double tolerance, bool isKept)
    {
        var outer = borders.Simplified(part.Shell, tolerance);
        for (var finer = tolerance / 2; isKept && outer.Count < FewestCorners && finer > FinestTolerance / 4; finer /= 2)
            outer = borders.Simplified(part.Shell, finer);
        if (outer.Count < FewestCorners || (!isKept && part.Area < tolerance * tolerance))
            return [];
        return [outer, .. part.Holes.Select(hole => borders.Simplified(hole, tolerance)).Where(hole => hole.Count >= FewestCorners)];
    }
}
