using System.Globalization;
using System.Text.RegularExpressions;

namespace ReactionPlans.Rules.Time;

/// <summary>When something agreed holds: days of the year, in the words of the agreement. A day is in it when one of its parts has it.</summary>
/// <remarks>Pure, and the same live and in a backtest: what is not computed, the school holidays, is given with each question.</remarks>
public sealed partial class Season : IEquatable<Season>
{
    private const int WeeksAtMost = 53;

    private static readonly string[] Months =
        ["januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december"];

    /// <summary>School holidays that a season can name; they are found under this name in the imported calendar.</summary>
    private static readonly string[] SchoolHolidays = ["efterårsferie", "juleferie", "vinterferie", "påskeferie", "sommerferie"];

    private readonly IReadOnlyList<Func<DateOnly, SchoolCalendar, bool>> parts;

    private Season(IReadOnlyList<string> words, IReadOnlyList<Func<DateOnly, SchoolCalendar, bool>> parts) => (Words, this.parts) = (words, parts);

    /// <summary>As they were written.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>What can be written, for somebody who wrote something else.</summary>
    public static string KnownWords { get; } =
        $"uge 42, uge 51-2, november, november-februar, jul, påske, helligdage, skoleferie, {string.Join(", ", SchoolHolidays)}";

    /// <summary>Null: a word is not known. Use <see cref="IsWord"/> to tell which.</summary>
    public static Season? Of(IReadOnlyList<string> words)
    {
        var parts = words.Select(PartOf).OfType<Func<DateOnly, SchoolCalendar, bool>>().ToList();
        return parts.Count == words.Count && parts.Count > 0 ? new Season(words, parts) : null;
    }

    public static bool IsWord(string word) => PartOf(word) is not null;

    public bool Contains(DateOnly day, SchoolCalendar calendar) => parts.Any(part => part(day, calendar));

    /// <summary>The same words in the same order.</summary>
    public bool Equals(Season? other) => other is not null && Words.SequenceEqual(other.Words);

    public override bool Equals(object? obj) => Equals(obj as Season);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ToString());

    public override string ToString() => string.Join(", ", Words);

    /// <summary>For somebody who reads it: in Danish as it was written, "week 42, November-February" in English.</summary>
    public Phrase InWords => Phrase.Join(Phrase.Same(", "), Words.Select(word => new Phrase(word, InEnglish(word.Trim().ToLowerInvariant()))));

    private static string InEnglish(string word)
    {
        if (Weeks().Match(word) is { Success: true } weeks)
            return weeks.Groups["last"].Success ? $"weeks {weeks.Groups["first"].Value}-{weeks.Groups["last"].Value}" : $"week {weeks.Groups["first"].Value}";
        return word switch
        {
            "jul" => "Christmas",
            "påske" => "Easter",
            "helligdage" => "public holidays",
            "skoleferie" => "school holidays",
            "efterårsferie" => "the autumn holiday",
            "juleferie" => "the Christmas holiday",
            "vinterferie" => "the winter holiday",
            "påskeferie" => "the Easter holiday",
            "sommerferie" => "the summer holiday",
            _ => string.Join('-', word.Split('-', StringSplitOptions.TrimEntries).Select(month => CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(Array.IndexOf(Months, month) + 1))),
        };
    }

    private static Func<DateOnly, SchoolCalendar, bool>? PartOf(string word)
    {
        var text = word.Trim().ToLowerInvariant();
        if (Weeks().Match(text) is { Success: true } weeks)
        {
            var first = int.Parse(weeks.Groups["first"].ValueSpan, CultureInfo.InvariantCulture);
            var last = weeks.Groups["last"].Success ? int.Parse(weeks.Groups["last"].ValueSpan, CultureInfo.InvariantCulture) : first;
            return first is >= 1 and <= WeeksAtMost && last is >= 1 and <= WeeksAtMost
                ? (day, _) => IsWithin(ISOWeek.GetWeekOfYear(day.ToDateTime(TimeOnly.MinValue)), first, last)
                : null;
        }

        if (text.Split('-', StringSplitOptions.TrimEntries) is { Length: 1 or 2 } months && months.All(Months.Contains))
        {
            var (first, last) = (Array.IndexOf(Months, months[0]) + 1, Array.IndexOf(Months, months[^1]) + 1);
            return (day, _) => IsWithin(day.Month, first, last);
        }

        return text switch
        {
            // From the eve of the eve, when people leave, until the new year has begun.
            "jul" => (day, _) => day is { Month: 12, Day: >= 23 } or { Month: 1, Day: 1 },
            "påske" => (day, _) => day.DayNumber - DanishHolidays.EasterSunday(day.Year).DayNumber is >= -3 and <= 1,
            "helligdage" => (day, _) => DanishHolidays.IsHoliday(day),
            "skoleferie" => (day, calendar) => calendar.IsHoliday(day),
            _ when SchoolHolidays.Contains(text) => (day, calendar) => calendar.IsHoliday(day, text),
            _ => null,
        };
    }

    /// <summary>From first to last, both included; over the turn of the year where the last comes before the first.</summary>
    private static bool IsWithin(int number, int first, int last) =>
        first <= last ? number >= first && number <= last : number >= first || number <= last;

    [GeneratedRegex(@"^(?:uge|week)\s*(?<first>[0-9]{1,2})(?:\s*-\s*(?<last>[0-9]{1,2}))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Weeks();
}
