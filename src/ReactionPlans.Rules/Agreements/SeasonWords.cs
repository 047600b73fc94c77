using ReactionPlans.Rules.Time;

namespace ReactionPlans.Rules.Agreements;

/// <summary>A season as people say it.</summary>
public static class SeasonWords
{
    /// <summary>"14 dage før uge 42", "mandag i uge 42".</summary>
    public static string Begins(SeasonRule rule) => Begins(rule.Week, rule.DaysBefore);

    /// <inheritdoc cref="Begins(SeasonRule)"/>
    public static string Begins(SeasonWindow season) => Begins(season.Week, season.DaysBefore);

    /// <summary>"Planen begynder efter kalenderen: 14 dage før uge 42. Den gælder fra den 28. september 2026 til og med den 18. oktober 2026 og hviler ikke på anmeldelser."</summary>
    public static string Why(SeasonWindow season) =>
        $"Planen begynder efter kalenderen: {Begins(season)}. Den gælder fra den {DanishText.Day(season.First)} til og med den {DanishText.Day(season.Last)} og hviler ikke på anmeldelser.";

    private static string Begins(int week, int daysBefore) => daysBefore == 0 ? $"mandag i uge {week}" : $"{RuleWords.Days(daysBefore)} før uge {week}";
}
