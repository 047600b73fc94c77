using ReactionPlans.Rules.Reactions;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Reactions;

/// <summary>When and where a crew may make a visit of a wish, beside what stands in the calendars.</summary>
/// <param name="Starts">In quarters of an hour, see <see cref="StationStarts"/>.</param>
internal sealed record StationOption(StationCrew Crew, SiteChoice Choice, long[] Starts);

/// <summary>The least a wish can cost beside what stands in the calendars, however the other wishes fare: a plan that costs no more is the cheapest, and
/// a place with which it must cost more need not be looked at.</summary>
internal sealed class StationBound
{
    /// <summary>So many visits are searched for their cheapest days and sites; of more, the cheapest single one counts for each.</summary>
    private const int MostSearched = 3;

    private readonly long origin;
    private readonly List<(DateOnly Day, string Site, long Cost)> cells;

    public StationBound(VisitWish wish, IReadOnlyList<StationOption> options)
    {
        (Wish, Options) = (wish, options);
        origin = StationStarts.QuarterOf(StationCost.OnGrid(wish.From));
        cells = [.. options
            .SelectMany(option => option.Starts.Select(start => (Day: DanishTime.DayOf(StationStarts.InstantOf(start)), Site: option.Choice.Site.Id, Cost: CostOf(option.Choice, start))))
            .GroupBy(place => (place.Day, place.Site), (key, places) => (key.Day, key.Site, places.Min(place => place.Cost)))
            .OrderBy(cell => cell.Item3).ThenBy(cell => cell.Day).ThenBy(cell => cell.Site, StringComparer.Ordinal)];
        Total = Least(null);
    }

    public VisitWish Wish { get; }

    public IReadOnlyList<StationOption> Options { get; }

    /// <summary>In points, fairness aside.</summary>
    public long Total { get; }

    public bool HasPlaces => cells.Count > 0;

    /// <summary>The options with only those starts with which a visit can cost at most so much more than the bound.</summary>
    public IReadOnlyList<StationOption> Within(int number, long slack)
    {
        var others = Least(number);
        return [.. Options
            .Select(option => option with { Starts = [.. option.Starts.Where(start => others + CostOf(option.Choice, start) + OfChange(number, option, start) <= Total + slack)] })
            .Where(option => option.Starts.Length > 0)];
    }

    public long CostOf(SiteChoice choice, long start) => start - origin + StationCost.OfSite(choice);

    /// <param name="except">A visit that is not counted; null: all are.</param>
    private long Least(int? except)
    {
        var visits = Wish.Visits - (except is null ? 0 : 1);
        if (cells.Count == 0)
            return StationCost.Unplaced * visits + (StationCost.Dropped * Wish.Announced.Count(told => told.IsPlaced && told.Number != except));
        if (Wish.Announced.Count > 0)
            return Enumerable.Range(1, Wish.Visits).Where(number => number != except).Sum(LeastOfAnnounced);
        return visits > MostSearched ? visits * cells[0].Cost : Search([], 0, visits, long.MaxValue);
    }

    private long LeastOfAnnounced(int number) => Wish.Announced.FirstOrDefault(told => told.Number == number) is { IsPlaced: true } told
        ? Math.Min(cells[0].Cost + StationCost.Moved, StationCost.OfWaiting(Wish, told.StartsAt!.Value)
            + (Wish.Sites.FirstOrDefault(choice => choice.Site.Id == told.SiteId) is { } choice ? StationCost.OfSite(choice) : StationCost.Moved))
        : cells[0].Cost;

    private long OfChange(int number, StationOption option, long start) =>
        Wish.Announced.FirstOrDefault(told => told.Number == number) is { IsPlaced: true } told
            && (told.StationId != option.Crew.StationId || told.SiteId != option.Choice.Site.Id || StationStarts.QuarterOf(told.StartsAt!.Value) != start)
            ? StationCost.Moved : 0;

    /// <summary>The cheapest days and sites for some visits, a cell more than once if that pays; crews are not asked.</summary>
    private long Search(List<(DateOnly Day, string Site)> chosen, int from, int left, long best)
    {
        if (left == 0)
            return 0;
        for (var at = from; at < cells.Count && cells[at].Cost * left < best; at++)
        {
            var (day, site, cost) = cells[at];
            var added = cost + (chosen.Exists(cell => cell.Day == day) ? StationCost.SameDay : 0) + (chosen.Exists(cell => cell.Site == site) ? StationCost.SameSite : 0);
            chosen.Add((day, site));
            var rest = Search(chosen, at, left - 1, best - added);
            chosen.RemoveAt(chosen.Count - 1);
            best = rest == long.MaxValue ? best : Math.Min(best, added + rest);
        }

        return best;
    }
}
