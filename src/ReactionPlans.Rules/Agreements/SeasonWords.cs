namespace ReactionPlans.Rules.Agreements;

/// <summary>A season as people say it.</summary>
public static class SeasonWords
{
    /// <summary>"14 dage før uge 42", "mandag i uge 42".</summary>
    public static Phrase Begins(SeasonRule rule) => Begins(rule.Week, rule.DaysBefore);

    /// <inheritdoc cref="Begins(SeasonRule)"/>
    public static Phrase Begins(SeasonWindow season) => Begins(season.Week, season.DaysBefore);

    /// <summary>"Planen begynder efter kalenderen: 14 dage før uge 42. Den gælder fra den 28. september 2026 til og med den 18. oktober 2026 og hviler ikke på anmeldelser."</summary>
    public static Phrase Why(SeasonWindow season) => Phrase.Of(
        $"Planen begynder efter kalenderen: {Begins(season)}. Den gælder fra den {season.First} til og med den {season.Last} og hviler ikke på anmeldelser.",
        $"The plan begins by the calendar: {Begins(season)}. It holds from {season.First} to {season.Last} and does not rest on reports.");

    private static Phrase Begins(int week, int daysBefore) => daysBefore == 0
        ? Phrase.Of($"mandag i uge {week}", $"on Monday of week {week}")
        : Phrase.Of($"{Phrase.Days(daysBefore)} før uge {week}", $"{Phrase.Days(daysBefore)} before week {week}");
}
