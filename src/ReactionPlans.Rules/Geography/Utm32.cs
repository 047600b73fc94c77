using ProjNet.CoordinateSystems;
using ProjNet.CoordinateSystems.Transformations;

namespace ReactionPlans.Rules.Geography;

/// <summary>EPSG:25832 (ETRS89 / UTM zone 32N), the coordinates of Danish registers, as WGS 84.</summary>
/// <remarks>ETRS89 and WGS 84 are taken as one: they differ by under a metre, far below what an area needs.
/// Within Denmark, Bornholm included, the projection itself is within 0.1 m of the control points published by the Danish agency
/// (webproj), PROJ and IOGP (GIGS 5101), and of an independent series (Krüger, to n⁵): Utm32Tests holds them.</remarks>
public static class Utm32
{
    private static readonly MathTransform Inverse = new CoordinateTransformationFactory()
        .CreateFromCoordinateSystems(ProjectedCoordinateSystem.WGS84_UTM(32, zoneIsNorth: true), GeographicCoordinateSystem.WGS84)
        .MathTransform;

    private static readonly MathTransform Forward = new CoordinateTransformationFactory()
        .CreateFromCoordinateSystems(GeographicCoordinateSystem.WGS84, ProjectedCoordinateSystem.WGS84_UTM(32, zoneIsNorth: true))
        .MathTransform;

    /// <summary>Whether the pair can be a place in the zone at all; anything else is a mistyped or swapped number.</summary>
    /// <param name="easting">Metres; 500,000 on the meridian 9° E.</param>
    /// <param name="northing">Metres north of the equator.</param>
    public static bool Covers(double easting, double northing) =>
        easting is > 0 and < 1_000_000 && northing is > 0 and < 9_400_000;

    /// <summary>No place in Denmark as written, but one with the two exchanged. Denmark, Bornholm and its waters lie within
    /// 400-920 km east and 5,980-6,480 km north.</summary>
    public static bool LookSwapped(double easting, double northing) =>
        !InDenmark(easting, northing) && InDenmark(northing, easting);

    /// <summary>Latitude and longitude in degrees.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The pair is outside what <see cref="Covers"/> accepts.</exception>
    public static (double Latitude, double Longitude) ToWgs84(double easting, double northing)
    {
        if (!Covers(easting, northing))
            throw new ArgumentOutOfRangeException(nameof(easting), $"({easting}, {northing}) is not in the zone.");

        var (longitude, latitude) = Inverse.Transform(easting, northing);
        return (latitude, longitude);
    }

    /// <summary>Easting and northing in metres; meant for places in and around Denmark, and less exact the farther from 9° E.</summary>
    /// <param name="latitude">Degrees.</param>
    /// <param name="longitude">Degrees.</param>
    public static (double Easting, double Northing) FromWgs84(double latitude, double longitude)
    {
        var (easting, northing) = Forward.Transform(longitude, latitude);
        return (easting, northing);
    }

    private static bool InDenmark(double easting, double northing) =>
        easting is >= 400_000 and <= 920_000 && northing is >= 5_980_000 and <= 6_480_000;
}
