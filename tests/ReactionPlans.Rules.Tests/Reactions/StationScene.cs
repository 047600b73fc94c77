using ReactionPlans.Rules.Reactions;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Rules.Tests.Reactions;

/// <summary>Stations, sites and wishes of a week in March 2026.</summary>
internal static class StationScene
{
    /// <summary>13:00 in Denmark on a Wednesday.</summary>
    public static readonly DateTimeOffset Wednesday = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    public static readonly StationSite Square = new("square", "square", 56.2, 10.2);

    /// <summary>6.2 km east of the square: a crew needs 30 minutes and 10 for the drive.</summary>
    public static readonly StationSite Shop = new("shop", "supermarket", 56.2, 10.3);

    public static DateTimeOffset Danish(int day, int hour, int minute = 0) => DanishTime.At(new DateOnly(2026, 3, day), new TimeOnly(hour, minute));

    public static WeeklyHours Hours(string hours) => WeeklyHours.TryParse(hours, out var read) ? read! : throw new ArgumentException(hours);

    public static MobileStation Station(string id, string hours, int capacity = 1) => new(id, Hours(hours), capacity);

    public static VisitWish Wish(int visits, double hours, int days, params StationSite[] sites) =>
        new("a", "p", visits, TimeSpan.FromHours(hours), Wednesday, Wednesday.AddDays(days), [.. (sites.Length == 0 ? [Square] : sites).Select(site => new SiteChoice(site, 0))]);

    public static StationBooking Booking(string station, StationSite? site, DateTimeOffset from, DateTimeOffset to) =>
        new(station, from, to, site?.Id, site?.Latitude, site?.Longitude);

    public static PlacedVisit Visit(int number, string station, StationSite site, DateTimeOffset from, DateTimeOffset to) => new("a", number, station, site.Id, from, to);

    public static IReadOnlyList<PlacedVisit> Greedy(VisitWish wish, MobileStation[] stations, params StationBooking[] booked) =>
        StationVisits.Plan(new StationDemand([wish], stations, booked));
}
