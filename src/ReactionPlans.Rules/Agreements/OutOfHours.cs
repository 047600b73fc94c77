using ReactionPlans.Rules.Time;

namespace ReactionPlans.Rules.Agreements;

/// <summary>When the people who decide are not at work, and who answers for them then.</summary>
/// <param name="From">Danish clock time at which the hours end each day; the quiet hours run over midnight where it is later than <paramref name="Until"/>.</param>
/// <param name="Until">Danish clock time at which they begin again.</param>
/// <param name="Weekends">Whether all of Saturdays, Sundays and public holidays is out of hours too.</param>
/// <param name="Ask">Person ids of those on duty, who are asked first then; empty: nobody, and the time to answer runs from the next working hour.</param>
public sealed record OutOfHours(TimeOnly From, TimeOnly Until, bool Weekends, IReadOnlyList<string> Ask)
{
    /// <summary>Easter with the days and nights on each side of it is the longest time away.</summary>
    private const int LongestDays = 10;

    public bool Contains(DateTimeOffset at)
    {
        var day = DanishTime.DayOf(at);
        return (Weekends && (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || DanishHolidays.IsHoliday(day))) || IsQuiet(DanishTime.TimeOf(at));
    }

    /// <summary>The first instant, at or after this one, that is not out of hours.</summary>
    /// <remarks>Quiet hours never last a whole day: from one clock time to the same is none of the day.</remarks>
    public DateTimeOffset EndAfter(DateTimeOffset at)
    {
        if (!Contains(at))
            return at;
        return Enumerable.Range(0, LongestDays)
            .Select(DanishTime.DayOf(at).AddDays)
            .SelectMany(day => new[] { DanishTime.StartOf(day), DanishTime.At(day, Until) })
            .Order()
            .First(end => end > at && !Contains(end));
    }

    private bool IsQuiet(TimeOnly clock) => From <= Until ? clock >= From && clock < Until : clock >= From || clock < Until;
}
