using NUnit.Framework;
using ReactionPlans.Rules.Geography;

namespace ReactionPlans.Rules.Tests.Geography;

public sealed class ProjectionTests
{
    [Test]
    public void The_zone_of_Danish_registers_is_the_same_by_name()
    {
        var named = Projection.Find("EPSG:25832", out var problem)!.ToWgs84(574_000, 6_222_000)!.Value;

        Assert.That(problem, Is.Null);
        Assert.That(named, Is.EqualTo(Utm32.ToWgs84(574_000, 6_222_000)));
    }

    [TestCase("")]
    [TestCase("EPSG:4326")]
    [TestCase("PROJCS[")]
    [TestCase("PROJCS[\"x\",GEOGCS[\"y\"]]")]
    [TestCase("GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]]")]
    public void What_is_no_projected_system_is_told(string system)
    {
        Assert.That(Projection.Find(system, out var problem), Is.Null);
        Assert.That(problem, Is.Not.Empty);
    }

    [TestCase(double.MaxValue, 0)]
    [TestCase(1e300, 1e300)]
    public void A_pair_far_outside_is_no_place(double easting, double northing) =>
        Assert.That(Projection.Find("EPSG:25833", out _)!.ToWgs84(easting, northing), Is.Null);
}
