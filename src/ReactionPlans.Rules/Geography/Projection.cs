using ProjNet.CoordinateSystems;
using ProjNet.CoordinateSystems.Transformations;

namespace ReactionPlans.Rules.Geography;

/// <summary>Projected coordinates of another system than EPSG:25832, as WGS 84.</summary>
/// <remarks>Where the system names no shift of its datum, the datum is taken as WGS 84: ETRS89 and NAD83 differ from it by about a metre,
/// far below what an area needs.</remarks>
public sealed class Projection
{
    /// <summary>In the system's unit. The pole is 33 million feet from the equator, and no grid is measured in less than a foot.</summary>
    private const double Farthest = 50_000_000;

    private readonly MathTransform inverse;

    private Projection(CoordinateSystem system) =>
        inverse = new CoordinateTransformationFactory().CreateFromCoordinateSystems(system, GeographicCoordinateSystem.WGS84).MathTransform;

    /// <summary>The Danish systems by name, any other as well-known text (OGC 01-009, what a .prj file holds).</summary>
    /// <param name="system">EPSG:25832, EPSG:25833 (Bornholm), or <c>PROJCS[...]</c>.</param>
    /// <param name="problem">What is wrong with it, in English as the reader of well-known text says it; null: nothing.</param>
    public static Projection? Find(string system, out string? problem)
    {
        problem = null;
        switch (system.Trim())
        {
            case "EPSG:25832": return new Projection(ProjectedCoordinateSystem.WGS84_UTM(32, zoneIsNorth: true));
            case "EPSG:25833": return new Projection(ProjectedCoordinateSystem.WGS84_UTM(33, zoneIsNorth: true));
        }

        try
        {
            if (new CoordinateSystemFactory().CreateFromWkt(system) is ProjectedCoordinateSystem projected)
                return new Projection(projected);
            problem = "not PROJCS[...]";
        }
        // The reader of well-known text throws whatever it stumbles over.
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            problem = exception.Message;
        }

        return null;
    }

    /// <summary>Latitude and longitude in degrees; null where the pair lies outside what the projection can turn into a place.</summary>
    /// <param name="easting">In the system's own unit.</param>
    /// <param name="northing">In the system's own unit.</param>
    public (double Latitude, double Longitude)? ToWgs84(double easting, double northing)
    {
        if (!(Math.Abs(easting) <= Farthest && Math.Abs(northing) <= Farthest))
            return null; // the series would answer with a pole
        var (longitude, latitude) = inverse.Transform(easting, northing);
        return double.IsFinite(latitude) && double.IsFinite(longitude) && Degrees.OnGlobe(latitude, longitude) ? (latitude, longitude) : null;
    }
}
