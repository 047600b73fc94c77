using System.Globalization;

namespace ReactionPlans.Rules.Time;

/// <summary>Weeks as Danes count them (ISO 8601): from Monday to Sunday.</summary>
public static class Weeks
{
    /// <summary>The Monday of the week that a day lies in.</summary>
    public static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    /// <summary>The week's number, 1 to 53.</summary>
    public static int NumberOf(DateOnly day) => ISOWeek.GetWeekOfYear(day.ToDateTime(TimeOnly.MinValue));
}
