using ReactionPlans.Rules.Reactions;

namespace ReactionPlans.Flow.Reactions;

/// <summary>One of a station's crews; without a meaning but to tell them apart.</summary>
internal sealed record StationCrew(string StationId, int Number);

/// <summary>When each crew can start at each site beside what stands in the calendars. Times are quarters of an hour since the first year.</summary>
/// <remarks>A station with one crew has its bookings cut out of its starts. With more crews a booking takes one of them, and which is left to the solver;
/// those that overbook a station shut all its crews for their time.</remarks>
/// <param name="visits">Visits to be placed. Where this many stations can start at the same site and time, further ones need not be looked at: one is always left.</param>
internal sealed class StationStarts(IReadOnlyList<MobileStation> stations, IReadOnlyList<StationBooking> booked, int visits)
{
    private readonly ILookup<string, StationBooking> byStation = booked.ToLookup(booking => booking.StationId);

    public static long QuarterOf(DateTimeOffset instant) => instant.UtcTicks / StationRules.Grid.Ticks;

    public static DateTimeOffset InstantOf(long quarter) => new(quarter * StationRules.Grid.Ticks, TimeSpan.Zero);

    public IReadOnlyList<StationOption> Of(VisitWish wish)
    {
        var options = new List<StationOption>();
        foreach (var choice in wish.Sites)
        {
            var stationsAt = new Dictionary<long, int>();
            foreach (var station in stations.OrderByDescending(station => wish.Announced.Any(told => told.StationId == station.Id)).ThenBy(station => station.Id, StringComparer.Ordinal))
            {
                var starts = Allowed(wish, station, choice.Site).Where(start => stationsAt.GetValueOrDefault(start) < visits).ToArray();
                foreach (var start in starts)
                    stationsAt[start] = stationsAt.GetValueOrDefault(start) + 1;
                if (starts.Length > 0)
                    options.AddRange(CrewsOf(station).Select(crew => new StationOption(crew, choice, starts)));
            }
        }

        return options;
    }

    /// <summary>The bookings of which each takes one of a station's crews.</summary>
    public IEnumerable<StationBooking> HoldingACrew(MobileStation station) =>
        station.Capacity == 1 ? [] : byStation[station.Id].Where(booking => !IsOverbooked(station, booking));

    /// <summary>No more crews than there is work for.</summary>
    public IEnumerable<StationCrew> CrewsOf(MobileStation station) =>
        Enumerable.Range(1, Math.Min(station.Capacity, visits + byStation[station.Id].Count())).Select(number => new StationCrew(station.Id, number));

    public static StationBooking VisitAt(VisitWish wish, string stationId, StationSite site, long quarter) =>
        new(stationId, InstantOf(quarter), InstantOf(quarter) + wish.Length, site.Id, site.Latitude, site.Longitude);

    private IEnumerable<long> Allowed(VisitWish wish, MobileStation station, StationSite site)
    {
        var (own, atSite) = (byStation[station.Id].ToList(), booked.Where(booking => booking.SiteId == site.Id).ToList());
        return Windows(wish, station, site).Where(quarter =>
        {
            var visit = VisitAt(wish, station.Id, site, quarter);
            return !atSite.Exists(booking => StationRules.SharesSite(visit, booking))
                && StationCrews.HasRoom(station.Capacity, visit, own)
                && (station.Capacity == 1 || own.TrueForAll(booking => StationCrews.FitOneCrew(visit, booking) || !IsOverbooked(station, booking)));
        });
    }

    private bool IsOverbooked(MobileStation station, StationBooking booking) =>
        !StationCrews.HasRoom(station.Capacity, booking, byStation[station.Id].Where(other => !ReferenceEquals(other, booking)));

    private static IEnumerable<long> Windows(VisitWish wish, MobileStation station, StationSite site)
    {
        foreach (var (first, last) in StationVisits.Windows(wish, station, site))
        {
            for (var quarter = QuarterOf(first); quarter <= QuarterOf(last); quarter++)
                yield return quarter;
        }
    }
}
