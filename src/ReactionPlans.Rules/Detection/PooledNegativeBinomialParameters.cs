namespace ReactionPlans.Rules.Detection;

/// <summary>How the expectation is made, and when a count is an alarm.</summary>
public sealed record PooledNegativeBinomialParameters
{
    /// <summary>Windows in days, the judged day included; each 1 to 365.</summary>
    public IReadOnlyList<int> WindowDays { get; init; } = [3, 5, 7, 10, 14, 21];

    /// <summary>Size of the negative binomial: variance = mean + mean² / size; above 0. The lower, the rarer alarms.</summary>
    public double Size { get; init; } = 10;

    /// <summary>Burglaries of an average area that are added to each area's own; at least 0. Few burglaries say little of an area.</summary>
    public double AreaWeight { get; init; } = 8;

    /// <summary>Burglaries at the expected level that are added to the district's latest; at least 0.</summary>
    public double LevelWeight { get; init; } = 50;

    /// <summary>Latest days, the judged day included, that tell the district's present level; at least 1.</summary>
    public int LevelDays { get; init; } = 56;

    /// <summary>Burglaries of an average time of year that are added to each; above 0. A small district's bad week is no season.</summary>
    public double SeasonWeight { get; init; } = 20;

    /// <summary>Days of history; at least 1.</summary>
    public int HistoryDays { get; init; } = 730;

    /// <summary>Latest days that are no history, so that a rise does not explain itself; at least 0.</summary>
    public int HistoryEndsDaysBefore { get; init; } = 28;

    /// <summary>Fewest burglaries in a window; at least 1.</summary>
    public int MinimumReports { get; init; } = 3;

    /// <summary>Highest chance in any one window that is an alarm. 10^-2.97: half a false activation a year and area together with
    /// <see cref="LocalScan"/>; 10^-2.66: one.</summary>
    public double LuckAtMost { get; init; } = Math.Pow(10, -2.97);
}
