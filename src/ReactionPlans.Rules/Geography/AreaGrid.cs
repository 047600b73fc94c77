using System.Runtime.InteropServices;
using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;

namespace ReactionPlans.Rules.Geography;

/// <summary>An area and what answers for its polygon.</summary>
internal sealed record LocatedArea(IndexedArea Area, IndexedPointInAreaLocator Locator);

/// <summary>What is known of every point of a cell.</summary>
/// <param name="Ids">Areas that wholly cover it, rising.</param>
/// <param name="Inside">The same areas.</param>
/// <param name="Border">Areas whose border may cross it.</param>
internal sealed record Cell(int[] Ids, IndexedArea[] Inside, LocatedArea[] Border)
{
    public static readonly Cell Empty = new([], [], []);
}

/// <summary>A uniform grid over all areas: for each cell, which areas wholly cover it and which border may cross it.</summary>
/// <remarks>Most cells of a country lie inside their areas and are answered without looking at a polygon. Cells with the same answer share it.
/// Areas far apart make the cells between them large: right still, but slower.</remarks>
internal sealed class AreaGrid
{
    /// <summary>Cells for each point of the polygons: so fine that borders cross a small share of the cells (some 300 m for Denmark's parishes).</summary>
    private const int CellsForEachPoint = 16;

    /// <summary>4 bytes each.</summary>
    private const int MostCells = 4_000_000;

    private readonly GridFrame? frame;
    private readonly int[] contents = [];
    private readonly Cell[] cells = [];

    public AreaGrid(IReadOnlyCollection<LocatedArea> areas)
    {
        if (areas.Count == 0)
            return;
        var box = new Envelope();
        foreach (var (area, _) in areas)
            box.ExpandToInclude(area.Geometry.EnvelopeInternal);
        frame = new GridFrame(box, (int)Math.Min(MostCells, areas.Sum(one => (long)one.Area.Geometry.NumPoints) * CellsForEachPoint));
        contents = new int[frame.Columns * frame.Rows];

        var composing = new Composing();
        foreach (var area in areas)
            Enter(area, new AreaOnGrid(frame, area.Area.Geometry, area.Locator), composing);
        cells = composing.Finish(contents);
    }

    public Cell Find(double x, double y) =>
        frame is not null && frame.Covers(x, y) ? cells[contents[frame.RowOf(y) * frame.Columns + frame.ColumnOf(x)]] : Cell.Empty;

    private void Enter(LocatedArea area, AreaOnGrid lies, Composing composing)
    {
        composing.Begin(area);
        for (var row = 0; row < lies.Rows; row++)
        {
            var sides = lies.Row(row);
            var into = contents.AsSpan((lies.FirstRow + row) * frame!.Columns + lies.FirstColumn, sides.Length);
            for (var column = 0; column < sides.Length; column++)
                if (sides[column] != CellSide.Outside)
                    into[column] = composing.With(into[column], sides[column]);
        }
    }

    /// <summary>Numbers each combination of areas once, as what it was before the last area and that area.</summary>
    private sealed class Composing
    {
        private readonly List<(int Before, LocatedArea? Area, CellSide Side)> combinations = [(0, null, CellSide.Outside)];
        private readonly Dictionary<(int, CellSide), int> withThisArea = [];
        private LocatedArea? thisArea;

        public void Begin(LocatedArea area)
        {
            thisArea = area;
            withThisArea.Clear();
        }

        public int With(int before, CellSide side)
        {
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(withThisArea, (before, side), out var known);
            if (!known)
            {
                number = combinations.Count;
                combinations.Add((before, thisArea, side));
            }

            return number;
        }

        /// <summary>The cells as they ended, and in <paramref name="contents"/> their numbers; combinations on the way there are dropped.</summary>
        public Cell[] Finish(int[] contents)
        {
            var finished = new Dictionary<int, int>();
            var cells = new List<Cell>();
            for (var at = 0; at < contents.Length; at++)
            {
                ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(finished, contents[at], out var known);
                if (!known)
                {
                    number = cells.Count;
                    cells.Add(CellOf(contents[at]));
                }

                contents[at] = number;
            }

            return [.. cells];
        }

        private Cell CellOf(int number)
        {
            List<LocatedArea> inside = [], border = [];
            for (; combinations[number] is { Area: { } area } combination; number = combination.Before)
                (combination.Side == CellSide.Inside ? inside : border).Add(area);
            IndexedArea[] areas = [.. inside.Select(one => one.Area).OrderBy(area => area.Id)];
            return number == 0 && areas.Length + border.Count == 0 ? Cell.Empty : new Cell([.. areas.Select(area => area.Id)], areas, [.. border]);
        }
    }
}
