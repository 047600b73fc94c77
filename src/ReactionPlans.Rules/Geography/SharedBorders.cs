using NetTopologySuite.Geometries;

namespace ReactionPlans.Rules.Geography;

/// <summary>The lines that rings have in common: cut where three of them meet, each line is simplified alike from whichever side it is asked.</summary>
/// <remarks>The line between two meetings is simplified by Douglas and Peucker (The Canadian Cartographer 10:112, 1973): once, for every tolerance that may be asked for. What results
/// may touch itself: it is for looking at.</remarks>
internal sealed class SharedBorders
{
    /// <summary>Of a degree, about 1 m: corners that are no farther apart are one.</summary>
    private const int Decimals = 5;

    /// <summary>The corners next to each one.</summary>
    private readonly Dictionary<Corner, HashSet<Corner>> beside = [];

    private readonly Dictionary<LineString, List<(Corner Corner, double Until)>> simplified = new(ReferenceEqualityComparer.Instance);

    /// <param name="keepsMeetings">False: each ring by itself, for areas whose borders cross so often that the meetings alone are too many.</param>
    public SharedBorders(IReadOnlyCollection<LineString> rings, bool keepsMeetings)
    {
        var opened = rings.Select(ring => (ring, Corners: Open(ring))).ToList();
        foreach (var (_, corners) in keepsMeetings ? opened : [])
        {
            for (var at = 0; at < corners.Count; at++)
            {
                var next = corners[(at + 1) % corners.Count];
                Beside(corners[at]).Add(next);
                Beside(next).Add(corners[at]);
            }
        }

        foreach (var (ring, corners) in opened)
            simplified[ring] = corners.Count < 3 ? [] : Simplify(corners);
    }

    /// <summary>The ring with fewer corners, closed; less than four of them where nothing is left of it.</summary>
    /// <param name="tolerance">Degrees by which a corner may lie off the line; 0 keeps all that are off it.</param>
    public IReadOnlyList<Corner> Simplified(LineString ring, double tolerance) => [.. simplified[ring].Where(one => one.Until > tolerance).Select(one => one.Corner)];

    /// <summary>The ring, closed, and with each corner the tolerance from which on it is left out.</summary>
    private List<(Corner, double)> Simplify(List<Corner> corners)
    {
        // Begun at a meeting, or at the same corner from whichever side where there is none.
        var start = corners.FindIndex(IsMeeting);
        if (start < 0)
            start = corners.IndexOf(corners.MinBy(corner => (corner.Latitude, corner.Longitude)));
        List<Corner> around = [.. corners[start..], .. corners[..start], corners[start]];
        List<(Corner, double)> told = [(around[0], double.PositiveInfinity)];
        for (int from = 0, to = 1; to < around.Count; to++)
        {
            if (to < around.Count - 1 && !IsMeeting(around[to]))
                continue;
            told.AddRange(around[from..(to + 1)].Zip(Line(around[from..(to + 1)])).Skip(1));
            from = to;
        }

        return told;
    }

    private bool IsMeeting(Corner corner) => beside.TryGetValue(corner, out var known) && known.Count != 2;

    private HashSet<Corner> Beside(Corner corner) => beside.TryGetValue(corner, out var known) ? known : beside[corner] = [];

    /// <summary>Not closed, and no corner twice in a row.</summary>
    private static List<Corner> Open(LineString ring)
    {
        var corners = new List<Corner>();
        foreach (var point in ring.Coordinates)
        {
            var corner = new Corner(Math.Round(point.Y, Decimals), Math.Round(point.X, Decimals));
            if (corners.Count == 0 || corners[^1] != corner)
                corners.Add(corner);
        }

        if (corners.Count > 1 && corners[^1] == corners[0])
            corners.RemoveAt(corners.Count - 1);
        return corners;
    }

    /// <summary>Of each corner of a line the tolerance from which on it is left out: first and last never. Both sides ask it in the same direction.</summary>
    private static double[] Line(List<Corner> line)
    {
        var (first, last) = (line[0], line[^1]);
        var isTurned = first == last ? Compare(line[1], line[^2]) > 0 : Compare(first, last) > 0;
        if (isTurned)
            line.Reverse();
        var until = new double[line.Count];
        until[0] = until[^1] = double.PositiveInfinity;
        var open = new Stack<(int From, int To)>([(0, line.Count - 1)]);
        while (open.TryPop(out var span))
        {
            var (farthest, distance) = (-1, 0.0);
            for (var at = span.From + 1; at < span.To; at++)
            {
                if (Distance(line[at], line[span.From], line[span.To]) is var here && here > distance)
                    (farthest, distance) = (at, here);
            }

            if (farthest < 0)
                continue;
            // Never kept longer than the corners that its own line runs between.
            until[farthest] = Math.Min(distance, Math.Min(until[span.From], until[span.To]));
            open.Push((span.From, farthest));
            open.Push((farthest, span.To));
        }

        if (isTurned)
            Array.Reverse(until);
        return until;
    }

    private static int Compare(Corner one, Corner other) => (one.Latitude, one.Longitude).CompareTo((other.Latitude, other.Longitude));

    /// <summary>From a corner to the line between two others, in degrees of latitude.</summary>
    private static double Distance(Corner corner, Corner from, Corner to)
    {
        var squeeze = Math.Cos(from.Latitude * Math.PI / 180);
        var (x, y) = ((corner.Longitude - from.Longitude) * squeeze, corner.Latitude - from.Latitude);
        var (lineX, lineY) = ((to.Longitude - from.Longitude) * squeeze, to.Latitude - from.Latitude);
        var length = lineX * lineX + lineY * lineY;
        var along = length > 0 ? Math.Clamp((x * lineX + y * lineY) / length, 0, 1) : 0;
        return double.Hypot(x - along * lineX, y - along * lineY);
    }
}
