using System.Globalization;

namespace ReactionPlans.Flow.Replay;

/// <summary>How much a day differs from an ordinary one: winter darkness, the autumn holiday (week 42), Christmas, and the week's own rhythm.</summary>
internal static class Season
{
    private static readonly int[] PercentByMonth = [130, 120, 100, 85, 75, 70, 85, 80, 85, 105, 135, 135];

    /// <summary>Sunday first, as <see cref="DayOfWeek"/> counts.</summary>
    private static readonly int[] PercentByWeekday = [70, 95, 95, 95, 100, 125, 120];

    /// <summary>Share of an ordinary day's burglaries: 1.0 is ordinary.</summary>
    public static double WeightOf(DateOnly day) =>
        PercentByMonth[day.Month - 1] / 100.0 * PercentByWeekday[(int)day.DayOfWeek] / 100.0
        * (IsChristmas(day) ? 1.8 : IsAutumnHoliday(day) ? 1.6 : 1.0);

    /// <summary>Homes stand empty for days, so burglaries are found late.</summary>
    public static bool IsHoliday(DateOnly day) => IsChristmas(day) || IsAutumnHoliday(day) || day.Month == 7;

    private static bool IsChristmas(DateOnly day) => day is { Month: 12, Day: >= 22 } or { Month: 1, Day: 1 };

    private static bool IsAutumnHoliday(DateOnly day) => ISOWeek.GetWeekOfYear(day.ToDateTime(TimeOnly.MinValue)) == 42;
}
