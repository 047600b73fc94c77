using System.Globalization;

namespace ReactionPlans.Rules.Time;

/// <summary>Days, instants and numbers as English writes them: the same as <see cref="DanishText"/>, in Danish time.</summary>
public static class EnglishText
{
    /// <summary>"1,234" or "2.3": at most so many decimals, no zeros at the end.</summary>
    public static string Number(double number, int decimals = 0) =>
        number.ToString(decimals == 0 ? "#,0" : "#,0." + new string('#', decimals), CultureInfo.InvariantCulture);

    /// <summary>"16 February 2020".</summary>
    public static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>"a", "a and b", "a, b and c".</summary>
    public static string List(IReadOnlyList<string> parts) =>
        parts.Count < 2 ? string.Concat(parts) : $"{string.Join(", ", parts.SkipLast(1))} and {parts[^1]}";

    /// <summary>"Sunday 16 February 2020 at 10:30", Danish time.</summary>
    public static string Moment(DateTimeOffset instant)
    {
        var day = DanishTime.DayOf(instant);
        return $"{day.DayOfWeek} {Day(day)} at {Clock(instant)}";
    }

    /// <summary>"10:30", Danish time.</summary>
    public static string Clock(DateTimeOffset instant) => DanishTime.TimeOf(instant).ToString("HH':'mm", CultureInfo.InvariantCulture);
}
