using ReactionPlans.Rules.Geography;

namespace ReactionPlans.Web.Pages.Overview;

/// <summary>What an area is drawn as. Where several are true the first one is drawn.</summary>
public enum MapState
{
    /// <summary>A reaction plan runs there.</summary>
    Plan,

    /// <summary>A criterion has fired and has not ended.</summary>
    Spike,

    /// <summary>A source is silent: nobody can say that it is calm, or that it is not.</summary>
    NoData,

    /// <summary>More reports in the last week than in those before, and no criterion has fired.</summary>
    Rising,

    Calm,
}

/// <param name="Parts">The area's parts, of each its rings, of each its corners; empty: it is not drawn.</param>
public sealed record AreaOnMap(string Code, string Name, MapState State, AreaFacts Facts, IReadOnlyList<IReadOnlyList<IReadOnlyList<Corner>>> Parts)
{
    public static MapState StateOf(AreaFacts area, bool isInPlan) =>
        isInPlan ? MapState.Plan
        : area.Criteria.Any(criterion => criterion.Standing == Standing.Rise) ? MapState.Spike
        : area.Criteria.Any(criterion => criterion.Standing == Standing.NoData) ? MapState.NoData
        : area.IsRising ? MapState.Rising
        : MapState.Calm;
}

/// <summary>The map's states in words.</summary>
public static class MapWords
{
    public static string Of(MapState state) => state switch
    {
        MapState.Plan => T("Reaktionsplan i gang"),
        MapState.Spike => T("Stigning fundet"),
        MapState.NoData => T("Ingen data"),
        MapState.Rising => T("Flere end ugerne før"),
        _ => T("Rolig"),
    };

    /// <summary>"Stigning fundet. 5 anmeldelser på 7 dage".</summary>
    public static string State(AreaOnMap area) => T($"{Of(area.State)}. {Written.Count(area.Facts.LastWeek, T("anmeldelse"), T("anmeldelser"))} på 7 dage");
}
