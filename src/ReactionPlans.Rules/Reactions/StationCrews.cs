namespace ReactionPlans.Rules.Reactions;

/// <summary>How long a crew needs between two visits, and how many crews a station's visits take.</summary>
public static class StationCrews
{
    /// <summary>To pack at one place and set up at the next, even where it is the same place.</summary>
    public static readonly TimeSpan SetUp = TimeSpan.FromMinutes(30);

    /// <summary>Set-up and drive where one of the places is not known.</summary>
    public static readonly TimeSpan Unknown = TimeSpan.FromHours(1);

    /// <summary>No gap is longer; none within Denmark is, whose far ends are under 500 km apart. What ended this long before cannot matter.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(14);

    /// <summary>Along the straight line between two places, in km/h: slow, since roads are longer than the line and towns have traffic.</summary>
    public const double KmPerHour = 40;

    private const double EarthRadiusKm = 6371;

    /// <summary>From the end of one visit to the start of the next of the same crew: <see cref="SetUp"/> and the drive, in whole minutes, rounded up.</summary>
    /// <remarks>Rounded up it still keeps the triangle inequality: a crew that keeps the gap to its next visit keeps it to all later ones.</remarks>
    public static TimeSpan Gap(StationBooking one, StationBooking other) =>
        one is { Latitude: { } lat1, Longitude: { } lon1 } && other is { Latitude: { } lat2, Longitude: { } lon2 }
            ? SetUp + TimeSpan.FromMinutes(Math.Min(Math.Ceiling(KmBetween(lat1, lon1, lat2, lon2) / KmPerHour * 60), (Longest - SetUp).TotalMinutes))
            : Unknown;

    /// <summary>Whether one crew can make both, in either order.</summary>
    public static bool FitOneCrew(StationBooking one, StationBooking other)
    {
        var between = one.StartsAt < other.StartsAt ? other.StartsAt - one.EndsAt : one.StartsAt - other.EndsAt;
        // Most pairs need no distance.
        return between >= SetUp && (between >= Longest || between >= Gap(one, other));
    }

    /// <summary>Whether a station has a crew for a visit beside the others it has.</summary>
    /// <remarks>Visits of which no two fit one crew need a crew each. With the visit there must never be more of them than crews; by
    /// Dilworth's theorem that is also enough (Ann. Math. 51:161, 1950). A station that others have overbooked takes nothing at that time.</remarks>
    public static bool HasRoom(int capacity, StationBooking visit, IEnumerable<StationBooking> others)
    {
        var rivals = others.Where(other => other.StationId == visit.StationId && !FitOneCrew(visit, other)).ToList();
        return rivals.Count < capacity || CrewsFor(rivals) < capacity;
    }

    /// <summary>The fewest crews that can make these visits of one station.</summary>
    /// <remarks>Each crew's visits are a chain; the fewest chains are the visits less the most pairs of a visit and its next (Fulkerson 1956).</remarks>
    public static int CrewsFor(IReadOnlyList<StationBooking> visits)
    {
        var before = new int?[visits.Count];
        bool FindNext(int visit, HashSet<int> tried)
        {
            for (var next = 0; next < visits.Count; next++)
            {
                if (visits[visit].EndsAt + Gap(visits[visit], visits[next]) > visits[next].StartsAt || !tried.Add(next))
                    continue;
                if (before[next] is { } taken && !FindNext(taken, tried))
                    continue;
                before[next] = visit;
                return true;
            }

            return false;
        }

        return visits.Count - Enumerable.Range(0, visits.Count).Count(visit => FindNext(visit, []));
    }

    private static double KmBetween(double latitude1, double longitude1, double latitude2, double longitude2)
    {
        const double radians = Math.PI / 180;
        var (north, east) = ((latitude2 - latitude1) * radians / 2, (longitude2 - longitude1) * radians / 2);
        var chord = (Math.Sin(north) * Math.Sin(north))
            + (Math.Cos(latitude1 * radians) * Math.Cos(latitude2 * radians) * Math.Sin(east) * Math.Sin(east));
        return 2 * EarthRadiusKm * Math.Asin(Math.Sqrt(chord));
    }
}
