using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;

namespace ReactionPlans.Rules.Geography;

/// <summary>An area as the index needs it. The geometry is a valid (multi)polygon in WGS 84, x = longitude.</summary>
public sealed record IndexedArea(int Id, string Level, string Code, Geometry Geometry);

/// <summary>Finds the areas in which a point lies. Never changes after it is made; any number of threads may ask.</summary>
/// <remarks>A point inside several areas (nested levels, overlapping own areas) lies in all of them. A point exactly on a
/// border belongs, within each level, to the area it is inside of; failing that, to the one with the lowest code
/// (ordinal) among those it touches. So neighbours never both count it, none loses it, and the order of import does not matter.</remarks>
public sealed class AreaIndex
{
    private readonly AreaGrid grid;
    private readonly ILookup<string, int> byCode;
    private readonly Dictionary<int, double> squareMetres;
    private readonly Dictionary<int, string> levels;
    private readonly TouchingAreas touching;

    public AreaIndex(IReadOnlyCollection<IndexedArea> areas)
    {
        Count = areas.Count;
        byCode = areas.OrderBy(area => area.Id).ToLookup(area => area.Code, area => area.Id);
        squareMetres = areas.ToDictionary(area => area.Id, area => SquareMetresOf(area.Geometry));
        levels = areas.ToDictionary(area => area.Id, area => area.Level);
        touching = new TouchingAreas(areas);
        grid = new AreaGrid([.. areas.Select(area =>
        {
            var locator = new IndexedPointInAreaLocator(area.Geometry);
            // The locator builds its own index at the first question; asked here, it is complete before threads share it.
            locator.Locate(area.Geometry.Coordinate);
            return new LocatedArea(area, locator);
        })]);
    }

    public int Count { get; }

    /// <summary>Ids of the areas that cover the point, rising; empty: it lies nowhere.</summary>
    /// <param name="latitude">Degrees, WGS 84.</param>
    /// <param name="longitude">Degrees, WGS 84.</param>
    public IReadOnlyList<int> Locate(double latitude, double longitude)
    {
        var cell = grid.Find(longitude, latitude);
        return cell.Border.Length == 0 ? cell.Ids : Ask(cell, new Coordinate(longitude, latitude));
    }

    /// <summary>Ids of the areas of any level with that code, rising.</summary>
    public IReadOnlyList<int> WithCode(string code) => [.. byCode[code]];

    /// <exception cref="KeyNotFoundException">There is no such area.</exception>
    public string LevelOf(int id) => levels[id];

    /// <summary>The size of an area in square metres; within a percent for areas the size of a municipality in Denmark.</summary>
    /// <exception cref="KeyNotFoundException">There is no such area.</exception>
    public double SquareMetres(int id) => squareMetres[id];

    /// <summary>Ids of the areas of the same level whose outlines touch this one's (<see cref="TouchingAreas"/>), rising.</summary>
    /// <exception cref="KeyNotFoundException">There is no such area.</exception>
    public IReadOnlyList<int> Neighbours(int id) => touching.Of(id);

    /// <summary>Whether two areas, of one level or of different ones, lie beside, across or inside one another.</summary>
    /// <exception cref="KeyNotFoundException">There is no such area.</exception>
    public bool AreTogether(int one, int other) => touching.AreTogether(one, other);

    /// <summary>On a sphere, as if flat round the middle of the area.</summary>
    private static double SquareMetresOf(Geometry geometry)
    {
        const double metresInDegree = 111_195; // of a meridian, on the mean sphere of 6,371 km
        return geometry.Area * metresInDegree * metresInDegree * Math.Cos(geometry.EnvelopeInternal.Centre.Y * Math.PI / 180);
    }

    private static List<int> Ask(Cell cell, Coordinate point)
    {
        var inside = new List<int>(cell.Ids.Length + cell.Border.Length);
        inside.AddRange(cell.Ids);
        List<IndexedArea>? entered = null, touched = null;
        foreach (var (area, locator) in cell.Border)
        {
            switch (locator.Locate(point))
            {
                case Location.Interior:
                    inside.Add(area.Id);
                    (entered ??= []).Add(area);
                    break;
                case Location.Boundary:
                    (touched ??= []).Add(area);
                    break;
            }
        }

        if (touched is not null)
            inside.AddRange(Settle(touched, [.. cell.Inside, .. entered ?? []]));
        inside.Sort();
        return inside;
    }

    private static IEnumerable<int> Settle(List<IndexedArea> touched, List<IndexedArea> inside) =>
        touched
            .Where(area => !inside.Exists(other => other.Level == area.Level))
            .GroupBy(area => area.Level)
            .Select(level => level.MinBy(area => area.Code, StringComparer.Ordinal)!.Id);
}
