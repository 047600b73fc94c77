using System.Numerics;

namespace ReactionPlans.Rules.Detection;

/// <summary>How many reports each area has on each day, kept as sums from the first day on: any span of days is two look-ups, however long.</summary>
/// <remarks>The sums of all areas at the end of one day stand side by side: judging every area on a day walks along a few such rows, where it would otherwise leap through the years of
/// one area after the other. Changes are gathered and laid over the rows together (<see cref="Settle"/>): a change moves the sums of all days after it, and rows are moved once however many
/// reports have changed.</remarks>
internal sealed class DayCounts(DateOnly firstDay, DateOnly lastDay, int areas)
{
    private static readonly Comparison<(int Day, int Area, int Change)> ByDay = (one, other) => one.Day.CompareTo(other.Day);

    private readonly int first = firstDay.DayNumber;

    /// <summary>At n x areas: each area's reports of the first n days.</summary>
    private readonly int[] before = new int[(lastDay.DayNumber - firstDay.DayNumber + 2) * areas];

    private readonly List<(int Day, int Area, int Change)> changes = [];
    private readonly int[] moved = new int[areas];

    /// <summary>Days up to the latest that has been changed; no day after it has a report.</summary>
    private int days;

    /// <summary>Takes down a change; it counts once it is settled.</summary>
    /// <param name="day">Neither before the first day nor after the last.</param>
    public void Add(int area, DateOnly day, int change) => changes.Add((day.DayNumber - first, area, change));

    /// <summary>Lays the changes taken down over the sums.</summary>
    public void Settle()
    {
        if (changes.Count == 0)
            return;
        changes.Sort(ByDay);
        for (; days <= changes[^1].Day; days++)
            Row(days).CopyTo(Row(days + 1));

        Array.Clear(moved);
        var next = 0;
        for (var day = changes[0].Day; day < days; day++)
        {
            for (; next < changes.Count && changes[next].Day == day; next++)
                moved[changes[next].Area] += changes[next].Change;
            var row = Row(day + 1);
            for (var area = 0; area < row.Length; area++)
                row[area] += moved[area];
        }

        changes.Clear();
    }

    /// <summary>An area's reports from one day to another, both included; none where the second is the earlier.</summary>
    public int Between(int area, DateOnly from, DateOnly to) => Math.Max(0, Before(area, to.DayNumber + 1) - Before(area, from.DayNumber));

    /// <summary>Adds each area's reports from one day to another, both included, the second not the earlier.</summary>
    /// <param name="into">One number for each area.</param>
    public void AddBetween(DateOnly from, DateOnly to, Span<int> into)
    {
        var earlier = RowBefore(from.DayNumber)[..into.Length];
        var later = RowBefore(to.DayNumber + 1)[..into.Length];
        for (var area = 0; area < into.Length; area++)
            into[area] += later[area] - earlier[area];
    }

    /// <summary>An area's reports before a day: the position of its first one where they are in order of day.</summary>
    public int Before(int area, DateOnly day) => Before(area, day.DayNumber);

    /// <summary>One number for each of the days up to and including <paramref name="last"/>.</summary>
    public void CopyTo<T>(int area, DateOnly last, Span<T> into) where T : INumberBase<T>
    {
        var day = last.DayNumber - into.Length + 1;
        var sum = Before(area, day);
        foreach (ref var count in into)
        {
            var next = Before(area, ++day);
            (count, sum) = (T.CreateTruncating(next - sum), next);
        }
    }

    private int Before(int area, int day) => RowBefore(day)[area];

    private Span<int> RowBefore(int day) => Row(Math.Clamp(day - first, 0, days));

    private Span<int> Row(int day) => before.AsSpan(day * areas, areas);
}
