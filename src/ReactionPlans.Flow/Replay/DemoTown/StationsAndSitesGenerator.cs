using System.Globalization;
using NetTopologySuite.Geometries;

namespace ReactionPlans.Flow.Replay;

/// <summary>Invented mobile police stations and the sites where they can stand, in the formats of <c>import stations</c> and <c>import sites</c>.</summary>
public static class StationsAndSitesGenerator
{
    private static readonly Dictionary<string, (string Name, string Hours)> Kinds = new()
    {
        ["supermarket"] = ("Supermarkedet", "mon-sun 08:00-20:00"),
        ["school"] = ("Skolen", "mon-fri 08:00-16:00"),
        ["station"] = ("Stationen", "mon-sun 06:00-22:00"),
        ["square"] = ("Torvet", ""),
    };

    /// <summary>Writes stations that all keep the same crew hours and each visit one place at a time.</summary>
    /// <returns>Rows written.</returns>
    public static int WriteStations(string path, int stations)
    {
        using var rows = new CsvRows(path, "id", "name", "crew_hours", "capacity");
        for (var number = 1; number <= stations; number++)
            rows.Write(
                string.Create(CultureInfo.InvariantCulture, $"station-{number}"),
                string.Create(CultureInfo.InvariantCulture, $"Mobil politistation {number}"),
                "mon-fri 10:00-18:00; sat 10:00-14:00", "1");
        return stations;
    }

    /// <summary>Writes one site of each kind inside every area.</summary>
    /// <param name="path">The CSV file; overwritten.</param>
    /// <param name="areas">Code, name and polygon in WGS 84, X = longitude.</param>
    /// <param name="kinds">Any of supermarket, school, station, square.</param>
    /// <param name="seed">The same seed and areas give the same bytes.</param>
    /// <returns>Rows written.</returns>
    public static int WriteSites(string path, IEnumerable<(string Code, string Name, Geometry Polygon)> areas, IReadOnlyList<string> kinds, int seed)
    {
        ArgumentNullException.ThrowIfNull(areas);
        ArgumentNullException.ThrowIfNull(kinds);
        using var rows = new CsvRows(path, "id", "name", "kind", "latitude", "longitude", "opening_hours");
        var written = 0;
        foreach (var (code, name, polygon) in areas)
        {
            var dice = SeededDice.For(seed, "sites " + code);
            var points = new PointsWithin(polygon);
            foreach (var kind in kinds)
            {
                var place = points.Draw(dice);
                rows.Write($"{kind}-{code}", $"{Kinds[kind].Name}, {name}", kind,
                    CsvRows.Degrees(place.Latitude), CsvRows.Degrees(place.Longitude), Kinds[kind].Hours);
                written++;
            }
        }
        return written;
    }
}
