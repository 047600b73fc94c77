namespace ReactionPlans.Rules.Evaluation;

/// <summary>The year of an agreement that is being followed, and the year before the agreement that it is held against, over the same days.</summary>
/// <remarks>Held against the year before the agreement and not against last year: the goal was agreed on what was then.</remarks>
/// <param name="From">First day of the agreement's own year: an anniversary of its first day.</param>
/// <param name="Before">The day that is not over yet; <paramref name="From"/> lies before it.</param>
/// <param name="BaselineFrom">First day of the year before the agreement.</param>
public sealed record GoalYear(DateOnly From, DateOnly Before, DateOnly BaselineFrom)
{
    /// <summary>Days of the year that are over; 1 to 366.</summary>
    public int Days => Before.DayNumber - From.DayNumber;

    /// <summary>The first day after the same days of the year before the agreement; the whole of that year at the most.</summary>
    public DateOnly BaselineBefore => BaselineFrom.AddDays(Days) is var end && end < BaselineEnd ? end : BaselineEnd;

    /// <summary>The agreement's first day: the end of the year before it.</summary>
    public DateOnly BaselineEnd => BaselineFrom.AddYears(1);

    /// <param name="start">First day of the partnership's first agreement.</param>
    /// <param name="today">A Danish day, not over.</param>
    /// <returns>Null: no day of it is over.</returns>
    public static GoalYear? Of(DateOnly start, DateOnly today)
    {
        if (today <= start)
            return null;
        var years = today.Year - start.Year;
        while (start.AddYears(years) >= today)
            years--;
        return new GoalYear(start.AddYears(years), today, start.AddYears(-1));
    }
}
