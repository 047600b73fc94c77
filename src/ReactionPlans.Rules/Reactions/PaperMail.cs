using ReactionPlans.Rules.Time;

namespace ReactionPlans.Rules.Reactions;

/// <summary>How long a letter on paper takes, as agreed with the provider who prints it.</summary>
/// <param name="Weekdays">Days from the provider's taking it to the letter box, at least 1: Monday to Friday, no public holidays.</param>
/// <param name="CutOff">The Danish time of day from which a letter waits for the provider's next weekday; null: what is handed over counts as taken, at whatever hour and day.</param>
public sealed record PaperMail(int Weekdays, TimeOnly? CutOff)
{
    public const int UsualWeekdays = 5;

    public static readonly PaperMail Usual = new(UsualWeekdays, null);

    /// <summary>The start of the Danish day on which a letter handed over at <paramref name="accepted"/> is expected, and from which its reader counts as informed.</summary>
    public DateTimeOffset ExpectedDelivery(DateTimeOffset accepted)
    {
        var day = DanishTime.DayOf(accepted);
        if (CutOff is { } cutOff && (!IsWeekday(day) || DanishTime.TimeOf(accepted) >= cutOff))
            day = NextWeekday(day);
        for (var left = Weekdays; left > 0; left--)
            day = NextWeekday(day);
        return DanishTime.StartOf(day);
    }

    private static DateOnly NextWeekday(DateOnly day)
    {
        do
            day = day.AddDays(1);
        while (!IsWeekday(day));
        return day;
    }

    private static bool IsWeekday(DateOnly day) => day.DayOfWeek != DayOfWeek.Saturday && !DanishHolidays.IsDayOfRest(day);
}
