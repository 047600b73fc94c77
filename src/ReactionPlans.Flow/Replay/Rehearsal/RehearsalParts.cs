namespace ReactionPlans.Flow.Replay;

/// <summary>A town's year in parts that have nothing in common. Pure.</summary>
/// <remarks>The parts are the town's own, not the machine's: a seed gives the same year wherever and however widely it is played.</remarks>
public static class RehearsalParts
{
    /// <summary>A part's day is a chain of small steps: smaller parts would spend it on what a day costs in itself, larger ones keep one processor busy.</summary>
    public const int MostAgreements = 25;

    private sealed record Group(List<RehearsalPlan> Plans, HashSet<(string Level, string Code)> Areas);

    /// <summary>Parts of so many agreements, and more only where agreements share areas: those meet the same residents.</summary>
    /// <param name="town">On a drawn map it is one part: areas lie side by side there, and a rise can be several partnerships' at once.</param>
    /// <param name="most">Agreements in a part, at most.</param>
    public static IReadOnlyList<RehearsalTown> Of(RehearsalTown town, int most = MostAgreements)
    {
        if (town.IsDrawn || town.Plans.Count <= most)
            return [town];
        var parts = new List<Group>();
        foreach (var group in SharingAreas(town))
        {
            if (parts.Count == 0 || parts[^1].Plans.Count + group.Plans.Count > most)
                parts.Add(new Group([], []));
            parts[^1].Plans.AddRange(group.Plans);
            parts[^1].Areas.UnionWith(group.Areas);
        }

        return [.. parts.Select(part => Part(town, part))];
    }

    private static List<Group> SharingAreas(RehearsalTown town)
    {
        var groups = new List<Group>();
        foreach (var plan in town.Plans)
        {
            var group = new Group([plan], [.. town.Areas.Where(area => plan.Agreement.Areas.Covers(area.Level, area.Code)).Select(area => (area.Level, area.Code))]);
            foreach (var other in groups.Where(other => other.Areas.Overlaps(group.Areas)).ToList())
            {
                groups.Remove(other);
                group.Plans.InsertRange(0, other.Plans);
                group.Areas.UnionWith(other.Areas);
            }

            groups.Add(group);
        }

        return groups;
    }

    private static RehearsalTown Part(RehearsalTown town, Group part)
    {
        var owners = part.Plans.Select(plan => plan.Agreement.Partnership.Id).ToHashSet();
        return town with
        {
            Plans = part.Plans,
            Areas = [.. town.Areas.Where(area => part.Areas.Contains((area.Level, area.Code)))],
            Reports = [.. town.Reports.Where(report => owners.Contains(RehearsalBurglaries.OwnerOf(report)))],
        };
    }
}
