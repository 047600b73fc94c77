namespace ReactionPlans.Rules.Detection;

/// <summary>Whether a rise is the whole district's, by one criterion on one day: then no single area stands out, and the parties are told once of all of them.</summary>
/// <param name="Areas">Areas judged.</param>
/// <param name="Alarms">Areas where the rule holds with the fewest reports the criterion asks for.</param>
/// <param name="Level">The district's latest reports over what its history expects (<see cref="PooledNegativeBinomial.Level"/>); NaN where it is not reckoned: the rule looks at too few
/// days, or less than a year of history is known.</param>
public readonly record struct DistrictRise(int Areas, int Alarms, double Level)
{
    /// <summary>Share of the areas, 0-1, above which the rise is the district's.</summary>
    public const double ShareAbove = 0.3;

    /// <summary>Fewest areas: one or two are no district, however few there are.</summary>
    public const int FewestAlarms = 3;

    /// <summary>Level above which it is, whatever the areas.</summary>
    public const double LevelAbove = 1.3;

    /// <summary>Days of reports before a level is reckoned: a year, and the days too young to be history.</summary>
    public static int LevelNeedsDays => 364 + KnownDistrict.HistoryEndsDaysBefore;

    public bool IsWide => (Alarms >= FewestAlarms && Alarms > ShareAbove * Areas) || Level > LevelAbove;
}
