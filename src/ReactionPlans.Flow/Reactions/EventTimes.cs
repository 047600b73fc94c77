using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Reactions;

/// <summary>When a station's crew is taken by one event of its calendar.</summary>
/// <param name="IsNoBooking">Nobody is taken by it: it says that the time is free.</param>
/// <param name="Problem">Why it cannot be told; null: it can.</param>
public sealed record EventTimes(IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> Times, bool IsNoBooking, ProblemKind? Problem)
{
    /// <summary>So far ahead a series is written out: further than any plan, and a new file is taken in long before.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromDays(366);

    /// <summary>Years outside are typing errors, and a series from long ago would be counted for a while.</summary>
    private const int FirstYear = 1900, LastYear = 2199;

    /// <summary>A rule with more times a day is no booking of a crew either, and its times are not counted up to it.</summary>
    private const int MostInADay = 24;

    /// <summary>More times than this in <see cref="Ahead"/> are no bookings of a crew.</summary>
    public const int Most = 2_000;

    /// <summary>How far back a series is read: so far may one of its dates have been moved, and so long may one last.</summary>
    private static readonly TimeSpan Back = TimeSpan.FromDays(60);

    /// <summary>A rule that fits no date, such as 30 February, must not be looked for forever.</summary>
    private static readonly EvaluationOptions Bounded = new() { MaxUnmatchedIncrementsLimit = 10_000 };

    /// <summary>The times from now on. Whole days are Danish ones, and so are times without a time zone. What is cancelled is left out.</summary>
    /// <param name="calendar">One event with its time zones, from <see cref="CalendarEvents"/>.</param>
    public static EventTimes Read(string calendar, DateTimeOffset now)
    {
        try
        {
            return Load(calendar, now);
        }
        // Whatever somebody else's parser throws at somebody else's file is that file's fault; the rest of it goes on.
        catch (Exception broken) when (broken is not (OutOfMemoryException or OperationCanceledException))
        {
            return Wrong(Problems.EventUnreadable);
        }
    }

    private static EventTimes Load(string calendar, DateTimeOffset now)
    {
        var read = Ical.Net.Calendar.Load(calendar);
        if (read is null || read.Events.Count == 0 || read.Events.Any(one => one.Start is null))
            return Wrong(Problems.EventUnreadable);
        if (!read.Events.SelectMany(one => new[] { one.Start, one.End }).OfType<CalDateTime>().All(IsKnown))
            return Wrong(Problems.EventZoneUnknown);
        if (read.Events.Any(one => one.End is { } end && InstantOf(end) <= InstantOf(one.Start!)))
            return Wrong(Problems.EventWithoutLength);
        if (read.Events.Any(one => one.Start!.Date.Year is < FirstYear or > LastYear))
            return Wrong(Problems.EventUnreadable);
        if (HasSeveralRules(calendar))
            return Wrong(Problems.EventUnreadable);
        if (read.Events.Select(one => one.RecurrenceRule).OfType<RecurrencePattern>().Any(IsTooOften))
            return Wrong(Problems.EventTooOften);
        var standing = read.Events.Where(one => !IsOff(one)).ToList();
        if (standing.Count > 0 && standing.TrueForAll(IsFree))
            return new EventTimes([], true, null);

        var until = now + Ahead;
        var from = (now - Back).UtcDateTime;
        var found = read.GetOccurrences<CalendarEvent>(new CalDateTime(from, CalDateTime.UtcTzId), Bounded)
            .Select(one => (Source: (CalendarEvent)one.Source, From: InstantOf(one.Period.StartTime), To: one.Period.EffectiveEndTime is { } end ? InstantOf(end) : default))
            .TakeWhile(one => one.From < until)
            .Take(Most + 1).ToList();
        if (found.Count > Most)
            return Wrong(Problems.EventTooOften);
        var taken = found.Where(one => !IsOff(one.Source) && !IsFree(one.Source)).ToList();
        return taken.Exists(one => one.To <= one.From)
            ? Wrong(Problems.EventWithoutLength)
            : new EventTimes([.. taken.Where(one => one.To > now).Select(one => (one.From, one.To)).Distinct()], false, null);
    }

    private static EventTimes Wrong(ProblemKind problem) => new([], false, problem);

    /// <summary>Which the standard advises against, and the parser is about to give up.</summary>
    private static bool HasSeveralRules(string calendar) => calendar.Split("BEGIN:VEVENT", StringSplitOptions.None).Skip(1)
        .Any(one => one.Split('\n').Count(line => line.StartsWith("RRULE", StringComparison.OrdinalIgnoreCase)) > 1);

    private static bool IsTooOften(RecurrencePattern rule) =>
        rule.Frequency is FrequencyType.Secondly or FrequencyType.Minutely or FrequencyType.Hourly
        || (long)Math.Max(1, rule.ByHour.Count) * Math.Max(1, rule.ByMinute.Count) * Math.Max(1, rule.BySecond.Count) > MostInADay;

    private static bool IsOff(CalendarEvent one) => string.Equals(one.Status, "CANCELLED", StringComparison.OrdinalIgnoreCase);

    private static bool IsFree(CalendarEvent one) => string.Equals(one.Transparency, "TRANSPARENT", StringComparison.OrdinalIgnoreCase);

    private static bool IsKnown(CalDateTime time)
    {
        try
        {
            return time.AsUtc != default;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static DateTimeOffset InstantOf(CalDateTime time) =>
        time.Time is not { } clock ? DanishTime.StartOf(time.Date)
        : time.IsFloating ? DanishTime.At(time.Date, clock)
        : new DateTimeOffset(time.AsUtc, TimeSpan.Zero);
}
