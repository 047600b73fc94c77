namespace ReactionPlans.Rules.Time;

/// <summary>How often a wall-clock time comes on its day.</summary>
public enum LocalHour
{
    Once,

    /// <summary>Not at all: the clock was put forward over it.</summary>
    Skipped,

    /// <summary>Twice: the clock was put back to before it.</summary>
    Twice,
}

/// <summary>Danish calendar days (Europe/Copenhagen) and the instants at which they begin.</summary>
public static class DanishTime
{
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Copenhagen");

    /// <summary>The Danish day in which <paramref name="instant"/> lies.</summary>
    /// <remarks>Since 1950 the clock has been one or two hours before UTC: where both give the same day, as most often, the calendar need not be asked.</remarks>
    public static DateOnly DayOf(DateTimeOffset instant)
    {
        var utc = instant.UtcDateTime;
        return utc.Year is >= 1950 and < 9999 && DateOnly.FromDateTime(utc.AddHours(1)) is var day && day == DateOnly.FromDateTime(utc.AddHours(2))
            ? day
            : DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);
    }

    /// <summary>The Danish wall clock at <paramref name="instant"/>.</summary>
    public static TimeOnly TimeOf(DateTimeOffset instant) =>
        TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    /// <summary>Midnight at which <paramref name="day"/> begins, in UTC. The end of a day is the start of the next: days are half-open.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => At(day, TimeOnly.MinValue);

    /// <summary>The first instant after <paramref name="day"/>.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => StartOf(day.AddDays(1));

    /// <summary>A Danish wall-clock time as an instant in UTC.</summary>
    /// <remarks>In the hour that summer time skips, the instant is the one the same distance after the last existing time
    /// (02:30 becomes 03:30 summer time). In the hour that comes twice, it is the first one.</remarks>
    public static DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        var offset = Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max()
            : Zone.IsInvalidTime(local) ? Zone.GetUtcOffset(local.AddHours(-1))
            : Zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    /// <summary>Whether a Danish wall-clock time exists, once or twice.</summary>
    /// <remarks>Denmark has never moved the clock later in the day than at 4; the others need no question to the calendar.</remarks>
    public static LocalHour HourOf(DateTime local) =>
        local.Hour > 4 ? LocalHour.Once
            : Zone.IsInvalidTime(local) ? LocalHour.Skipped
            : Zone.IsAmbiguousTime(local) ? LocalHour.Twice
            : LocalHour.Once;
}
