using System.Numerics;

namespace ReactionPlans.Rules.Detection;

/// <summary>How many reports each day has, kept as sums from the first day on: any span of days is two look-ups, however long. A change moves the sums of the days
/// after it on which there has been anything yet; new reports are of the latest days, so those are few.</summary>
internal sealed class DayCounts(DateOnly firstDay, DateOnly lastDay)
{
    private readonly int first = firstDay.DayNumber;

    /// <summary>At n: the reports of the first n days.</summary>
    private readonly int[] before = new int[lastDay.DayNumber - firstDay.DayNumber + 2];

    /// <summary>Days up to the latest that has been changed; no day after it has a report.</summary>
    private int days;

    /// <param name="day">Neither before the first day nor after the last.</param>
    public void Add(DateOnly day, int change)
    {
        var after = day.DayNumber - first + 1;
        for (; days < after; days++)
            before[days + 1] = before[days];
        foreach (ref var sum in before.AsSpan(after, days - after + 1))
            sum += change;
    }

    /// <summary>Reports from one day to another, both included; none where the second is the earlier.</summary>
    public int Between(DateOnly from, DateOnly to) => Math.Max(0, Before(to.DayNumber + 1) - Before(from.DayNumber));

    /// <summary>Reports before a day: the position of its first one where they are in order of day.</summary>
    public int Before(DateOnly day) => Before(day.DayNumber);

    /// <summary>One number for each of the days up to and including <paramref name="last"/>.</summary>
    public void CopyTo<T>(DateOnly last, Span<T> into) where T : INumberBase<T>
    {
        var day = last.DayNumber - into.Length + 1;
        var sum = Before(day);
        foreach (ref var count in into)
        {
            var next = Before(++day);
            (count, sum) = (T.CreateTruncating(next - sum), next);
        }
    }

    private int Before(int day) => before[Math.Clamp(day - first, 0, days)];
}
