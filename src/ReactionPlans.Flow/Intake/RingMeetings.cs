using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Noding;

namespace ReactionPlans.Flow.Intake;

/// <summary>How often the lines of a polygon's rings meet: a repair makes a point of every meeting, and a ring drawn over itself again and again has
/// the square of its points of them.</summary>
internal static class RingMeetings
{
    /// <summary>Whether there are more than <paramref name="most"/>; each line's meetings with its two neighbours are counted too. No more are looked for
    /// than are needed to know.</summary>
    public static bool Exceed(Geometry polygons, long most)
    {
        var counting = new Counting(most);
        var lines = LinearComponentExtracter.GetLines(polygons).Cast<LineString>().Select(ISegmentString (line) => new BasicSegmentString(line.Coordinates, null)).ToList();
        new MCIndexNoder(counting).ComputeNodes(lines);
        return counting.IsDone;
    }

    private sealed class Counting(long most) : ISegmentIntersector
    {
        private readonly RobustLineIntersector meeting = new();
        private long count;

        public bool IsDone => count > most;

        public void ProcessIntersections(ISegmentString one, int at, ISegmentString other, int otherAt)
        {
            if (one == other && at == otherAt)
                return;
            meeting.ComputeIntersection(one.Coordinates[at], one.Coordinates[at + 1], other.Coordinates[otherAt], other.Coordinates[otherAt + 1]);
            if (meeting.HasIntersection)
                count++;
        }
    }
}
