using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;

namespace ReactionPlans.Flow.Replay;

/// <summary>A place in WGS 84 degrees.</summary>
internal readonly record struct Place(double Latitude, double Longitude)
{
    private const double MetresPerDegreeLatitude = 111_300;

    /// <summary>At 56 degrees north; good to a few per cent in Denmark, which is enough to choose a neighbour.</summary>
    private const double MetresPerDegreeLongitude = 61_500;

    public bool IsWithin(double metres, Place other)
    {
        var north = (Latitude - other.Latitude) * MetresPerDegreeLatitude;
        var east = (Longitude - other.Longitude) * MetresPerDegreeLongitude;
        return (north * north) + (east * east) <= metres * metres;
    }
}

/// <summary>Draws places evenly spread inside a polygon.</summary>
internal sealed class PointsWithin(Geometry polygon)
{
    /// <summary>Far more than the thinnest archipelago needs; a polygon without an inside must not loop for ever.</summary>
    private const int MaximumTries = 100_000;

    private readonly IndexedPointInAreaLocator inside = new(polygon);
    private readonly Envelope frame = polygon.EnvelopeInternal;

    public Place Draw(SeededDice dice)
    {
        for (var tries = 0; tries < MaximumTries; tries++)
        {
            // Rounded before the question is asked, so the written place is the one that lies inside.
            var point = new Coordinate(
                Math.Round(frame.MinX + (dice.Share() * frame.Width), 6),
                Math.Round(frame.MinY + (dice.Share() * frame.Height), 6));
            if (inside.Locate(point) == Location.Interior)
                return new Place(point.Y, point.X);
        }
        var middle = polygon.InteriorPoint;
        return new Place(middle.Y, middle.X);
    }
}
