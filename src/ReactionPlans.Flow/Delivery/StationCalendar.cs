using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace ReactionPlans.Flow.Delivery;

/// <summary>Writes visits as calendars (RFC 5545) that other programs read. All times are UTC, so no time zone need be told.</summary>
public static class StationCalendar
{
    public const string MediaType = "text/calendar";

    /// <summary>Ends the UID of each visit, by which our own are known when they come back in somebody's calendar.</summary>
    public const string UidEnd = "@reactionplans";

    private const string Product = "-//ReactionPlans//Mobil politistation//DA";

    /// <summary>How often a calendar need look, as the feed proposes (RFC 7986).</summary>
    private const string LookEvery = "PT1H";

    /// <summary>A calendar to subscribe to.</summary>
    public static string Publish(string name, IEnumerable<VisitEvent> visits)
    {
        var calendar = new Ical.Net.Calendar { Method = "PUBLISH", ProductId = Product };
        calendar.AddProperty("X-WR-CALNAME", name);
        calendar.AddProperty("X-PUBLISHED-TTL", LookEvery);
        var refresh = new Ical.Net.CalendarProperty("REFRESH-INTERVAL", LookEvery);
        refresh.AddParameter("VALUE", "DURATION");
        calendar.Properties.Add(refresh);
        foreach (var visit in visits)
            calendar.Events.Add(EventOf(visit));
        return Text(calendar);
    }

    /// <summary>A mail's invitation of one person to one visit, or that it is called off (RFC 5546).</summary>
    /// <remarks>No answer is asked for: the visit is agreed, and nobody waits for a yes.</remarks>
    public static Invitation Invite(VisitEvent visit, (string Name, string Mail) organiser, (string Name, string Mail) attendee)
    {
        var method = visit.IsCancelled ? "CANCEL" : "REQUEST";
        var entry = EventOf(visit);
        entry.Organizer = new Organizer($"mailto:{organiser.Mail}") { CommonName = organiser.Name };
        entry.Attendees.Add(new Attendee($"mailto:{attendee.Mail}")
        {
            CommonName = attendee.Name,
            Role = "REQ-PARTICIPANT",
            ParticipationStatus = "NEEDS-ACTION",
            Rsvp = false,
        });
        var calendar = new Ical.Net.Calendar { Method = method, ProductId = Product };
        calendar.Events.Add(entry);
        return new Invitation("besoeg.ics", Text(calendar), method);
    }

    private static CalendarEvent EventOf(VisitEvent visit) => new()
    {
        Uid = visit.Id + UidEnd,
        Sequence = visit.Sequence,
        DtStamp = Utc(visit.ChangedAt),
        Start = Utc(visit.StartsAt),
        End = Utc(visit.EndsAt),
        Summary = visit.Title,
        Location = visit.Site,
        Description = visit.Station,
        Status = visit.IsCancelled ? "CANCELLED" : "CONFIRMED",
    };

    private static string Text(Ical.Net.Calendar calendar) =>
        new CalendarSerializer().SerializeToString(calendar) ?? throw new InvalidOperationException("The calendar could not be written.");

    private static CalDateTime Utc(DateTimeOffset instant) => new(instant.UtcDateTime, CalDateTime.UtcTzId);
}
