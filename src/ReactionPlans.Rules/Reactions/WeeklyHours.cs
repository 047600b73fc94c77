using System.Globalization;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Rules.Reactions;

/// <summary>A weekly table of hours in Danish local time: "mon-fri 10:00-18:00; sat 10:00-14:00".</summary>
/// <remarks>Parts are separated by semicolons; each has days, then one or more spans separated by commas. Days are one name,
/// a list (man,ons) or a range (man-fre, fre-man runs over Sunday), in English or Danish. Spans end after they begin; 24:00 is midnight.</remarks>
public sealed class WeeklyHours
{
    /// <summary>The grammar in one line, for the person who has to correct it.</summary>
    public const string Grammar = "mon-fri 10:00-18:00; sat 10:00-14:00";

    private static readonly Dictionary<string, DayOfWeek> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["mon"] = DayOfWeek.Monday,
        ["tue"] = DayOfWeek.Tuesday,
        ["wed"] = DayOfWeek.Wednesday,
        ["thu"] = DayOfWeek.Thursday,
        ["fri"] = DayOfWeek.Friday,
        ["sat"] = DayOfWeek.Saturday,
        ["sun"] = DayOfWeek.Sunday,
        ["man"] = DayOfWeek.Monday,
        ["tir"] = DayOfWeek.Tuesday,
        ["ons"] = DayOfWeek.Wednesday,
        ["tor"] = DayOfWeek.Thursday,
        ["fre"] = DayOfWeek.Friday,
        ["lør"] = DayOfWeek.Saturday,
        ["søn"] = DayOfWeek.Sunday,
    };

    private readonly IReadOnlyList<(DayOfWeek Day, TimeSpan From, TimeSpan To)> spans;

    private WeeklyHours(IReadOnlyList<(DayOfWeek Day, TimeSpan From, TimeSpan To)> spans) => this.spans = spans;

    /// <summary>The open spans of a Danish day as half-open instants, in order of time.</summary>
    /// <remarks>A span inside the hour that summer time skips does not exist that day.</remarks>
    public IEnumerable<(DateTimeOffset From, DateTimeOffset To)> On(DateOnly day) =>
        spans.Where(span => span.Day == day.DayOfWeek)
            .Select(span => (From: At(day, span.From), To: At(day, span.To)))
            .Where(span => span.From < span.To);

    /// <summary>Reads a table; false when any part of it does not fit, or when spans of a day overlap.</summary>
    public static bool TryParse(string text, out WeeklyHours? hours)
    {
        hours = null;
        var spans = new List<(DayOfWeek Day, TimeSpan From, TimeSpan To)>();
        foreach (var part in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var gap = part.IndexOf(' ', StringComparison.Ordinal);
            if (gap < 0 || ReadDays(part[..gap]) is not { } days || ReadSpans(part[(gap + 1)..]) is not { } times)
                return false;
            spans.AddRange(days.SelectMany(_ => times, (day, time) => (day, time.From, time.To)));
        }

        spans.Sort();
        for (var next = 1; next < spans.Count; next++)
        {
            if (spans[next].Day == spans[next - 1].Day && spans[next].From < spans[next - 1].To)
                return false;
        }

        if (spans.Count == 0)
            return false;
        hours = new WeeklyHours(spans);
        return true;
    }

    private static DateTimeOffset At(DateOnly day, TimeSpan time) =>
        time == TimeSpan.FromDays(1) ? DanishTime.EndOf(day) : DanishTime.At(day, TimeOnly.FromTimeSpan(time));

    private static HashSet<DayOfWeek>? ReadDays(string text)
    {
        var days = new HashSet<DayOfWeek>();
        foreach (var item in text.Split(','))
        {
            var ends = item.Split('-');
            if (ends.Length > 2 || !Names.TryGetValue(ends[0], out var first) || !Names.TryGetValue(ends[^1], out var last))
                return null;
            for (var day = first; ; day = (DayOfWeek)(((int)day + 1) % 7))
            {
                days.Add(day);
                if (day == last)
                    break;
            }
        }

        return days;
    }

    private static List<(TimeSpan From, TimeSpan To)>? ReadSpans(string text)
    {
        var spans = new List<(TimeSpan From, TimeSpan To)>();
        foreach (var item in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var ends = item.Split('-', StringSplitOptions.TrimEntries);
            if (ends.Length != 2 || ReadTime(ends[0]) is not { } from || ReadTime(ends[1]) is not { } to || to <= from)
                return null;
            spans.Add((from, to));
        }

        return spans;
    }

    private static TimeSpan? ReadTime(string text) =>
        text == "24:00" ? TimeSpan.FromDays(1)
            : TimeOnly.TryParseExact(text, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.ToTimeSpan()
            : null;
}
