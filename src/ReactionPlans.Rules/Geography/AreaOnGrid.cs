using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;

namespace ReactionPlans.Rules.Geography;

internal enum CellSide : byte
{
    Unknown,

    /// <summary>The border may cross the cell: each point must be asked.</summary>
    Border,

    /// <summary>Every point of the cell is inside the area.</summary>
    Inside,
    Outside,
}

/// <summary>How one area lies in the cells of a grid.</summary>
/// <remarks>A cell that no border comes within <see cref="Slack"/> of is wholly on one side, whatever rounding does to the point or
/// to the cell's own edge: so what is read from a cell is exactly what asking the polygon would give.</remarks>
internal sealed class AreaOnGrid
{
    /// <summary>Degrees, about 0.1 mm: a hundred thousand times the rounding of a degree, and nothing beside a cell.</summary>
    private const double Slack = 1e-9;

    private readonly GridFrame frame;
    private readonly CellSide[] sides;

    public AreaOnGrid(GridFrame frame, Geometry geometry, IndexedPointInAreaLocator locator)
    {
        this.frame = frame;
        var box = geometry.EnvelopeInternal;
        (FirstColumn, FirstRow) = (frame.ColumnOf(box.MinX - Slack), frame.RowOf(box.MinY - Slack));
        Columns = frame.ColumnOf(box.MaxX + Slack) - FirstColumn + 1;
        Rows = frame.RowOf(box.MaxY + Slack) - FirstRow + 1;
        sides = new CellSide[Columns * Rows];

        foreach (var line in LinearComponentExtracter.GetLines(geometry))
        {
            var points = ((LineString)line).CoordinateSequence;
            for (var at = 1; at < points.Count; at++)
                MarkBorder(points.GetX(at - 1), points.GetY(at - 1), points.GetX(at), points.GetY(at));
        }

        for (var row = 0; row < Rows; row++)
            Fill(row, locator);
    }

    /// <summary>Of the area's box on the grid.</summary>
    public int FirstColumn { get; }

    public int FirstRow { get; }

    public int Columns { get; }

    public int Rows { get; }

    /// <summary>The sides of a row of the area's box, from <see cref="FirstColumn"/> on.</summary>
    public ReadOnlySpan<CellSide> Row(int row) => sides.AsSpan(row * Columns, Columns);

    private void MarkBorder(double x1, double y1, double x2, double y2)
    {
        if (y1 > y2)
            (x1, y1, x2, y2) = (x2, y2, x1, y1);
        var lastRow = frame.RowOf(y2 + Slack);
        for (var row = frame.RowOf(y1 - Slack); row <= lastRow; row++)
        {
            var (a, b) = (XAt(frame.BottomOf(row) - Slack), XAt(frame.BottomOf(row + 1) + Slack));
            var first = frame.ColumnOf(Math.Min(a, b) - Slack);
            var last = frame.ColumnOf(Math.Max(a, b) + Slack);
            sides.AsSpan((row - FirstRow) * Columns + first - FirstColumn, last - first + 1).Fill(CellSide.Border);
        }

        double XAt(double y) => y <= y1 ? x1 : y >= y2 ? x2 : x1 + (y - y1) / (y2 - y1) * (x2 - x1);
    }

    /// <summary>Gives each run of cells between borders its side: that of a cell it touches in the row below, else by asking the polygon.</summary>
    private void Fill(int row, IndexedPointInAreaLocator locator)
    {
        var here = sides.AsSpan(row * Columns, Columns);
        var below = row == 0 ? [] : Row(row - 1);
        for (var start = 0; start < here.Length; start++)
        {
            if (here[start] == CellSide.Border)
                continue;
            var end = start;
            var side = CellSide.Unknown;
            while (end < here.Length && here[end] != CellSide.Border)
            {
                if (row > 0 && below[end] != CellSide.Border)
                    side = below[end];
                end++;
            }

            here[start..end].Fill(side != CellSide.Unknown ? side : Ask(start, row, locator));
            start = end;
        }
    }

    private CellSide Ask(int column, int row, IndexedPointInAreaLocator locator)
    {
        var centre = new Coordinate(
            (frame.LeftOf(FirstColumn + column) + frame.LeftOf(FirstColumn + column + 1)) / 2,
            (frame.BottomOf(FirstRow + row) + frame.BottomOf(FirstRow + row + 1)) / 2);
        return locator.Locate(centre) == Location.Interior ? CellSide.Inside : CellSide.Outside;
    }
}
