namespace ReactionPlans.Rules.Detection;

/// <summary>How seldom a count comes by luck: the chance of a window, told as the time from one such window to the next.</summary>
/// <remarks>Windows laid end to end: one in 1/p of them, so D/p days for windows of D days. Nightly windows overlap and are no independent looks, and the
/// chance is one area's and one rule's: with m areas and k rules such a count is met somewhere m k times as often (Greene et al. 2016, Emerg. Infect. Dis. 22:1808,
/// state 1/p days for one look a day). It describes one count; how often a criterion really fires is what a backtest tells.</remarks>
public static class Recurrence
{
    /// <summary>Weeks from one such window to the next on average: D / (7 p).</summary>
    /// <param name="luck">Chance of so many reports in one window; above 0, at most 1.</param>
    /// <param name="windowDays">D, the window's length in days; at least 1.</param>
    public static double Weeks(double luck, int windowDays)
    {
        if (!(luck > 0 && luck <= 1))
            throw new ArgumentOutOfRangeException(nameof(luck), luck, "A chance above 0 and at most 1 is needed.");
        ArgumentOutOfRangeException.ThrowIfLessThan(windowDays, 1);
        return windowDays / (7 * luck);
    }

    /// <summary>No history says anything of what comes seldomer: some 200 years.</summary>
    private const int MostWeeksTold = 10_000;

    /// <summary>A number of weeks that "less than once in" is true of and that can be remembered: rounded down to one figure, at most 10,000.</summary>
    /// <param name="weeks">At least 1.</param>
    public static int Told(double weeks)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(weeks, 1);
        var atMost = (int)Math.Min(weeks * (1 + 1e-9), MostWeeksTold);
        var unit = 1;
        while (atMost / unit >= 10)
            unit *= 10;
        return atMost / unit * unit;
    }
}
