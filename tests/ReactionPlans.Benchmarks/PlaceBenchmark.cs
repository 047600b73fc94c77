using System.Diagnostics;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.Index.Strtree;
using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Rules.Geography;
using ReactionPlans.TestKit;

namespace ReactionPlans.Benchmarks;

/// <summary>Points a second found in the whole country's parishes, postcodes and municipalities on one core, beside reading one cell of a
/// bare grid for each point, and beside a tree of prepared geometries as the geometry library gives it.</summary>
internal static class PlaceBenchmark
{
    private const int Points = 1_000_000;
    private const string Unit = "points/s";

    private static readonly (string Level, string File)[] Files =
        [("municipality", "kommuner-small.geojson"), ("postcode", "postnumre.geojson"), ("parish", "sogne.geojson")];

    public static async Task<IReadOnlyList<Comparison>> Run(Repetitions plan)
    {
        if (ReadCountry() is not { } areas)
        {
            await Console.Error.WriteLineAsync("place: skipped, ../shared/data/dk-geo is not there");
            return [];
        }

        var index = await Build(areas);
        var points = Scatter(areas, plan.Of(Points));
        await TellCoreTime(points, index);
        var bare = new BareGrid(areas);
        var tree = Tree(areas);
        return
        [
            await Comparison.Measure("place in the whole country", Unit, plan, ("one cell of a bare grid", () => Rate(points, bare.Find)), () => Rate(points, index)),
            await Comparison.Measure("place, beside a library's tree", Unit, plan, ("STRtree, prepared geometries", () => Rate(points, tree)), () => Rate(points, index)),
        ];
    }

    private static List<IndexedArea>? ReadCountry()
    {
        var areas = new List<IndexedArea>();
        foreach (var (level, file) in Files)
        {
            if (SharedData.TryFind("data", "dk-geo", file) is not { } path)
                return null;
            var names = MappingFile.ReadText($$"""areas: { code: kode, name: navn, constants: { level: {{level}} } }""", file).Mapping!;
            var drawn = AreasFile.Read(path, names);
            areas.AddRange(drawn.Areas.Select(area => new IndexedArea(areas.Count + 1, level, area.Code, area.Geometry)));
        }

        // Numbered one after the other whatever the file.
        return [.. areas.Select((area, at) => area with { Id = at + 1 })];
    }

    private static async Task<AreaIndex> Build(List<IndexedArea> areas)
    {
        _ = new AreaIndex(areas); // compilation
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = Stopwatch.StartNew();
        var index = new AreaIndex(areas);
        var seconds = watch.Elapsed.TotalSeconds;
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        await Console.Error.WriteLineAsync(FormattableString.Invariant(
            $"place: {areas.Count} areas of {areas.Sum(area => area.Geometry.NumPoints)} points indexed in {seconds:0.00} s, {bytes >> 20} MB"));
        return index;
    }

    /// <summary>By the processor's own clock, which other work on the machine does not slow.</summary>
    private static async Task TellCoreTime(Coordinate[] points, AreaIndex index)
    {
        await Rate(points, index); // compilation
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        await Rate(points, index);
        process.Refresh();
        await Console.Error.WriteLineAsync(FormattableString.Invariant($"place: {points.Length / (process.TotalProcessorTime - before).TotalSeconds:0} points for each second of one core"));
    }

    /// <summary>Anywhere in the country, as often here as there.</summary>
    private static Coordinate[] Scatter(List<IndexedArea> areas, int count)
    {
        var country = new AreaIndex([.. areas.Where(area => area.Level == "municipality")]);
        var dice = new Random(1);
        var points = new Coordinate[count];
        for (var found = 0; found < count;)
        {
            var point = new Coordinate(8 + 7.3 * dice.NextDouble(), 54.5 + 3.3 * dice.NextDouble());
            if (country.Locate(point.Y, point.X).Count > 0)
                points[found++] = point;
        }

        return points;
    }

    private static Task<double> Rate(Coordinate[] points, AreaIndex index) => Rate(points, point => index.Locate(point.Y, point.X).Count);

    private static Task<double> Rate(Coordinate[] points, Func<Coordinate, int> find)
    {
        var watch = Stopwatch.StartNew();
        var found = 0L;
        foreach (var point in points)
            found += find(point);
        var rate = points.Length / watch.Elapsed.TotalSeconds;
        return found > 0 ? Task.FromResult(rate) : throw new InvalidOperationException("Nothing was found.");
    }

    private static Func<Coordinate, int> Tree(List<IndexedArea> areas)
    {
        var tree = new STRtree<IPreparedGeometry>();
        foreach (var area in areas)
            tree.Insert(area.Geometry.EnvelopeInternal, PreparedGeometryFactory.Prepare(area.Geometry));
        tree.Build();
        return point =>
        {
            var asked = new Point(point);
            return tree.Query(asked.EnvelopeInternal).Count(area => area.Covers(asked));
        };
    }

    /// <summary>The least that finding can cost: which cell, and what stands in it.</summary>
    private sealed class BareGrid(List<IndexedArea> areas)
    {
        private const int Side = 1024;
        private readonly Envelope box = areas.Aggregate(new Envelope(), (box, area) => { box.ExpandToInclude(area.Geometry.EnvelopeInternal); return box; });
        private readonly int[] cells = [.. Enumerable.Range(1, Side * Side)];

        public int Find(Coordinate point) =>
            cells[(int)((point.Y - box.MinY) / box.Height * (Side - 1)) * Side + (int)((point.X - box.MinX) / box.Width * (Side - 1))];
    }
}
