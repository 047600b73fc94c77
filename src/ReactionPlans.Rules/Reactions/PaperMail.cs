using ReactionPlans.Rules.Time;

namespace ReactionPlans.Rules.Reactions;

/// <summary>When a letter on paper may be counted as read.</summary>
public static class PaperMail
{
    /// <summary>Weekdays (Monday to Friday) from hand-over to the letter box.</summary>
    public const int Weekdays = 5;

    /// <summary>The start of the Danish day on which a letter handed over at <paramref name="accepted"/> is expected.</summary>
    /// <remarks>Public holidays are not known here: around them the expectation is a day or two early.</remarks>
    public static DateTimeOffset ExpectedDelivery(DateTimeOffset accepted)
    {
        var day = DanishTime.DayOf(accepted);
        for (var left = Weekdays; left > 0;)
        {
            day = day.AddDays(1);
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                left--;
        }

        return DanishTime.StartOf(day);
    }
}
