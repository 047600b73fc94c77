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
    public void The_site_nearest_to_the_reports_comes_first() =>
        Assert.That(Ids(StationSites.Near(Area, [(56.02, 10.05), (56.03, 10.06)], [North, South], kind: null)), Is.EqualTo(["south", "north"]));

    [Test]
    public void Without_reports_the_area_s_own_middle_counts() =>
        Assert.That(Ids(StationSites.Near(Area, [], [North, South with { Latitude = 56.04 }], kind: null)), Is.EqualTo(["south", "north"]));

    [Test]
    public void Only_the_agreed_kind_is_taken() =>
        Assert.That(Ids(StationSites.Near(Area, [(56.02, 10.05)], [North, South], "supermarket")), Is.EqualTo(["north"]));

    [Test]
    public void Without_a_site_in_the_area_one_beside_it_will_do() =>
        Assert.That(Ids(StationSites.Near(Area, [], [Far, Beside], kind: null)), Is.EqualTo(["beside"]));

    [Test]
    public void With_a_site_inside_a_nearer_one_outside_is_none() =>
        Assert.That(Ids(StationSites.Near(Area, [(56.05, 10.1)], [North, Beside], kind: null)), Is.EqualTo(["north"]));

    [Test]
    public void No_site_is_better_than_one_far_away() =>
        Assert.That(StationSites.Near(Area, [], [Far], kind: null), Is.Empty);

    [Test]
    public void No_more_than_the_nearest_few_are_weighed() =>
        Assert.That(StationSites.Near(Area, [(56.01, 10.05)], [North, .. Enumerable.Range(0, StationSites.Most).Select(n => South with { Id = $"s{n}" })], kind: null).Select(choice => choice.Site.Id),
            Has.Exactly(StationSites.Most).Items.And.None.EqualTo("north"));

    private static IEnumerable<string> Ids(IEnumerable<SiteChoice> choices) => choices.Select(choice => choice.Site.Id);
}
