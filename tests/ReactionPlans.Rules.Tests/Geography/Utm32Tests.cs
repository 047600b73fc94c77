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
        var place = Utm32.ToWgs84(easting, northing);

        var north = (place.Latitude - latitude) / Metre;
        var east = (place.Longitude - longitude) / Metre * Math.Cos(double.DegreesToRadians(latitude));
        Assert.That(Math.Sqrt(north * north + east * east), Is.LessThan(0.1));
    }

    [Test]
    public void Swapped_metres_are_no_place_in_the_zone()
    {
        Assert.That(Utm32.Covers(easting: 6224213, northing: 575200), Is.False);
        Assert.Throws<ArgumentOutOfRangeException>(() => Utm32.ToWgs84(6224213, 575200));
    }

    [TestCase(10.2107, 56.157, true)]
    [TestCase(56.157, 10.2107, false)]
    [TestCase(38.63, -90.2, false)]
    public void Only_coordinates_that_make_sense_the_other_way_round_look_swapped(double latitude, double longitude, bool swapped)
    {
        Assert.That(Degrees.LookSwapped(latitude, longitude), Is.EqualTo(swapped));
    }
}
