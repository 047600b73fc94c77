using System.Globalization;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules.Plans;

namespace ReactionPlans.Flow.Delivery;

/// <summary>Writes visits as a calendar (RFC 5545) that other programs read.</summary>
public static class StationCalendar
{
    /// <summary>Scheduled visits become events; unplaced ones have no time and are left out. The same visits always give the same text.</summary>
    /// <remarks>UID stays the same when a visit is written again, so a calendar replaces it and shows no second one. SEQUENCE
    /// counts how often a visit has been moved, and the higher one holds.</remarks>
    /// <param name="title">What each visit is called before its number.</param>
    public static string Write(IReadOnlyList<VisitRow> visits, string title, string organiser)
    {
        var calendar = new Ical.Net.Calendar { Method = "PUBLISH", ProductId = "-//ReactionPlans//Mobil politistation//DA" };
        foreach (var visit in visits)
        {
            if (visit is not { State: "Scheduled", StartsAt: { } starts, EndsAt: { } ends })
                continue;

            calendar.Events.Add(new CalendarEvent
            {
                Uid = UidOf(visit),
                Sequence = visit.Revision,
                DtStamp = Utc(visit.PlannedAt),
                Start = Utc(starts),
                End = Utc(ends),
                Summary = string.Create(CultureInfo.InvariantCulture, $"{title} (besøg {visit.VisitNumber})"),
                Location = visit.Site,
                Description = $"{visit.Station}. Aftalt af {organiser}.",
            });
        }

        return new CalendarSerializer().SerializeToString(calendar) ?? throw new InvalidOperationException("The calendar could not be written.");
    }

    private static string UidOf(VisitRow visit) =>
        $"{StableId.Of(string.Create(CultureInfo.InvariantCulture, $"{visit.ActivationId}/{visit.StepId}/visit/{visit.VisitNumber}"))}@reactionplans";

    private static CalDateTime Utc(DateTimeOffset instant) => new(instant.UtcDateTime, CalDateTime.UtcTzId);
}
