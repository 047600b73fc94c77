using System.Numerics;
using System.Runtime.InteropServices;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Rules.Detection;

/// <summary>The reports that count in one area as known now, and how many there are on each day by which they were reported.</summary>
public sealed class AreaHistory
{
    private readonly DateOnly firstDay;
    private readonly int[] byReportedDay;
    private readonly List<LoggedReport> reports = [];

    /// <param name="firstDay">No report is reported before it.</param>
    /// <param name="lastDay">No report is reported after it.</param>
    internal AreaHistory(DateOnly firstDay, DateOnly lastDay)
    {
        this.firstDay = firstDay;
        byReportedDay = new int[lastDay.DayNumber - firstDay.DayNumber + 1];
    }

    /// <summary>In order of reported day, then of report.</summary>
    public IReadOnlyList<LoggedReport> Reports => reports;

    /// <summary>Whole reports by reported day.</summary>
    /// <param name="first">First day that counts.</param>
    /// <param name="last">Last day that counts, included.</param>
    public int CountReported(DateOnly first, DateOnly last)
    {
        var from = Math.Max(0, first.DayNumber - firstDay.DayNumber);
        var to = Math.Min(byReportedDay.Length - 1, last.DayNumber - firstDay.DayNumber);
        var count = 0;
        for (var day = from; day <= to; day++)
            count += byReportedDay[day];
        return count;
    }

    /// <summary>Whole reports by reported day, one number for each of the days up to and including <paramref name="last"/>.</summary>
    /// <param name="into">As many numbers as days; the last is <paramref name="last"/>'s.</param>
    public void CopyCounts<T>(DateOnly last, Span<T> into) where T : INumberBase<T>
    {
        var end = last.DayNumber - firstDay.DayNumber + 1;
        for (var at = 0; at < into.Length; at++)
        {
            var day = end - into.Length + at;
            into[at] = day >= 0 && day < byReportedDay.Length ? T.CreateTruncating(byReportedDay[day]) : T.Zero;
        }
    }

    /// <summary>Whole reports by reported day, summed over weeks that end on the weekday of <paramref name="last"/>.</summary>
    /// <param name="into">As many numbers as weeks; the last one's ends on <paramref name="last"/>.</param>
    public void CopyWeeks(DateOnly last, Span<double> into)
    {
        for (var at = 0; at < into.Length; at++)
        {
            var end = last.AddDays(7 * (at - into.Length + 1));
            into[at] = CountReported(end.AddDays(-6), end);
        }
    }

    /// <summary>Reports in a window as a rule counts them (<see cref="ReferenceDay"/>); a fraction where they are weighed.</summary>
    public double Count(CountBy by, DateOnly first, DateOnly last)
    {
        if (by == CountBy.Reported)
            return CountReported(first, last);

        // Nothing that lies in the window was reported before it; what was reported after it weighs nothing.
        var weighed = new List<(int Report, double Weight)>();
        foreach (var report in Between(first, last))
        {
            var weight = ReferenceDay.Weight(by, report.ReportedDay, report.OccurredFrom, report.OccurredTo, first, last);
            if (weight > 0)
                weighed.Add((report.Report, weight));
        }

        weighed.Sort();
        var sum = 0.0;
        foreach (var (_, weight) in weighed)
            sum += weight;
        return sum;
    }

    /// <summary>The reports that were reported on these days, both included.</summary>
    public ReadOnlySpan<LoggedReport> Between(DateOnly first, DateOnly last)
    {
        var all = CollectionsMarshal.AsSpan(reports);
        var from = PositionOf(first, -1);
        return all[from..Math.Max(from, PositionOf(last.AddDays(1), -1))];
    }

    internal void Add(LoggedReport report)
    {
        reports.Insert(PositionOf(report.ReportedDay, report.Report), report);
        byReportedDay[report.ReportedDay.DayNumber - firstDay.DayNumber]++;
    }

    internal void Remove(LoggedReport report)
    {
        reports.RemoveAt(PositionOf(report.ReportedDay, report.Report));
        byReportedDay[report.ReportedDay.DayNumber - firstDay.DayNumber]--;
    }

    /// <summary>Where the first report is that is not before (day, report).</summary>
    private int PositionOf(DateOnly day, int report)
    {
        var (low, high) = (0, reports.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var other = reports[middle];
            if (other.ReportedDay < day || (other.ReportedDay == day && other.Report < report))
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
