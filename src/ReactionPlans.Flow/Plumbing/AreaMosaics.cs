using System.Collections.Concurrent;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Geography;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>The areas of an agreement as a light map draws them, kept in memory until one is drawn anew. One for each process.</summary>
public sealed class AreaMosaics
{
    /// <summary>Of all areas together: some 200 kB of JSON.</summary>
    private const int MostCorners = 10_000;

    private sealed record Version(long Areas, long Changes);

    private sealed record Row(int Id, string Geometry);

    private sealed record Drawn(Version Version, IReadOnlyDictionary<int, IReadOnlyList<IReadOnlyList<IReadOnlyList<Corner>>>> Parts);

    private readonly ConcurrentDictionary<string, Drawn> drawn = new(StringComparer.Ordinal);

    /// <summary>By area id the parts of the area, of each its rings, of each its corners (<see cref="AreaMosaic"/>).</summary>
    public async Task<IReadOnlyDictionary<int, IReadOnlyList<IReadOnlyList<IReadOnlyList<Corner>>>>> Of(Work work, CoveredAreas covered)
    {
        var version = (await work.QueryOne<Version>("Plumbing/read-area-version.sql"))!;
        var key = $"{covered.Level}/{(covered.Codes is { } codes ? string.Join(',', codes) : "*")}";
        if (drawn.TryGetValue(key, out var kept) && kept.Version == version)
            return kept.Parts;

        var rows = await work.Query<Row>("Plumbing/list-drawn-areas.sql", new { level = covered.Level, codes = covered.Codes?.ToArray() });
        var mosaic = AreaMosaic.Of([.. rows.Select(row => AreaMap.Read(row.Geometry))], MostCorners);
        var parts = rows.Select((row, at) => (row.Id, mosaic[at])).ToDictionary(one => one.Id, one => one.Item2);
        drawn[key] = new Drawn(version, parts); // two may draw at once; both draw the same
        return parts;
    }
}
