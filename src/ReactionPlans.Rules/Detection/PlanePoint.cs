namespace ReactionPlans.Rules.Detection;

/// <summary>A place in a plane, as in ETRS89 / UTM zone 32N: distances between two of them are plain geometry.</summary>
/// <param name="X">Metres towards the east; finite, at most <see cref="FarthestMetres"/> either way.</param>
/// <param name="Y">Metres towards the north, likewise.</param>
public readonly record struct PlanePoint(double X, double Y)
{
    /// <summary>Nothing on the Earth is farther from the origin of a projection; a greater number is no coordinate in metres.</summary>
    public const double FarthestMetres = 2e7;

    /// <summary>Straight distance in metres.</summary>
    public double DistanceTo(PlanePoint other)
    {
        var (x, y) = (X - other.X, Y - other.Y);
        return Math.Sqrt(x * x + y * y);
    }

    /// <exception cref="ArgumentException">The place is not a number, infinite or too far away.</exception>
    internal void Require(string name)
    {
        if (!(Math.Abs(X) <= FarthestMetres && Math.Abs(Y) <= FarthestMetres))
            throw new ArgumentException($"({X}, {Y}) is no place in metres.", name);
    }

    /// <inheritdoc cref="Require(string)"/>
    internal static void RequireAll(ReadOnlySpan<PlanePoint> places, string name)
    {
        foreach (var place in places)
            place.Require(name);
    }
}
