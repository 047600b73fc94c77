using System.Text.Json;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO.Converters;
using ReactionPlans.Rules.Geography;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>The areas of the database as an index in memory, read again when one of them has changed. One for each process.</summary>
public sealed class AreaMap
{
    private static readonly JsonSerializerOptions GeoJson = new() { Converters = { new GeoJsonConverterFactory() } };

    private sealed record Version(long Areas, long Changes);

    private sealed record Row(int Id, string Level, string Code, string Geometry);

    private volatile Tuple<Version, AreaIndex> cached = new(new Version(0, 0), new AreaIndex([]));

    /// <summary>The areas as they stand, and stand still: until <paramref name="work"/> ends nobody redraws them,
    /// so a row placed in it cannot miss an import that runs beside it.</summary>
    public async Task<AreaIndex> Current(Work work)
    {
        await work.Execute("Plumbing/hold-areas.sql");
        var version = (await work.QueryOne<Version>("Plumbing/read-area-version.sql"))!;
        if (cached.Item1 == version)
            return cached.Item2;

        var index = await Read(work);
        // Two may read at once; both read the same.
        cached = new(version, index);
        return index;
    }

    /// <summary>The areas as this transaction sees them, its own changes included; nothing is remembered.</summary>
    public static async Task<AreaIndex> Read(Work work)
    {
        var rows = await work.Query<Row>("Plumbing/list-area-shapes.sql");
        return new AreaIndex([.. rows.Select(row => new IndexedArea(row.Id, row.Level, row.Code, Read(row.Geometry)))]);
    }

    /// <summary>A geometry as it is stored.</summary>
    public static string Write(Geometry geometry) => JsonSerializer.Serialize(geometry, GeoJson);

    public static Geometry Read(string geometry) => JsonSerializer.Deserialize<Geometry>(geometry, GeoJson)!;
}
