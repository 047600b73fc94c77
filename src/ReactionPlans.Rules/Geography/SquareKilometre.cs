namespace ReactionPlans.Rules.Geography;

/// <summary>A place that points to a neighbourhood and to no home: the middle of a cell of about a square kilometre. Pure.</summary>
/// <remarks>Cells are of degrees, so that they are the same whatever the country: 0.009 of latitude (1.0 km) and 0.016 of longitude (0.95 to 1.03 km in Denmark).</remarks>
public static class SquareKilometre
{
    private const double LatitudeDegrees = 0.009, LongitudeDegrees = 0.016;

    /// <summary>The same for every place of a cell, and for its middle.</summary>
    /// <param name="latitude">Degrees, WGS 84.</param>
    /// <param name="longitude">Degrees, WGS 84.</param>
    public static (double Latitude, double Longitude) MiddleOf(double latitude, double longitude) => (Middle(latitude, LatitudeDegrees), Middle(longitude, LongitudeDegrees));

    private static double Middle(double degrees, double cell) => Math.Round((Math.Floor(degrees / cell) + 0.5) * cell, 4);
}
