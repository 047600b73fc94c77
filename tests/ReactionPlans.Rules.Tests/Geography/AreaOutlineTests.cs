using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using NUnit.Framework;
using ReactionPlans.Rules.Geography;

namespace ReactionPlans.Rules.Tests.Geography;

public sealed class AreaOutlineTests
{
    [Test]
    public void A_plain_area_keeps_its_corners_latitude_first_and_closed()
    {
        var rings = AreaOutline.Of(Read("POLYGON ((10.2 56.18, 10.26 56.18, 10.26 56.22, 10.2000049 56.22, 10.2 56.18))"), 200);

        Assert.That(rings.Single(), Is.EqualTo(new Corner[] { new(56.18, 10.2), new(56.18, 10.26), new(56.22, 10.26), new(56.22, 10.2), new(56.18, 10.2) }));
    }

    [Test]
    public void Of_several_parts_each_outer_ring_is_drawn_without_holes_and_without_what_is_smaller_than_a_metre()
    {
        var rings = AreaOutline.Of(Read("""
            MULTIPOLYGON (((10 56, 11 56, 11 57, 10 57, 10 56), (10.4 56.4, 10.6 56.4, 10.6 56.6, 10.4 56.4)),
                ((12 55, 12.1 55, 12.1 55.1, 12 55)), ((9 55, 9.000001 55, 9.000001 55.000001, 9 55)))
            """), 200);

        Assert.That(rings.Select(ring => ring.Count), Is.EqualTo(new[] { 5, 4 }));
    }

    [TestCase(20_000, 0.05, Description = "a coast")]
    [TestCase(20_000, 0.9, Description = "a comb that no line follows")]
    [TestCase(201, 0.3, Description = "one corner too many")]
    public void A_ring_with_too_many_corners_is_simplified_and_stays_one_ring_about_as_large(int corners, double depth)
    {
        var ring = Enumerable.Range(0, corners - 1).Select(number =>
        {
            var (angle, radius) = (2 * Math.PI * number / (corners - 1), number % 2 == 0 ? 1.0 : 1 - depth);
            return new Coordinate(10 + radius * Math.Cos(angle), 56 + radius * Math.Sin(angle));
        }).ToList();
        ring.Add(ring[0].Copy());
        var drawn = new GeometryFactory().CreatePolygon([.. ring]);

        var outline = AreaOutline.Of(drawn, 200).Single();

        Assert.That(outline, Has.Count.InRange(4, 200));
        Assert.That(outline[^1], Is.EqualTo(outline[0]), "closed");
        var simple = new GeometryFactory().CreatePolygon([.. outline.Select(corner => new Coordinate(corner.Longitude, corner.Latitude))]);
        Assert.That(simple.IsValid, Is.True);
        Assert.That(simple.Area, Is.InRange(drawn.Area * 0.7, Math.PI * 4 / 3), "no less than most of it, no more than the box around it");
    }

    private static Geometry Read(string text) => new WKTReader().Read(text);
}
