using System.Collections.Concurrent;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;
using NetTopologySuite.Operation.Distance;

namespace ReactionPlans.Rules.Geography;

/// <summary>Which areas are neighbours: those of one level whose outlines touch, at a corner too, or cross. Any number of threads may ask.</summary>
/// <remarks>Each area is worked out once, when it is first asked for. An area inside another that nowhere reaches its border is no neighbour of it.</remarks>
internal sealed class TouchingAreas
{
    /// <summary>Degrees, about 10 m: drawings from two hands leave slivers between neighbours.</summary>
    private const double Sliver = 1e-4;

    private readonly Dictionary<int, IndexedArea> byId;
    private readonly STRtree<IndexedArea> tree = new();
    private readonly ConcurrentDictionary<int, IReadOnlyList<int>> found = new();

    public TouchingAreas(IReadOnlyCollection<IndexedArea> areas)
    {
        byId = areas.ToDictionary(area => area.Id);
        foreach (var area in areas)
            tree.Insert(area.Geometry.EnvelopeInternal, area);
        tree.Build();
    }

    /// <summary>Whether two areas, of any levels, lie beside, across or inside one another.</summary>
    public bool AreTogether(int one, int other) => one == other || byId[one].Geometry.IsWithinDistance(byId[other].Geometry, Sliver);

    public IReadOnlyList<int> Of(int id) => found.GetOrAdd(id, Find);

    private IReadOnlyList<int> Find(int id)
    {
        var area = byId[id];
        var near = new Envelope(area.Geometry.EnvelopeInternal);
        near.ExpandBy(Sliver);
        var outline = new IndexedFacetDistance(area.Geometry);
        return [.. tree.Query(near)
            .Where(other => other.Id != id && other.Level == area.Level && outline.IsWithinDistance(other.Geometry, Sliver))
            .Select(other => other.Id).Order()];
    }
}
