using System.Numerics;
using System.Runtime.InteropServices;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Rules.Detection;

/// <summary>The reports that count in one area as known now, and how many there are on each day by which they were reported.</summary>
public sealed class AreaHistory
{
    private static readonly IComparer<LoggedReport> InOrder = Comparer<LoggedReport>.Create((one, other) =>
        one.ReportedDay != other.ReportedDay ? one.ReportedDay.CompareTo(other.ReportedDay) : one.Report.CompareTo(other.Report));

    private readonly DayCounts counts;
    private readonly int area;
    private readonly List<LoggedReport> reports = [];
    private readonly List<PlanePoint> places = [];

    /// <param name="counts">Of all areas; whoever adds reports settles them.</param>
    internal AreaHistory(DayCounts counts, int area) => (this.counts, this.area) = (counts, area);

    /// <summary>In order of reported day, then of report.</summary>
    public IReadOnlyList<LoggedReport> Reports => reports;

    /// <summary>Whole reports by reported day.</summary>
    /// <param name="first">First day that counts.</param>
    /// <param name="last">Last day that counts, included.</param>
    public int CountReported(DateOnly first, DateOnly last) => counts.Between(area, first, last);

    /// <summary>Whole reports by reported day, one number for each of the days up to and including <paramref name="last"/>.</summary>
    /// <param name="into">As many numbers as days; the last is <paramref name="last"/>'s.</param>
    public void CopyCounts<T>(DateOnly last, Span<T> into) where T : INumberBase<T> => counts.CopyTo(area, last, into);

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
    public ReadOnlySpan<LoggedReport> Between(DateOnly first, DateOnly last) => CollectionsMarshal.AsSpan(reports)[Positions(first, last)];

    /// <summary>Where those reports lie, in the same order; NaN without a place. They stand close together, and are measured without touching the reports.</summary>
    public ReadOnlySpan<PlanePoint> PlacesBetween(DateOnly first, DateOnly last) => CollectionsMarshal.AsSpan(places)[Positions(first, last)];

    internal void Add(LoggedReport report)
    {
        var position = PositionOf(report);
        reports.Insert(position, report);
        places.Insert(position, report.Place);
        counts.Add(area, report.ReportedDay, 1);
    }

    internal void Remove(LoggedReport report)
    {
        var position = PositionOf(report);
        reports.RemoveAt(position);
        places.RemoveAt(position);
        counts.Add(area, report.ReportedDay, -1);
    }

    private Range Positions(DateOnly first, DateOnly last)
    {
        var from = counts.Before(area, first);
        return from..Math.Max(from, counts.Before(area, last.AddDays(1)));
    }

    /// <summary>Where a report stands, or would stand.</summary>
    private int PositionOf(LoggedReport report)
    {
        if (reports.Count == 0 || InOrder.Compare(reports[^1], report) < 0)
            return reports.Count; // most are newer than all before them
        var position = reports.BinarySearch(report, InOrder);
        return position < 0 ? ~position : position;
    }
}
