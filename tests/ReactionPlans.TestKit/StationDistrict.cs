using ReactionPlans.Rules.Reactions;

namespace ReactionPlans.TestKit;

/// <summary>An invented police district with a bad week: plans of five partnerships, spread over 70 km, want two visits of three hours each within seven days.</summary>
public static class StationDistrict
{
    /// <summary>13:00 in Denmark on the Wednesday before summer time begins.</summary>
    private static readonly DateTimeOffset Start = new(2026, 3, 25, 12, 0, 0, TimeSpan.Zero);

    private static readonly string[] Kinds = ["supermarket", "school", "station", "square"];

    private static readonly string?[] OpeningHours = [null, "mon-sun 08:00-20:00", "mon-fri 08:00-16:00"];

    /// <summary>The same numbers give the same district. Each area has six sites, and the gates open over three days.</summary>
    public static StationDemand Make(int stations, int activations)
    {
        var dice = new Random(1);
        return new StationDemand(
            [.. Enumerable.Range(1, activations).Select(number =>
            {
                var (latitude, longitude) = (56 + (dice.NextDouble() * 0.6), 9.8 + dice.NextDouble());
                var from = Start.AddMinutes(dice.Next(3 * 24 * 60));
                return new VisitWish($"a{number:D2}/station", $"p{number % 5}", 2, TimeSpan.FromHours(3), from, from.AddDays(7),
                    [.. Enumerable.Range(0, 6).Select(site => new SiteChoice(
                        new StationSite($"s{number:D2}-{site}", Kinds[site % 4], latitude + (dice.NextDouble() * 0.02), longitude + (dice.NextDouble() * 0.04),
                            OpeningHours[site % 3] is { } hours ? Hours(hours) : null),
                        dice.Next(2500)))]);
            })],
            [.. Enumerable.Range(1, stations).Select(number => new MobileStation($"station{number:D2}", Hours("mon-fri 10:00-18:00; sat 10:00-14:00"), 1))],
            []);
    }

    private static WeeklyHours Hours(string text) => WeeklyHours.TryParse(text, out var hours) ? hours! : throw new ArgumentException(text);
}
