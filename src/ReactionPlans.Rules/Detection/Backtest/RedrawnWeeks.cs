namespace ReactionPlans.Rules.Detection.Backtest;

/// <summary>Other histories an area could as well have had: whole weeks of its own, drawn with replacement and set in for weeks of the same time of year.</summary>
/// <remarks>Block bootstrap (Künsch 1989, Ann. Statist. 17:1217) within the season. Weekdays, season, delays, corrections, days without data and clusters that fit into a block are kept;
/// what reaches over the seam between two blocks is broken, so a block is at least as long as the rule's window.</remarks>
internal sealed class RedrawnWeeks
{
    /// <summary>Weeks that begin at most so many days apart by time of year can stand for one another.</summary>
    private const int SeasonDays = 28;

    private readonly IReadOnlySet<DateOnly>? daysWithData;
    private readonly List<(DateOnly First, int Days, DateOnly[] Sources)> blocks = [];

    /// <param name="from">First day of the history; blocks are drawn from it and <paramref name="to"/> and the days between.</param>
    /// <param name="daysBefore">Days before <paramref name="from"/> that are filled as well, for the windows of the first days; at least 0.</param>
    /// <param name="weeks">Weeks of a block; at least 1.</param>
    /// <param name="daysWithData">Null: every day has data.</param>
    public RedrawnWeeks(DateOnly from, DateOnly to, int daysBefore, int weeks, IReadOnlySet<DateOnly>? daysWithData)
    {
        this.daysWithData = daysWithData;
        for (var first = from.AddDays(-7 * ((daysBefore + 6) / 7)); first <= to; first = first.AddDays(7 * weeks))
        {
            var earliest = first.AddDays((from.DayNumber - first.DayNumber + 6) / 7 * 7);
            while (earliest.AddDays(-7) >= from)
                earliest = earliest.AddDays(-7);
            var sources = new List<DateOnly>();
            for (var source = earliest; source.AddDays(7 * weeks - 1) <= to; source = source.AddDays(7))
            {
                if (Math.Abs(Math.IEEERemainder(source.DayNumber - first.DayNumber, BacktestRun.DaysInYear)) <= SeasonDays)
                    sources.Add(source);
            }

            blocks.Add((first, Math.Min(7 * weeks, to.DayNumber - first.DayNumber + 1), [.. sources]));
        }
    }

    /// <param name="reports">The revisions of each report, the lowest first; reports in order of its reported day.</param>
    /// <returns>The redrawn log, its reports numbered anew, and its days with data (null: every one).</returns>
    public (IReadOnlyList<LoggedReport> Log, IReadOnlySet<DateOnly>? DaysWithData) Draw(IReadOnlyList<LoggedReport[]> reports, SeededShuffle dice)
    {
        var log = new List<LoggedReport>();
        var days = daysWithData is null ? null : new HashSet<DateOnly>();
        var number = 0;
        foreach (var (first, length, sources) in blocks.Where(block => block.Sources.Length > 0))
        {
            var source = sources[dice.Below(sources.Length)];
            var moved = first.DayNumber - source.DayNumber;
            for (var at = FirstFrom(reports, source); at < reports.Count && reports[at][0].ReportedDay < source.AddDays(length); at++, number++)
                log.AddRange(reports[at].Select(revision => revision.MovedBy(moved) with { Report = number }));
            for (var day = 0; days is not null && day < length; day++)
            {
                if (daysWithData!.Contains(source.AddDays(day)))
                    days.Add(first.AddDays(day));
            }
        }

        return (log, days);
    }

    private static int FirstFrom(IReadOnlyList<LoggedReport[]> reports, DateOnly day)
    {
        var (low, high) = (0, reports.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = reports[middle][0].ReportedDay < day ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
