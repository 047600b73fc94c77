using System.Globalization;

namespace ReactionPlans.Rules.Time;

/// <summary>Days and instants as Danes write them. The names stand here so that texts are the same on every machine.</summary>
public static class DanishText
{
    private static readonly string[] Months =
        ["januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december"];

    private static readonly string[] Weekdays = ["søndag", "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag"];

    private static readonly NumberFormatInfo Numbers = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };

    /// <summary>"1.234" or "2,3": at most so many decimals, no zeros at the end.</summary>
    public static string Number(double number, int decimals = 0) =>
        number.ToString(decimals == 0 ? "#,0" : "#,0." + new string('#', decimals), Numbers);

    /// <summary>"16. februar 2020".</summary>
    public static string Day(DateOnly day) =>
        string.Create(CultureInfo.InvariantCulture, $"{day.Day}. {Months[day.Month - 1]} {day.Year}");

    /// <summary>"a", "a og b", "a, b og c".</summary>
    public static string List(IReadOnlyList<string> parts) =>
        parts.Count < 2 ? string.Concat(parts) : $"{string.Join(", ", parts.SkipLast(1))} og {parts[^1]}";

    /// <summary>"søndag den 16. februar 2020 kl. 10.30", Danish time.</summary>
    public static string Moment(DateTimeOffset instant)
    {
        var day = DanishTime.DayOf(instant);
        return $"{Weekdays[(int)day.DayOfWeek]} den {Day(day)} kl. {Clock(instant)}";
    }

    /// <summary>"10.30", Danish time.</summary>
    public static string Clock(DateTimeOffset instant) =>
        DanishTime.TimeOf(instant).ToString("HH'.'mm", CultureInfo.InvariantCulture);
}
