using System.Runtime.InteropServices;

namespace ReactionPlans.Rules.Detection;

/// <summary>Places sorted into square cells, so that those near a place are found without looking at all of them.</summary>
/// <remarks>Whatever lies within one cell's side of a place is in its cell or one of the eight around it.</remarks>
internal sealed class PlaceGrid
{
    /// <summary>A radius of nothing (the same place) still needs cells, and finer ones than this find no less to look at.</summary>
    private const double SmallestSideMetres = 1;

    private readonly double side;
    private readonly int[] numbers;
    private readonly Dictionary<(int Column, int Row), (int Start, int Length)> cells = [];

    /// <param name="places">Checked places.</param>
    /// <param name="order">Numbers into <paramref name="places"/>, in the order in which each cell is to list its own.</param>
    /// <param name="reachMetres">Greatest distance that is going to be asked for; at least 0.</param>
    public PlaceGrid(ReadOnlySpan<PlanePoint> places, ReadOnlySpan<int> order, double reachMetres)
    {
        side = Math.Max(reachMetres, SmallestSideMetres);
        numbers = new int[order.Length];

        foreach (var number in order)
        {
            ref var cell = ref CollectionsMarshal.GetValueRefOrAddDefault(cells, CellOf(places[number]), out _);
            cell.Length++;
        }

        var start = 0;
        foreach (var key in cells.Keys)
        {
            ref var cell = ref CollectionsMarshal.GetValueRefOrNullRef(cells, key);
            (cell, start) = ((start, 0), start + cell.Length);
        }

        foreach (var number in order)
        {
            ref var cell = ref CollectionsMarshal.GetValueRefOrNullRef(cells, CellOf(places[number]));
            numbers[cell.Start + cell.Length++] = number;
        }
    }

    public (int Column, int Row) CellOf(PlanePoint place) => ((int)Math.Floor(place.X / side), (int)Math.Floor(place.Y / side));

    /// <summary>The numbers in one cell; none where nothing lies in it.</summary>
    public ReadOnlySpan<int> In(int column, int row) =>
        cells.TryGetValue((column, row), out var cell) ? numbers.AsSpan(cell.Start, cell.Length) : [];
}
