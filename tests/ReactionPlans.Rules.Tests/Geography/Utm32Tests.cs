using NUnit.Framework;
using ReactionPlans.Rules.Geography;

namespace ReactionPlans.Rules.Tests.Geography;

public sealed class Utm32Tests
{
    /// <summary>A metre in degrees of latitude.</summary>
    private const double Metre = 1 / 111_320.0;

    // Computed apart from this project with Krüger's series to n⁵ on GRS80, from the degrees to the metres.
    [TestCase(575200.1985, 6224213.4245, 56.157, 10.2107)]
    [TestCase(597039.7439, 6400931.5333, 57.74, 10.63)]
    [TestCase(442170.7835, 6157236.1495, 55.5577, 8.0832)]
    [TestCase(724351.9286, 6175804.0221, 55.6761, 12.5683)]
    [TestCase(863505.6125, 6120769.2755, 55.1, 14.7)]
    [TestCase(892537.4963, 6147866.7171, 55.32, 15.19)]
    [TestCase(500000.0000, 6206079.5871, 56.0, 9.0)]
    public void Agrees_with_an_independent_series_to_a_tenth_of_a_metre(double easting, double northing, double latitude, double longitude)
    {
        Assert.That(Apart(Utm32.ToWgs84(easting, northing), latitude, longitude), Is.LessThan(0.1));
    }

    // Published by the agency that keeps Denmark's coordinates, as what its own transformation service must answer:
    // github.com/SDFIdk/WEBPROJ, tests/test_api.py, test_trans_2d (EPSG:4258 to EPSG:25832).
    [TestCase(687071.4391094431, 6210141.326748009, 56.0, 12.0)]
    // Published by the PROJ project: "+proj=utm +zone=32", 55 N 12 E (proj.org, development quick start; Thomas Knudsen's
    // Rust Geodesy, ruminations 003, gives the same to 0.1 mm).
    [TestCase(691875.632137542, 6098907.825129169, 55.0, 12.0)]
    public void Agrees_with_the_published_control_points_of_the_zone(double easting, double northing, double latitude, double longitude)
    {
        Assert.That(Apart(Utm32.ToWgs84(easting, northing), latitude, longitude), Is.LessThan(0.1));
    }

    // Published by IOGP for checking geodetic software: GIGS test series 5100, test 5101 part 1 (JHS formula), as kept in
    // github.com/OSGeo/PROJ, test/gigs/5101.1-jhs.gie. Its projection differs from the zone's in meridian, scale and false origin only.
    [TestCase(-5.0, 49, 180586.02, -95662.911)]
    [TestCase(3.0, 49, 765648.501, -87944.74)]
    [TestCase(-5.0, 60, 232704.966, 1127751.264)]
    [TestCase(-3.0, 60, 344223.662, 1124378.512)]
    [TestCase(1.0, 60, 567295.034, 1127751.264)]
    [TestCase(3.0, 60, 678711.584, 1134498.83)]
    [TestCase(4.0, 60, 734360.093, 1139139.367)]
    public void Agrees_with_the_published_control_points_of_the_projection(double longitude, double latitude, double easting, double northing)
    {
        const double theirMeridian = -2, theirScale = 0.9996012717, theirEast = 400_000, theirNorthOfTheEquator = -5_527_462.686;
        const double scale = 0.9996 / theirScale;

        var place = Utm32.ToWgs84(500_000 + (easting - theirEast) * scale, (northing - theirNorthOfTheEquator) * scale);

        Assert.That(Apart(place, latitude, longitude - theirMeridian + 9), Is.LessThan(0.1));
    }

    [Test]
    public void Swapped_metres_are_no_place_in_the_zone_and_look_swapped()
    {
        Assert.That(Utm32.Covers(easting: 6224213, northing: 575200), Is.False);
        Assert.That(Utm32.LookSwapped(easting: 6224213, northing: 575200), Is.True);
        Assert.That(Utm32.LookSwapped(easting: 575200, northing: 6224213), Is.False);
        Assert.That(Utm32.LookSwapped(easting: 6224213, northing: 12), Is.False, "the other way round it is no place in Denmark either");
        Assert.Throws<ArgumentOutOfRangeException>(() => Utm32.ToWgs84(6224213, 575200));
    }

    [TestCase(10.2107, 56.157, true)]
    [TestCase(56.157, 10.2107, false)]
    [TestCase(38.63, -90.2, false)]
    public void Only_coordinates_that_make_sense_the_other_way_round_look_swapped(double latitude, double longitude, bool swapped)
    {
        Assert.That(Degrees.LookSwapped(latitude, longitude), Is.EqualTo(swapped));
    }

    /// <summary>Metres.</summary>
    private static double Apart((double Latitude, double Longitude) place, double latitude, double longitude)
    {
        var north = (place.Latitude - latitude) / Metre;
        var east = (place.Longitude - longitude) / Metre * Math.Cos(double.DegreesToRadians(latitude));
        return Math.Sqrt(north * north + east * east);
    }
}
