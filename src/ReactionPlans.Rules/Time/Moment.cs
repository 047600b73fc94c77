using System.Globalization;

namespace ReactionPlans.Rules.Time;

/// <summary>A time as somebody wrote it down: an instant, or only a Danish day.</summary>
/// <param name="Start">The instant; the start of the day when only a day was written. UTC.</param>
/// <param name="End">The instant; the end of the day when only a day was written. UTC.</param>
/// <param name="Day">The Danish day.</param>
/// <param name="WholeDay">Only a day was written.</param>
public readonly record struct Moment(DateTimeOffset Start, DateTimeOffset End, DateOnly Day, bool WholeDay)
{
    /// <summary>What a person is told when a text is none of these.</summary>
    public const string Expected = "2026-03-04, 2026-03-04T13:45 (dansk tid/Danish time), 2026-03-04T12:45:00Z";

    // Years outside are typing errors (0202, 20022) and near the ends of the calendar arithmetic would overflow.
    private const int FirstYear = 1900, LastYear = 2199;

    private static readonly string[] WallClock =
        ["yyyy-MM-ddTHH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm:ss.FFFFFFF"];

    private static readonly string[] WithOffset =
        ["yyyy-MM-ddTHH:mmK", "yyyy-MM-dd HH:mmK", .. WallClock.Select(pattern => pattern + "K")];

    public static Moment OfDay(DateOnly day) => new(DanishTime.StartOf(day), DanishTime.EndOf(day), day, true);

    public static Moment OfInstant(DateTimeOffset instant)
    {
        var utc = instant.ToUniversalTime();
        return new Moment(utc, utc, DanishTime.DayOf(utc), false);
    }

    /// <summary>ISO 8601 with offset, or Danish wall-clock time without one, or a day alone; or a source's own patterns.</summary>
    /// <param name="patterns">.NET date patterns; the first that fits counts. Without hours in it, one reads whole days; without a day in it,
    /// months, and the moment is the one at which the month is over: before that, not all that was written for it was known. None: ISO 8601.</param>
    public static bool TryParse(string text, IReadOnlyList<string> patterns, out Moment moment)
    {
        moment = default;
        if (patterns.Count == 0)
            return TryIso(text, ref moment);
        foreach (var pattern in patterns)
        {
            if (TryPattern(text, pattern, ref moment))
                return true;
        }

        return false;
    }

    private static bool TryIso(string text, ref Moment moment)
    {
        switch (IsoTime.Read(text, out var plain))
        {
            case IsoForm.Day: return Take(DateOnly.FromDateTime(plain), ref moment);
            case IsoForm.WallClock: return Take(plain, ref moment);
            case IsoForm.Utc: return Take(new DateTimeOffset(plain, TimeSpan.Zero), ref moment);
        }

        // A text with an offset (Z, +01:00) is longer than the wall clock before it and does not parse as one.
        if (DateTime.TryParseExact(text, WallClock, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return Take(local, ref moment);
        return DateTimeOffset.TryParseExact(text, WithOffset, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
            && Take(instant, ref moment);
    }

    private static bool TryPattern(string text, string pattern, ref Moment moment)
    {
        if (!pattern.Contains('d'))
        {
            return DateOnly.TryParseExact(text, pattern, CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)
                && first.Year <= LastYear && Take(first.AddMonths(1).ToDateTime(TimeOnly.MinValue), ref moment);
        }

        if (!pattern.Contains('H') && !pattern.Contains('h'))
            return DateOnly.TryParseExact(text, pattern, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && Take(day, ref moment);
        if (pattern.Contains('K') || pattern.Contains('z'))
            return DateTimeOffset.TryParseExact(text, pattern, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) && Take(instant, ref moment);
        return DateTime.TryParseExact(text, pattern, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) && Take(local, ref moment);
    }

    private static bool Take(DateOnly day, ref Moment moment)
    {
        if (day.Year is < FirstYear or > LastYear)
            return false;
        moment = OfDay(day);
        return true;
    }

    private static bool Take(DateTime local, ref Moment moment)
    {
        if (local.Year is < FirstYear or > LastYear)
            return false;
        moment = OfInstant(DanishTime.At(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local)));
        return true;
    }

    private static bool Take(DateTimeOffset instant, ref Moment moment)
    {
        if (instant.Year is < FirstYear or > LastYear)
            return false;
        moment = OfInstant(instant);
        return true;
    }
}
