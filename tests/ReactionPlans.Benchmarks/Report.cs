using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace ReactionPlans.Benchmarks;

internal static class Report
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static void Print(IReadOnlyList<Comparison> comparisons, IReadOnlyList<Figure> figures)
    {
        Console.WriteLine();
        foreach (var figure in figures)
            Console.WriteLine(figure);
        if (comparisons.Count == 0)
            return;
        Console.WriteLine($"{"measurement",-34} {"unit",-12} {"raw",10} {"ours",10} {"ratio",7}  raw is");
        foreach (var one in comparisons)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{one.Name,-34} {one.Unit,-12} {one.RawMedian,10:0} {one.OursMedian,10:0} {one.Ratio,7:0.00}  {one.RawName}"));
    }

    public static async Task Write(string path, bool quick, IReadOnlyList<Comparison> comparisons, IReadOnlyList<Figure> figures, CancellationToken stopping)
    {
        await using var file = File.Create(path);
        await JsonSerializer.SerializeAsync(file, new
        {
            MeasuredAt = TimeProvider.System.GetUtcNow(),
            Quick = quick,
            Machine = new { Cores = Environment.ProcessorCount, System = RuntimeInformation.OSDescription, Framework = RuntimeInformation.FrameworkDescription },
            Comparisons = comparisons,
            Figures = figures,
        }, Indented, stopping);
    }
}
