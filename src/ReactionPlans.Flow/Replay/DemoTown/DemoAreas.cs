using System.Text.Json;
using NetTopologySuite.Geometries;

namespace ReactionPlans.Flow.Replay;

/// <summary>One local area of the demo town.</summary>
/// <param name="Residents">How many live there.</param>
/// <param name="BurglariesPerMille">Chance of a burglary on an ordinary day, in thousandths.</param>
internal sealed record DemoArea(string Code, string Name, int Residents, int BurglariesPerMille, Polygon Polygon);

/// <summary>An invented island municipality in open sea, cut into nine areas that share every corner of their borders.</summary>
internal sealed class DemoAreas
{
    public const string MunicipalityCode = "0999";
    public const string MunicipalityName = "Tænkeby Kommune";

    private const int Side = 3;

    /// <summary>Steps along each side of a cell: a border drawn with a few bends instead of a ruler.</summary>
    private const int Bends = 4;

    private const int Grid = Side * Bends;
    private const double West = 11.00, South = 56.80;

    /// <summary>A cell is about 1.6 km each way.</summary>
    private const double StepEast = 0.0262 / Bends, StepNorth = 0.0144 / Bends;

    /// <summary>No Danish postcode lies below 0555.</summary>
    private static readonly (string Code, string Name, int Residents, int BurglariesPerMille)[] Facts =
    [
        ("0010", "Søndermarken", 700, 38), ("0020", "Engdraget", 500, 24), ("0030", "Strandkvarteret", 450, 28),
        ("0040", "Møllebakken", 650, 34), ("0050", "Bymidten", 1150, 46), ("0060", "Stationskvarteret", 950, 42),
        ("0070", "Skovparken", 600, 30), ("0080", "Kirkehøj", 550, 24), ("0090", "Nordlunden", 450, 20),
    ];

    private readonly Coordinate[,] corners = new Coordinate[Grid + 1, Grid + 1];

    private DemoAreas(SeededDice dice)
    {
        // Each corner moves less than half a step, so no two borders can cross; areas look the same corner up, so they touch exactly.
        for (var row = 0; row <= Grid; row++)
            for (var column = 0; column <= Grid; column++)
                corners[column, row] = new Coordinate(
                    Math.Round(West + (StepEast * (column + (0.8 * (dice.Share() - 0.5)))), 6),
                    Math.Round(South + (StepNorth * (row + (0.8 * (dice.Share() - 0.5)))), 6));
        All = [.. Facts.Select((fact, cell) => new DemoArea(fact.Code, fact.Name, fact.Residents, fact.BurglariesPerMille,
            Around(cell % Side * Bends, cell / Side * Bends, Bends)))];
        Municipality = Around(0, 0, Grid);
    }

    public IReadOnlyList<DemoArea> All { get; }

    public Polygon Municipality { get; }

    public static DemoAreas Draw(int seed) => new(SeededDice.For(seed, "areas"));

    public void Write(string path)
    {
        using var stream = File.Create(path);
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions
        {
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        json.WriteStartArray("features");
        WriteFeature(json, MunicipalityCode, MunicipalityName, "municipality", Municipality);
        foreach (var area in All)
            WriteFeature(json, area.Code, area.Name, "postcode", area.Polygon);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteFeature(Utf8JsonWriter json, string code, string name, string level, Polygon polygon)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteStartObject("properties");
        json.WriteString("code", code);
        json.WriteString("name", name);
        json.WriteString("level", level);
        json.WriteEndObject();
        json.WriteStartObject("geometry");
        json.WriteString("type", "Polygon");
        json.WriteStartArray("coordinates");
        json.WriteStartArray();
        foreach (var corner in polygon.Shell.Coordinates)
        {
            json.WriteStartArray();
            json.WriteRawValue(CsvRows.Degrees(corner.X));
            json.WriteRawValue(CsvRows.Degrees(corner.Y));
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>The ring around a square of steps, against the clock as RFC 7946 asks.</summary>
    private Polygon Around(int column, int row, int steps)
    {
        var ring = new List<Coordinate>();
        for (var step = 0; step < steps; step++)
            ring.Add(corners[column + step, row]);
        for (var step = 0; step < steps; step++)
            ring.Add(corners[column + steps, row + step]);
        for (var step = 0; step < steps; step++)
            ring.Add(corners[column + steps - step, row + steps]);
        for (var step = 0; step < steps; step++)
            ring.Add(corners[column, row + steps - step]);
        ring.Add(ring[0]);
        return new Polygon(new LinearRing([.. ring.Select(corner => corner.Copy())]));
    }
}
