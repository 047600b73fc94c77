using System.Globalization;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Web.Languages;

/// <summary>Dates, times and numbers as the chosen language writes them, always in Danish time.</summary>
public static class Written
{
    private static readonly CultureInfo Danish = CultureInfo.GetCultureInfo("da-DK"), English = CultureInfo.GetCultureInfo("en-GB");

    public static CultureInfo Culture => IsEnglish ? English : Danish;

    private static bool IsEnglish => ChosenLanguage.Now == Language.English;

    /// <summary>"4. marts 2026".</summary>
    public static string Day(DateOnly day) => IsEnglish ? EnglishText.Day(day) : DanishText.Day(day);

    /// <summary>"4. marts": where the year is known.</summary>
    public static string DayOfYear(DateOnly day) => day.ToString(IsEnglish ? "d MMMM" : "d. MMMM", Culture);

    /// <summary>"4. marts 2026 kl. 13.00".</summary>
    public static string Instant(DateTimeOffset instant) => At(Day(DanishTime.DayOf(instant)), instant);

    /// <summary>"onsdag den 4. marts 2026 kl. 13.00".</summary>
    public static string Moment(DateTimeOffset instant) =>
        IsEnglish ? EnglishText.Moment(instant) : DanishText.Moment(instant);

    /// <summary>"4. marts kl. 13.00" for tables: the year only where it is another than today's.</summary>
    public static string Brief(DateTimeOffset instant, DateOnly today)
    {
        var day = DanishTime.DayOf(instant);
        return day.Year == today.Year ? At(DayOfYear(day), instant) : Instant(instant);
    }

    /// <summary>"4. marts 2026 kl. 10.00-13.00", with both days when they differ.</summary>
    public static string Span(DateTimeOffset from, DateTimeOffset to) =>
        DanishTime.DayOf(from) == DanishTime.DayOf(to) ? $"{Instant(from)}–{Clock(to)}" : $"{Instant(from)} – {Instant(to)}";

    /// <summary>"13.00".</summary>
    public static string Clock(DateTimeOffset instant) => IsEnglish ? EnglishText.Clock(instant) : DanishText.Clock(instant);

    /// <summary>"1.234".</summary>
    public static string Number(int number) => number.ToString("N0", Culture);

    /// <summary>"+2,3".</summary>
    public static string Change(double change) => change.ToString("+0.0;−0.0;0", Culture);

    /// <summary>Whole percent, never rounded up: 89.6 % must not look like the 90 % a gate waits for.</summary>
    public static string Percent(double share) => $"{(int)Math.Floor(share * 100 + 1e-9)}{(IsEnglish ? "" : " ")}%";

    /// <summary>"i dag", "i går", "for 3 dage siden".</summary>
    public static string Ago(DateOnly day, DateOnly today) => (today.DayNumber - day.DayNumber) switch
    {
        <= 0 => T("i dag"),
        1 => T("i går"),
        var days => T($"for {Count(days, T("dag"), T("dage"))} siden"),
    };

    /// <summary>"om 3 timer", "for 2 dage siden".</summary>
    public static string Until(DateTimeOffset instant, DateTimeOffset now)
    {
        var left = instant - now;
        var size = Size(left.Duration());
        return left < TimeSpan.Zero ? T($"for {size} siden") : T($"om {size}");
    }

    /// <summary>"brev, opslag og besøg".</summary>
    public static string List(IReadOnlyList<string> items) =>
        items.Count < 2 ? string.Concat(items) : T($"{string.Join(", ", items.SkipLast(1))} og {items[^1]}");

    /// <summary>"1 dag", "3 dage". Danish and English both know one and many, and use many for none.</summary>
    public static string Count(int number, string one, string many) => $"{Number(number)} {(number == 1 ? one : many)}";

    private static string At(string day, DateTimeOffset instant) => T($"{day} kl. {Clock(instant)}");

    private static string Size(TimeSpan length) => length switch
    {
        { TotalHours: < 1 } => Count((int)length.TotalMinutes, T("minut"), T("minutter")),
        { TotalHours: < 48 } => Count((int)length.TotalHours, T("time"), T("timer")),
        _ => Count((int)length.TotalDays, T("dag"), T("dage")),
    };
}
