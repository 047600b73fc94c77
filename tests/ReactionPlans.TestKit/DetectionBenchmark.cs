using System.Globalization;
using System.IO.Compression;
using System.Text;
using ReactionPlans.Rules.Geography;

namespace ReactionPlans.TestKit;

/// <summary>How well alarms found the outbreaks of the labelled benchmark in some of its areas.</summary>
/// <param name="Within7Days">Share of outbreaks with an alarm within 7 days of their start; 0-1.</param>
/// <param name="Within14Days">The same within 14 days.</param>
/// <param name="MedianDelayDays">Of those found at all; NaN when none was.</param>
/// <param name="FalsePerAreaYear">Activations that began in no outbreak's time, for each area and year.</param>
/// <param name="Precision">Share of activations that began in an outbreak's time.</param>
public sealed record DetectionScore(int Outbreaks, double Within7Days, double Within14Days, double MedianDelayDays, double FalsePerAreaYear, double Precision);

/// <summary>The labelled benchmark of <c>../shared/oracles/benchmark</c> as files that the program reads, and the scoring that its README describes.</summary>
public sealed class DetectionBenchmark(string folder)
{
    private const int CooldownDays = 14;

    private static readonly DateOnly FirstScored = new(2024, 1, 29), LastScored = new(2025, 1, 26);

    /// <summary>First day on which criteria are judged: two years of history come before.</summary>
    public static readonly DateOnly From = FirstScored;

    public static readonly DateOnly To = LastScored;

    private sealed record Outbreak(int Area, string Kind, DateOnly Start, DateOnly End);

    public IReadOnlyList<int> Areas { get; } = [.. Rows(Path.Combine(folder, "areas.csv")).Select(row => Number(row["area_id"]))];

    /// <summary>Areas as squares (GeoJSON, level "square") and events as reports, with their withdrawals.</summary>
    public (string Areas, string Reports) Write(string into)
    {
        var (areas, reports) = (Path.Combine(into, "areas.geojson"), Path.Combine(into, "reports.csv"));
        File.WriteAllText(areas, $$"""{"type":"FeatureCollection","features":[{{string.Join(",\n", Rows(Path.Combine(folder, "areas.csv")).Select(Square))}}]}""");
        using var csv = new StreamWriter(reports, append: false, new UTF8Encoding(false));
        csv.WriteLine("reference,offence,reported_at,revision,status,known_at,occurred_from,occurred_to,easting,northing");
        foreach (var row in Rows(Path.Combine(folder, "events.csv.gz")))
        {
            var rest = $"{row["occurred_from"]},{row["occurred_to"]},{row["x"]},{row["y"]}";
            csv.WriteLine($"E{row["event_id"]},1320,{row["reported"]},1,reported,,{rest}");
            if (row["withdrawn"].Length > 0)
                csv.WriteLine($"E{row["event_id"]},1320,{row["reported"]},2,withdrawn,{row["withdrawn"]},{rest}");
        }

        return (areas, reports);
    }

    /// <param name="alarms">CSV <c>area,date,...</c> with a header.</param>
    /// <param name="kind">near-repeat or area-wide; null: every outbreak.</param>
    public DetectionScore Score(string alarms, Func<int, bool> areas, string? kind = null)
    {
        var days = Rows(alarms).Select(row => (Area: Number(row["area"]), Day: Day(row["date"]))).Where(alarm => alarm.Day >= FirstScored && alarm.Day <= LastScored)
            .Distinct().ToLookup(alarm => alarm.Area, alarm => alarm.Day);
        var outbreaks = Outbreaks().Where(outbreak => areas(outbreak.Area)).ToList();
        var asked = outbreaks.Where(outbreak => kind is null || outbreak.Kind == kind).ToList();
        var delays = asked.Select(outbreak => days[outbreak.Area].Where(day => During(outbreak, day)).Order().Select(day => (int?)(day.DayNumber - outbreak.Start.DayNumber)).FirstOrDefault()).ToList();

        var (activations, wrong) = (0, 0);
        foreach (var area in Areas.Where(areas))
        {
            var last = DateOnly.MinValue;
            foreach (var day in days[area].Order())
            {
                if (day.DayNumber - last.DayNumber < CooldownDays)
                    continue;
                last = day;
                activations++;
                if (!outbreaks.Any(outbreak => outbreak.Area == area && During(outbreak, day)))
                    wrong++;
            }
        }

        var areaYears = Areas.Count(areas) * (LastScored.DayNumber - FirstScored.DayNumber + 1) / 365.25;
        var found = delays.OfType<int>().Order().ToList();
        return new DetectionScore(
            asked.Count, Share(delays, 7), Share(delays, 14), found.Count == 0 ? double.NaN : (found[(found.Count - 1) / 2] + found[found.Count / 2]) / 2.0,
            wrong / areaYears, activations == 0 ? 0 : 1 - (double)wrong / activations);
    }

    private static double Share(List<int?> delays, int within) => (double)delays.Count(delay => delay <= within) / Math.Max(1, delays.Count);

    private static bool During(Outbreak outbreak, DateOnly day) => day >= outbreak.Start && day <= outbreak.End.AddDays(14);

    private List<Outbreak> Outbreaks() =>
        [.. Rows(Path.Combine(folder, "outbreaks.csv")).Where(row => row["scored"] == "TRUE")
            .Select(row => new Outbreak(Number(row["area_id"]), row["kind"], Day(row["start_date"]), Day(row["end_date"])))];

    private static string Square(IReadOnlyDictionary<string, string> row)
    {
        var (x, y, side) = (Real(row["x0"]), Real(row["y0"]), Real(row["side_m"]));
        var corners = new[] { (x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y) }.Select(corner =>
        {
            var (latitude, longitude) = Utm32.ToWgs84(corner.Item1, corner.Item2);
            return string.Create(CultureInfo.InvariantCulture, $"[{longitude:R},{latitude:R}]");
        });
        return $$$"""{"type":"Feature","properties":{"code":"{{{row["area_id"]}}}","name":"Rude {{{row["area_id"]}}}","level":"square"},"geometry":{"type":"Polygon","coordinates":[[{{{string.Join(",", corners)}}}]]}}""";
    }

    private static IEnumerable<IReadOnlyDictionary<string, string>> Rows(string path)
    {
        using var file = File.OpenRead(path);
        using var reader = new StreamReader(path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file);
        var header = reader.ReadLine()!.Split(',');
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            yield return header.Select((name, index) => (name, cells[index])).ToDictionary(cell => cell.name, cell => cell.Item2);
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static double Real(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
