using System.Text;

namespace ReactionPlans.Flow.Reactions;

/// <summary>All that a calendar says of one event: the series, and each of its dates that was changed.</summary>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Text">A calendar of its own, with the time zones of the whole.</param>
public sealed record CalendarEventText(string? Uid, int Line, string Text);

/// <summary>Cuts a calendar (RFC 5545) into its events, so that one that cannot be read does not take the others with it.</summary>
public static class CalendarEvents
{
    private const string Begin = "BEGIN:", End = "END:", Uid = "UID";

    private sealed class Part(string name, int line)
    {
        public string Name { get; } = name;
        public int Line { get; } = line;
        public StringBuilder Text { get; } = new();
        public string? Uid { get; set; }
    }

    /// <returns>Null: it is no calendar, or it breaks off; what it lacks must not be taken for free.</returns>
    public static IReadOnlyList<CalendarEventText>? Cut(string text)
    {
        var (open, parts) = (new Stack<string>(), new List<Part>());
        Part? part = null;
        var hasCalendar = false;
        foreach (var (line, number) in Unfolded(text))
        {
            if (line.StartsWith(Begin, StringComparison.OrdinalIgnoreCase))
            {
                open.Push(line[Begin.Length..].Trim().ToUpperInvariant());
                hasCalendar |= open.Count == 1 && open.Peek() == "VCALENDAR";
                if (open.Count == 2)
                    part = new Part(open.Peek(), number);
            }

            if (open.Count == 0 && line.Trim().Length > 0)
                return null;
            part?.Text.Append(line).Append("\r\n");
            if (part is not null && open.Count == 2 && ValueOf(line, Uid) is { } uid)
                part.Uid = uid;
            if (!line.StartsWith(End, StringComparison.OrdinalIgnoreCase))
                continue;
            if (open.Count == 0 || !open.Pop().Equals(line[End.Length..].Trim(), StringComparison.OrdinalIgnoreCase))
                return null;
            if (open.Count == 1 && part is not null)
            {
                parts.Add(part);
                part = null;
            }
        }

        return hasCalendar && open.Count == 0 ? [.. Whole(parts)] : null;
    }

    private static IEnumerable<CalendarEventText> Whole(List<Part> parts)
    {
        var zones = string.Concat(parts.Where(part => part.Name == "VTIMEZONE").Select(part => part.Text));
        return parts.Where(part => part.Name == "VEVENT")
            .GroupBy(part => part.Uid ?? $"\n{part.Line}") // no UID has a line break: each without one stands alone
            .Select(group => new CalendarEventText(
                group.First().Uid, group.First().Line,
                $"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//ReactionPlans//DA\r\n{zones}{string.Concat(group.Select(part => part.Text))}END:VCALENDAR\r\n"));
    }

    /// <summary>Lines with their numbers; a long one is written as several, each but the first with a blank before it.</summary>
    private static IEnumerable<(string Line, int Number)> Unfolded(string text)
    {
        var (whole, began, number) = (new StringBuilder(), 1, 0);
        foreach (var line in text.Split('\n').Select(line => line.TrimEnd('\r')))
        {
            number++;
            if (number > 1 && line is [' ' or '\t', ..])
            {
                whole.Append(line, 1, line.Length - 1);
                continue;
            }

            if (number > 1)
                yield return (whole.ToString(), began);
            whole.Clear().Append(line);
            began = number;
        }

        yield return (whole.ToString(), began);
    }

    private static string? ValueOf(string line, string property) =>
        line.StartsWith(property, StringComparison.OrdinalIgnoreCase) && line.Length > property.Length && line[property.Length] is ':' or ';'
            && line.IndexOf(':', StringComparison.Ordinal) is var colon and > 0 && line[(colon + 1)..].Trim() is { Length: > 0 } value
            ? value : null;
}
