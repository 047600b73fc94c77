using FsCheck;
using FsCheck.Fluent;
using ReactionPlans.Rules.Reactions;

namespace ReactionPlans.Flow.Tests.Reactions;

/// <summary>Invented demands for mobile stations, small enough to search in full or with everything that makes planning hard.</summary>
internal static class StationDemands
{
    /// <summary>13:00 in Denmark on the Wednesday before summer time begins.</summary>
    private static readonly DateTimeOffset Start = new(2026, 3, 25, 12, 0, 0, TimeSpan.Zero);

    private static readonly string[] CrewHours = ["mon-sun 10:00-18:00", "mon-fri 07:00-12:00, 13:00-21:00", "wed,sat,sun 00:00-24:00", "thu 09:00-13:00"];

    private static readonly string?[] OpeningHours = [null, "mon-sun 08:00-20:00", "mon-fri 08:00-16:00", "sat-sun 00:00-06:00, 09:00-11:00"];

    private static readonly string[] Kinds = ["supermarket", "school", "station", "square"];

    /// <summary>Stations of several crews, off-the-quarter bookings that overbook them, sites from next door to 60 km away, announced visits that may no longer be possible.</summary>
    public static Arbitrary<StationDemand> Hard =>
        (from seed in Gen.Choose(0, int.MaxValue - 1)
         select Make(new Random(seed), hard: true)).ToArbitrary();

    /// <summary>At most four visits with some twenty places each.</summary>
    public static Arbitrary<StationDemand> Small =>
        (from seed in Gen.Choose(0, int.MaxValue - 1)
         select Make(new Random(seed), hard: false)).ToArbitrary();

    private static StationDemand Make(Random dice, bool hard)
    {
        var sites = Enumerable.Range(0, hard ? 6 : 3).Select(number => new StationSite(
            $"s{number}", Kinds[dice.Next(4)], 56 + (dice.NextDouble() * dice.NextDouble() * 0.5), 10 + (dice.NextDouble() * dice.NextDouble()), Hours(OpeningHours[dice.Next(hard ? 4 : 3)]))).ToList();
        var stations = Enumerable.Range(0, dice.Next(1, hard ? 5 : 3)).Select(number => new MobileStation(
            $"m{number}", Hours(hard ? CrewHours[dice.Next(4)] : $"mon-sun {dice.Next(9, 12)}:00-{dice.Next(13, 16)}:00")!, dice.Next(5) == 0 ? 2 : 1)).ToList();
        var booked = Enumerable.Range(0, dice.Next(hard ? 9 : 3)).Select(_ =>
        {
            var from = Start.AddMinutes(hard ? dice.Next(4 * 24 * 60) : dice.Next(3 * 24) * 60);
            var site = dice.Next(4) == 0 ? null : sites[dice.Next(sites.Count)];
            return new StationBooking(stations[dice.Next(stations.Count)].Id, from, from.AddMinutes(hard ? dice.Next(1, 400) : 120), site?.Id, site?.Latitude, site?.Longitude);
        }).ToList();
        var wishes = Enumerable.Range(0, dice.Next(1, hard ? 5 : 3)).Select(number =>
        {
            var from = Start.AddMinutes(hard ? dice.Next(3 * 24 * 60) : 15 * dice.Next(96));
            return new VisitWish($"w{number}", $"p{dice.Next(3)}", dice.Next(1, hard ? 4 : 3), TimeSpan.FromMinutes(hard ? dice.Next(5, 300) : 15 * dice.Next(6, 11)), from, from.AddHours(hard ? dice.Next(1, 120) : dice.Next(20, 50)),
                [.. sites.Where(_ => dice.Next(2) == 0).Select(site => new SiteChoice(site, dice.Next(5000)))]);
        }).ToList();
        // Few bookings can overbook a small demand, and where they do the solver keeps further away than it must: none there.
        var demand = new StationDemand(wishes, stations, hard ? booked : [.. booked.Where((one, index) => stations.Single(station => station.Id == one.StationId) is var station && StationCrews.HasRoom(station.Capacity, one, booked.Take(index)))]);
        return dice.Next(2) == 0 ? demand : Announced(demand, dice);
    }

    /// <summary>A plan made for it an hour later with other bookings is what people were told; some of it had no place.</summary>
    private static StationDemand Announced(StationDemand demand, Random dice)
    {
        var earlier = demand with { Booked = [], Wishes = [.. demand.Wishes.Select(wish => wish with { From = wish.From.AddHours(1) })] };
        var told = StationVisits.Plan(earlier).ToLookup(visit => visit.WishId);
        return demand with { Wishes = [.. demand.Wishes.Select(wish => dice.Next(3) == 0 ? wish : wish with { Announced = [.. told[wish.Id]] })] };
    }

    private static WeeklyHours? Hours(string? text) =>
        text is null ? null : WeeklyHours.TryParse(text, out var hours) ? hours : throw new ArgumentException(text);
}
