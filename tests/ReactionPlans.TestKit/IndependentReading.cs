using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace ReactionPlans.TestKit;

/// <summary>Reads reports and areas for <see cref="IndependentJudge"/> without any code of the program: own splitting, own point-in-polygon.</summary>
public static class IndependentReading
{
    private static readonly TimeZoneInfo Denmark = TimeZoneInfo.FindSystemTimeZoneById("Europe/Copenhagen");

    /// <summary>An area as rings of (longitude, latitude); a place lies inside when a ray crosses the rings an odd number of times.</summary>
    public sealed record Area(string Code, IReadOnlyList<(double X, double Y)[]> Rings);

    public static DateTimeOffset DanishMidnight(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, Denmark.GetUtcOffset(midnight));
    }

    /// <summary>Areas of a GeoJSON file, by the property that holds the code; all features, or those of one level.</summary>
    public static IReadOnlyList<Area> Areas(string geojson, string codeProperty, string? level = null)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(geojson));
        var areas = new List<Area>();
        foreach (var feature in document.RootElement.GetProperty("features").EnumerateArray())
        {
            var properties = feature.GetProperty("properties");
            if (level is not null && properties.GetProperty("level").GetString() != level)
                continue;
            var geometry = feature.GetProperty("geometry");
            var coordinates = geometry.GetProperty("coordinates");
            var polygons = geometry.GetProperty("type").GetString() == "MultiPolygon" ? coordinates.EnumerateArray().ToArray() : [coordinates];
            var rings = polygons.SelectMany(polygon => polygon.EnumerateArray())
                .Select(ring => ring.EnumerateArray().Select(point => (point[0].GetDouble(), point[1].GetDouble())).ToArray()).ToArray();
            areas.Add(new Area(properties.GetProperty(codeProperty).GetString()!, rings));
        }
        return areas;
    }

    /// <summary>Codes of the areas in which a place lies; empty when it lies in none.</summary>
    public static IReadOnlyList<string> Place(IReadOnlyList<Area> areas, double latitude, double longitude) =>
        [.. areas.Where(area => area.Rings.Count(ring => CrossesOddly(ring, longitude, latitude)) % 2 == 1).Select(area => area.Code)];

    /// <summary>Rows of a CSV file, plain or .gz, as column name to text.</summary>
    public static IEnumerable<Dictionary<string, string>> Rows(string csv)
    {
        using var file = File.OpenRead(csv);
        using Stream plain = csv.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(plain, Encoding.UTF8);
        var header = Split(reader.ReadLine()!);
        while (reader.ReadLine() is { } line)
        {
            var fields = Split(line);
            yield return Enumerable.Range(0, header.Count).ToDictionary(index => header[index], index => fields[index]);
        }
    }

    /// <summary>Reports in the program's own CSV format with coordinates, for one offence code, ready to judge.</summary>
    public static List<IndependentReport> Reports(
        string csv, IReadOnlyList<Area> areas, string offence)
    {
        var reports = new List<IndependentReport>();
        foreach (var row in Rows(csv))
        {
            var reported = DateTimeOffset.Parse(row["reported_at"], CultureInfo.InvariantCulture);
            var known = row["known_at"].Length == 0 ? reported : DateTimeOffset.Parse(row["known_at"], CultureInfo.InvariantCulture);
            var codes = row["latitude"].Length == 0 || row["offence"] != offence ? []
                : Place(areas, Number(row["latitude"]), Number(row["longitude"]));
            foreach (var code in codes.DefaultIfEmpty(""))
                reports.Add(new IndependentReport(row["reference"], int.Parse(row["revision"], CultureInfo.InvariantCulture), row["status"] == "withdrawn",
                    DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(reported, Denmark).DateTime), known, code));
        }
        return reports;
    }

    /// <summary>The daily reports of Østjylland: dates alone, no revisions, placed by their coordinates.</summary>
    public static List<IndependentReport> Oestjylland(
        string csv, IReadOnlyList<Area> areas)
    {
        var reports = new List<IndependentReport>();
        foreach (var row in Rows(csv))
        {
            var day = DateOnly.ParseExact(row["report_date"], "yyyy-MM-dd", CultureInfo.InvariantCulture);
            var codes = row["lat"].Length == 0 ? [] : Place(areas, Number(row["lat"]), Number(row["lon"]));
            foreach (var code in codes.DefaultIfEmpty(""))
                reports.Add(new IndependentReport(row["id"], 1, false, day, DanishMidnight(day), code));
        }
        return reports;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static bool CrossesOddly((double X, double Y)[] ring, double x, double y)
    {
        var odd = false;
        for (int here = 0, before = ring.Length - 1; here < ring.Length; before = here++)
        {
            var (x1, y1) = ring[before];
            var (x2, y2) = ring[here];
            if (y1 > y != y2 > y && x < x1 + ((y - y1) / (y2 - y1) * (x2 - x1)))
                odd = !odd;
        }
        return odd;
    }

    private static List<string> Split(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        foreach (var letter in line.TrimStart('\uFEFF'))
        {
            if (letter == '"')
                quoted = !quoted;
            else if (letter == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
                field.Append(letter);
        }
        fields.Add(field.ToString());
        return fields;
    }
}
