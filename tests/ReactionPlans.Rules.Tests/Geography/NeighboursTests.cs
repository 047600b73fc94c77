using NetTopologySuite.Geometries;
using NUnit.Framework;
using ReactionPlans.Rules.Geography;

namespace ReactionPlans.Rules.Tests.Geography;

public sealed class NeighboursTests
{
    /// <summary>Squares 2 and 3 touch square 1 along a side and at a corner; 4 leaves a sliver of a metre, 5 is far away, 6 lies inside it, 7 is of another level.</summary>
    private static readonly AreaIndex Map = new([
        Square(1, 10, 56), Square(2, 10.1, 56), Square(3, 10.1, 56.1), Square(4, 9.89999, 56), Square(5, 10.3, 56),
        Square(6, 10.04, 56.04, side: 0.01), Square(7, 10.1, 56, level: "parish"),
    ]);

    [Test]
    public void Neighbours_are_areas_of_the_same_level_whose_outlines_touch() =>
        Assert.Multiple(() =>
        {
            Assert.That(Map.Neighbours(1), Is.EqualTo(new[] { 2, 3, 4 }));
            Assert.That(Map.Neighbours(3), Is.EqualTo(new[] { 1, 2 }));
            Assert.That(Map.Neighbours(5), Is.Empty);
            Assert.That(Map.Neighbours(7), Is.Empty);
        });

    private static IndexedArea Square(int id, double x, double y, double side = 0.1, string level = "postcode") =>
        new(id, level, $"{id}", GeometryFactory.Default.ToGeometry(new Envelope(x, x + side, y, y + side)));
}
