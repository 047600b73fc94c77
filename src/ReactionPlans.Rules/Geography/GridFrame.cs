using NetTopologySuite.Geometries;

namespace ReactionPlans.Rules.Geography;

/// <summary>A box cut into equal cells, about square on the ground. Every point of the box is in one cell.</summary>
internal sealed class GridFrame
{
    private readonly Envelope box;
    private readonly double perDegreeEast, perDegreeNorth;

    /// <param name="box">Degrees; must have a width and a height.</param>
    /// <param name="cells">About so many; at least one.</param>
    public GridFrame(Envelope box, int cells)
    {
        this.box = box;
        var narrowing = Math.Max(0.1, Math.Cos(double.DegreesToRadians((box.MinY + box.MaxY) / 2)));
        var columns = Math.Sqrt(cells * box.Width * narrowing / box.Height);
        Columns = (int)Math.Clamp(columns, 1, cells);
        Rows = Math.Max(1, cells / Columns);
        perDegreeEast = Columns / box.Width;
        perDegreeNorth = Rows / box.Height;
    }

    public int Columns { get; }

    public int Rows { get; }

    /// <summary>False for NaN too.</summary>
    public bool Covers(double x, double y) => x >= box.MinX && x <= box.MaxX && y >= box.MinY && y <= box.MaxY;

    /// <summary>The column of a longitude; the nearest one outside the box. Never falls as x rises, which the marking of borders leans on.</summary>
    public int ColumnOf(double x) => Math.Clamp((int)((x - box.MinX) * perDegreeEast), 0, Columns - 1);

    public int RowOf(double y) => Math.Clamp((int)((y - box.MinY) * perDegreeNorth), 0, Rows - 1);

    public double LeftOf(int column) => box.MinX + column / perDegreeEast;

    public double BottomOf(int row) => box.MinY + row / perDegreeNorth;
}
