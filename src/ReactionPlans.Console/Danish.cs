using System.Globalization;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Web;

/// <summary>Dates, times and numbers as Danes write them, in Danish time.</summary>
public static class Danish
{
    public static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("da-DK");

    /// <summary>"4. marts 2026".</summary>
    public static string Day(DateOnly day) => day.ToString("d. MMMM yyyy", Culture);

    /// <summary>"4. marts 2026 kl. 13.00".</summary>
    public static string Instant(DateTimeOffset instant) =>
        $"{Day(DanishTime.DayOf(instant))} kl. {DanishTime.TimeOf(instant).ToString("HH.mm", CultureInfo.InvariantCulture)}";

    /// <summary>"4. marts kl. 13.00" for tables: the year only where it is another than today's.</summary>
    public static string Brief(DateTimeOffset instant, DateOnly today)
    {
        var day = DanishTime.DayOf(instant);
        return day.Year == today.Year
            ? $"{day.ToString("d. MMMM", Culture)} kl. {DanishTime.TimeOf(instant).ToString("HH.mm", CultureInfo.InvariantCulture)}"
            : Instant(instant);
    }

    /// <summary>"4. marts 2026 kl. 10.00-13.00", with both days when they differ.</summary>
    public static string Span(DateTimeOffset from, DateTimeOffset to) =>
        DanishTime.DayOf(from) == DanishTime.DayOf(to)
            ? $"{Instant(from)}–{DanishTime.TimeOf(to).ToString("HH.mm", CultureInfo.InvariantCulture)}"
            : $"{Instant(from)} – {Instant(to)}";

    /// <summary>"1.234".</summary>
    public static string Number(int number) => number.ToString("N0", Culture);

    /// <summary>"+2,3".</summary>
    public static string Change(double change) => change.ToString("+0.0;−0.0;0", Culture);

    /// <summary>Whole percent, never rounded up: 89.6 % must not look like the 90 % a gate waits for.</summary>
    public static string Percent(double share) => $"{(int)Math.Floor(share * 100 + 1e-9)} %";

    /// <summary>"i dag", "i går", "for 3 dage siden".</summary>
    public static string Ago(DateOnly day, DateOnly today) => (today.DayNumber - day.DayNumber) switch
    {
        <= 0 => "i dag",
        1 => "i går",
        var days => $"for {Number(days)} dage siden",
    };

    /// <summary>"om 3 timer", "for 2 dage siden".</summary>
    public static string Until(DateTimeOffset instant, DateTimeOffset now)
    {
        var left = instant - now;
        var size = Size(left.Duration());
        return left < TimeSpan.Zero ? $"for {size} siden" : $"om {size}";
    }

    /// <summary>"brev, opslag og besøg".</summary>
    public static string List(IReadOnlyList<string> items) => DanishText.List(items);

    private static string Size(TimeSpan length) => length switch
    {
        { TotalHours: < 1 } => Count((int)length.TotalMinutes, "minut", "minutter"),
        { TotalHours: < 48 } => Count((int)length.TotalHours, "time", "timer"),
        _ => Count((int)length.TotalDays, "dag", "dage"),
    };

    public static string Count(int number, string one, string many) => $"{Number(number)} {(number == 1 ? one : many)}";
}
