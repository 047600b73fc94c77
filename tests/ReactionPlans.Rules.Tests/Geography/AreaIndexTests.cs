using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using NUnit.Framework;
using ReactionPlans.Rules.Geography;

namespace ReactionPlans.Rules.Tests.Geography;

public sealed class AreaIndexTests
{
    private static readonly IndexedArea West = Area(1, "parish", "B", "POLYGON((0 0,1 0,1 1,0 1,0 0))");
    private static readonly IndexedArea East = Area(2, "parish", "A", "POLYGON((1 0,2 0,2 1,1 1,1 0))");
    private static readonly IndexedArea Both = Area(3, "municipality", "M", "POLYGON((0 0,2 0,2 1,0 1,0 0))");

    [Test]
    public void A_point_lies_in_one_area_of_each_level()
    {
        Assert.That(new AreaIndex([Both, East, West]).Locate(latitude: 0.5, longitude: 0.5), Is.EqualTo([1, 3]));
    }

    [Test]
    public void A_point_on_a_shared_border_lies_in_the_one_with_the_lowest_code_whatever_the_order()
    {
        Assert.That(new AreaIndex([West, East, Both]).Locate(0.5, 1.0), Is.EqualTo([2, 3]));
        Assert.That(new AreaIndex([Both, East, West]).Locate(0.5, 1.0), Is.EqualTo([2, 3]));
    }

    [Test]
    public void An_area_the_point_is_inside_of_wins_over_one_it_only_touches()
    {
        var around = Area(4, "parish", "Z", "POLYGON((0.5 0,1.5 0,1.5 1,0.5 1,0.5 0))");

        Assert.That(new AreaIndex([West, East, around]).Locate(0.5, 1.0), Is.EqualTo([4]));
    }

    [Test]
    public void Overlapping_areas_of_one_level_both_have_the_point()
    {
        var over = Area(4, "parish", "Z", "POLYGON((0.2 0.2,0.8 0.2,0.8 0.8,0.2 0.8,0.2 0.2))");

        Assert.That(new AreaIndex([West, over]).Locate(0.5, 0.5), Is.EqualTo([1, 4]));
    }

    [Test]
    public void A_hole_is_outside_and_so_is_the_sea()
    {
        var holed = Area(5, "parish", "H", "POLYGON((0 0,3 0,3 3,0 3,0 0),(1 1,2 1,2 2,1 2,1 1))");
        var index = new AreaIndex([holed]);

        Assert.That(index.Locate(1.5, 1.5), Is.Empty);
        Assert.That(index.Locate(50, 50), Is.Empty);
        Assert.That(index.Locate(0.5, 0.5), Is.EqualTo([5]));
    }

    [Test]
    public void A_code_finds_the_areas_of_every_level()
    {
        var index = new AreaIndex([West, Area(9, "postcode", "B", "POLYGON((0 0,1 0,1 1,0 0))")]);

        Assert.That(index.WithCode("B"), Is.EqualTo([1, 9]));
        Assert.That(index.WithCode("?"), Is.Empty);
    }

    [Test]
    public void No_areas_is_an_index_too()
    {
        Assert.That(new AreaIndex([]).Locate(56, 10), Is.Empty);
    }

    private static IndexedArea Area(int id, string level, string code, string text) => new(id, level, code, (Geometry)new WKTReader().Read(text));
}
