namespace ReactionPlans.Rules.Agreements;

public enum ReviewStanding
{
    /// <summary>Its review is not due, or none was promised.</summary>
    Current,

    /// <summary>The review is overdue: the parties are told, and everything still happens as agreed.</summary>
    Overdue,

    /// <summary>So long overdue that it only advises: spikes are judged and shown, and nothing is asked or sent by itself.</summary>
    OnlyAdvises,
}

/// <summary>What becomes of an agreement that nobody has looked at again as promised. Pure.</summary>
public static class AgreementReview
{
    /// <summary>Grace where the agreement names none, in days.</summary>
    public const int UsualGraceDays = 60;

    /// <param name="day">The Danish day that is asked about. <see cref="Agreement.ReviewBy"/> itself is still in time, and so is the last day of grace.</param>
    public static ReviewStanding Of(Agreement agreement, DateOnly day) =>
        agreement.ReviewBy is not { } due || day <= due ? ReviewStanding.Current
        : day <= LastDayOfGrace(due, agreement.ReviewGraceDays) ? ReviewStanding.Overdue
        : ReviewStanding.OnlyAdvises;

    public static DateOnly LastDayOfGrace(DateOnly reviewBy, int graceDays) => reviewBy.AddDays(graceDays);

    /// <summary>The level at which a criterion acts on the day: one that only advises watches.</summary>
    public static CriterionLevel LevelOn(Agreement agreement, Criterion criterion, DateOnly day) =>
        Of(agreement, day) == ReviewStanding.OnlyAdvises ? CriterionLevel.Watch : criterion.Level;
}
