using System.Globalization;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules.Plans;

namespace ReactionPlans.Flow.Delivery;

/// <summary>A visit as calendars know it.</summary>
/// <param name="Id">The same however often the visit is moved.</param>
/// <param name="Sequence">Grows with each change; the higher one holds.</param>
/// <param name="ChangedAt">When it came to stand like this, not when it is written: the same visit always gives the same text.</param>
/// <param name="StartsAt">Where it is called off: when it was to be.</param>
public sealed record VisitEvent(Guid Id, int Sequence, DateTimeOffset ChangedAt, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Title, string? Site, string? Station, bool IsCancelled)
{
    /// <param name="calledOff">For whom it is no more; it can still stand for others.</param>
    public static VisitEvent Of(VisitRevisionRow row, bool calledOff, string title) => new(
        StableId.Of(string.Create(CultureInfo.InvariantCulture, $"{row.ActivationId}/{row.StepId}/visit/{row.VisitNumber}")), row.Revision, row.ChangedAt,
        (calledOff ? row.LeftStartsAt : row.StartsAt)!.Value, (calledOff ? row.LeftEndsAt : row.EndsAt)!.Value,
        TitleOf(title, row.VisitNumber), calledOff ? row.LeftSite : row.Site, calledOff ? row.LeftStation : row.Station, calledOff);

    public static string TitleOf(string title, int number) => string.Create(CultureInfo.InvariantCulture, $"{title} (besøg {number})");
}
