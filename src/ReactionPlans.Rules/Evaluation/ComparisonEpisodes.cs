namespace ReactionPlans.Rules.Evaluation;

/// <summary>A rise in an area where no plan ran, and what came after it.</summary>
/// <param name="Key">The same for the same rise, whatever it is compared with.</param>
/// <param name="Expected">Reports that the area has in so many days as come after, at that time of year, if nothing is wrong.</param>
/// <param name="Before">Reports in as many days up to the rise, its day included.</param>
/// <param name="After">Reports in the days after it.</param>
public sealed record ComparisonEpisode(string Key, double Expected, int Before, int After);

/// <summary>Which rises an activation is held against.</summary>
public static class ComparisonEpisodes
{
    /// <summary>Days counted after a rise, from the day after it fired: four weeks, the time in which a burglary raises the risk nearby.</summary>
    public const int AfterDays = 28;

    /// <summary>More would add distant areas and tell little more of the mean.</summary>
    public const int Most = 100;

    /// <summary>Widest ratio between the expected levels, either way, <see cref="AlwaysNear"/> added to both.</summary>
    public const double WidestRatio = 1.35;

    /// <summary>Levels so near one another are alike whatever their ratio: half a report.</summary>
    public const double AlwaysNear = 0.5;

    /// <summary>The rises whose area's level is nearest, nearest first; those of another level are left out, so there may be none.</summary>
    /// <param name="expected">The activated area's own level, in reports in <see cref="AfterDays"/> days; 0 or more.</param>
    /// <param name="candidates">Rises to the same count in as many days.</param>
    public static IReadOnlyList<ComparisonEpisode> Match(double expected, IEnumerable<ComparisonEpisode> candidates)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(expected);
        return [.. candidates
            .Where(one => Math.Abs(one.Expected - expected) <= AlwaysNear || Distance(one) <= Math.Log(WidestRatio))
            .OrderBy(Distance).ThenBy(one => one.Key, StringComparer.Ordinal)
            .Take(Most)];

        double Distance(ComparisonEpisode one) => Math.Abs(Math.Log((one.Expected + AlwaysNear) / (expected + AlwaysNear)));
    }
}
