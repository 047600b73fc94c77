using ReactionPlans.Rules.Geography;

namespace ReactionPlans.Flow.Intake;

/// <summary>The one rule for where a report lies: its coordinates win over the area it names.</summary>
internal static class PlaceReports
{
    /// <summary>Ids of the areas; empty: unplaced.</summary>
    public static IReadOnlyList<int> In(AreaIndex map, double? latitude, double? longitude, string? code) =>
        latitude is { } y && longitude is { } x ? map.Locate(y, x)
            : code is not null ? map.WithCode(code)
            : [];

    /// <summary>The same when areas are drawn anew. What was found before its place was made coarse is truer than its square kilometre, which decides for levels in which it lay nowhere.</summary>
    /// <param name="known">Empty: its place is exact.</param>
    public static IEnumerable<int> Again(AreaIndex map, double? latitude, double? longitude, string? code, IReadOnlyCollection<int> known) =>
        known.Count == 0 ? In(map, latitude, longitude, code)
            : known.Concat(In(map, latitude, longitude, code).Where(area => known.All(before => map.LevelOf(before) != map.LevelOf(area))));
}
