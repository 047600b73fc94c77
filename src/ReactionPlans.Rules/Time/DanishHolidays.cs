namespace ReactionPlans.Rules.Time;

/// <summary>A Danish public holiday (helligdag).</summary>
public readonly record struct PublicHoliday(DateOnly Day, string Name);

/// <summary>The public holidays of Denmark, computed for any year.</summary>
/// <remarks>Those of the national church (Lov om helligdage; store bededag abolished from 2024 by Lov nr. 214 af 06/03/2023). 1 May, 5 June, 24 and 31 December are days
/// off by agreement or law for many and no public holidays; they are not among them. Held against the days of ../shared/data/dk-holidays by a test.</remarks>
public static class DanishHolidays
{
    private const int LastYearOfGreatPrayerDay = 2023;

    /// <summary>In order of day.</summary>
    /// <param name="year">1583 and later: Gregorian years.</param>
    public static IReadOnlyList<PublicHoliday> Of(int year)
    {
        var easter = EasterSunday(year);
        List<PublicHoliday> days =
        [
            new(new DateOnly(year, 1, 1), "Nytårsdag"),
            new(easter.AddDays(-3), "Skærtorsdag"),
            new(easter.AddDays(-2), "Langfredag"),
            new(easter, "Påskedag"),
            new(easter.AddDays(1), "Anden påskedag"),
            new(easter.AddDays(39), "Kristi himmelfartsdag"),
            new(easter.AddDays(49), "Pinsedag"),
            new(easter.AddDays(50), "Anden pinsedag"),
            new(new DateOnly(year, 12, 25), "Juledag"),
            new(new DateOnly(year, 12, 26), "Anden juledag"),
        ];
        if (year <= LastYearOfGreatPrayerDay)
            days.Insert(5, new PublicHoliday(easter.AddDays(26), "Store bededag"));
        return [.. days.OrderBy(one => one.Day)];
    }

    /// <summary>Whether a day is a public holiday; an ordinary Sunday is none.</summary>
    public static bool IsHoliday(DateOnly day)
    {
        if (day is { Month: 1, Day: 1 } or { Month: 12, Day: 25 or 26 })
            return true;
        return (day.DayNumber - EasterSunday(day.Year).DayNumber) is -3 or -2 or 0 or 1 or 39 or 49 or 50
            || (day.Year <= LastYearOfGreatPrayerDay && day == EasterSunday(day.Year).AddDays(26));
    }

    /// <summary>Whether neither the post comes nor most people work for that reason: a Sunday or a public holiday.</summary>
    public static bool IsDayOfRest(DateOnly day) => day.DayOfWeek == DayOfWeek.Sunday || IsHoliday(day);

    /// <summary>Easter Sunday by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, 1991, chapter 8).</summary>
    public static DateOnly EasterSunday(int year)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, 1583);
        var (golden, century, rest) = (year % 19, year / 100, year % 100);
        var moon = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
        var weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
        var late = (golden + 11 * moon + 22 * weekday) / 451;
        var days = moon + weekday - 7 * late + 114;
        return new DateOnly(year, days / 31, days % 31 + 1);
    }
}
