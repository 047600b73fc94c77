using NUnit.Framework;
using ReactionPlans.Rules.Geography;

namespace ReactionPlans.Rules.Tests.Geography;

public sealed class SquareKilometreTests
{
    [Test]
    public void A_place_is_at_most_a_kilometre_from_its_middle_and_every_place_of_the_cell_has_the_same([Values(54.56, 55.06, 56.16, 57.75)] double latitude, [Values(8.1, 10.2, 15.15)] double longitude)
    {
        var middle = SquareKilometre.MiddleOf(latitude, longitude);

        var (east, north) = Utm32.FromWgs84(latitude, longitude);
        var (middleEast, middleNorth) = Utm32.FromWgs84(middle.Latitude, middle.Longitude);
        Assert.That(double.Hypot(east - middleEast, north - middleNorth), Is.LessThan(750), "half the diagonal of a square kilometre, and a little");
        Assert.That(SquareKilometre.MiddleOf(middle.Latitude, middle.Longitude), Is.EqualTo(middle));
        Assert.That(SquareKilometre.MiddleOf(middle.Latitude + 0.0044, middle.Longitude - 0.0079), Is.EqualTo(middle));
        Assert.That(SquareKilometre.MiddleOf(middle.Latitude + 0.0046, middle.Longitude), Is.Not.EqualTo(middle));
    }
}
