using ReactionPlans.Rules.Time;

namespace ReactionPlans.Rules.Reactions;

/// <summary>When a letter on paper may be counted as read.</summary>
public static class PaperMail
{
    /// <summary>Weekdays (Monday to Friday, no public holidays) from hand-over to the letter box.</summary>
    public const int Weekdays = 5;

    /// <summary>The start of the Danish day on which a letter handed over at <paramref name="accepted"/> is expected.</summary>
    public static DateTimeOffset ExpectedDelivery(DateTimeOffset accepted)
    {
        var day = DanishTime.DayOf(accepted);
        for (var left = Weekdays; left > 0;)
        {
            day = day.AddDays(1);
            if (day.DayOfWeek != DayOfWeek.Saturday && !DanishHolidays.IsDayOfRest(day))
                left--;
        }

        return DanishTime.StartOf(day);
    }
}
