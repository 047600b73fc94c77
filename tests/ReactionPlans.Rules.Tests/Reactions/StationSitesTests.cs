using NetTopologySuite.Geometries;
using NUnit.Framework;
using ReactionPlans.Rules.Reactions;

namespace ReactionPlans.Rules.Tests.Reactions;

public sealed class StationSitesTests
{
    /// <summary>About 6 km from west to east and 11 km from south to north.</summary>
    private static readonly Geometry Area = GeometryFactory.Default.CreatePolygon(
        [new(10.0, 56.0), new(10.1, 56.0), new(10.1, 56.1), new(10.0, 56.1), new(10.0, 56.0)]);

    private static readonly StationSite North = new("north", "supermarket", 56.09, 10.05);
    private static readonly StationSite South = new("south", "school", 56.01, 10.05);

    /// <summary>1.2 km and 31 km east of the area.</summary>
    private static readonly StationSite Beside = new("beside", "square", 56.05, 10.12);
    private static readonly StationSite Far = new("far", "square", 56.05, 10.6);

    [Test]
    public void The_site_nearest_to_the_reports_is_chosen() =>
        Assert.That(StationSites.Choose(Area, [(56.02, 10.05), (56.03, 10.06)], [North, South], kind: null), Is.EqualTo(South));

    [Test]
    public void Without_reports_the_area_s_own_middle_counts() =>
        Assert.That(StationSites.Choose(Area, [], [North, South with { Latitude = 56.04 }], kind: null)!.Id, Is.EqualTo("south"));

    [Test]
    public void Only_the_agreed_kind_is_taken() =>
        Assert.That(StationSites.Choose(Area, [(56.02, 10.05)], [North, South], "supermarket"), Is.EqualTo(North));

    [Test]
    public void Without_a_site_in_the_area_one_beside_it_will_do() =>
        Assert.That(StationSites.Choose(Area, [], [Far, Beside], kind: null), Is.EqualTo(Beside));

    [Test]
    public void A_site_inside_is_preferred_to_a_nearer_one_outside() =>
        Assert.That(StationSites.Choose(Area, [(56.05, 10.1)], [North, Beside], kind: null), Is.EqualTo(North));

    [Test]
    public void No_site_is_better_than_one_far_away() =>
        Assert.That(StationSites.Choose(Area, [], [Far], kind: null), Is.Null);
}
