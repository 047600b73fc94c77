using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;

namespace ReactionPlans.Rules.Reactions;

/// <summary>Finds where a mobile station can stand: in the area, near what happened.</summary>
public static class StationSites
{
    /// <summary>How far outside the area a site may lie when none lies in it, in metres.</summary>
    public const double ReachMetres = 3000;

    private const double MetresPerDegree = 111_320;

    /// <summary>As many sites as are weighed for one wish: more would hardly be nearer, and each makes the plan harder.</summary>
    public const int Most = 8;

    /// <summary>The sites in the area with their distance to the reports' middle (or the area's own, without reports); without any in it those
    /// within <see cref="ReachMetres"/> of it with their distance to the area. The nearest first, at most <see cref="Most"/>.</summary>
    /// <param name="area">The area's polygon, WGS 84, x longitude and y latitude.</param>
    /// <param name="reports">Where the counted burglaries lie, as (latitude, longitude). They only weigh the choice; no text names them.</param>
    /// <param name="kind">Only sites of this kind; null: any.</param>
    /// <remarks>Distances are taken on a plane scaled at the area's own latitude: within 3 km wrong by less than 1 %.</remarks>
    public static IReadOnlyList<SiteChoice> Near(
        Geometry area, IReadOnlyList<(double Latitude, double Longitude)> reports, IReadOnlyList<StationSite> sites, string? kind)
    {
        var candidates = sites.Where(site => kind is null || site.Kind == kind).ToList();
        if (candidates.Count == 0 || area.IsEmpty)
            return [];

        var middle = area.EnvelopeInternal.Centre;
        var toMetres = AffineTransformation.ScaleInstance(
            MetresPerDegree * Math.Cos(middle.Y * Math.PI / 180), MetresPerDegree, middle.X, middle.Y);
        var plane = toMetres.Transform(area);
        Point PointAt(double latitude, double longitude) =>
            (Point)toMetres.Transform(area.Factory.CreatePoint(new Coordinate(longitude, latitude)));

        var target = reports.Count == 0
            ? plane.Centroid
            : PointAt(reports.Average(report => report.Latitude), reports.Average(report => report.Longitude));
        var placed = candidates.Select(site => (Site: site, Point: PointAt(site.Latitude, site.Longitude))).ToList();

        var inside = placed.Where(pair => plane.Covers(pair.Point)).Select(pair => new SiteChoice(pair.Site, pair.Point.Distance(target))).ToList();
        var found = inside.Count > 0
            ? inside
            : placed.Select(pair => new SiteChoice(pair.Site, plane.Distance(pair.Point))).Where(choice => choice.Metres <= ReachMetres);
        return [.. found.OrderBy(choice => choice.Metres).ThenBy(choice => choice.Site.Id, StringComparer.Ordinal).Take(Most)];
    }
}
