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
}
