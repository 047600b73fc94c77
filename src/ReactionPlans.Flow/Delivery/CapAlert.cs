using System.Globalization;
using System.Xml.Linq;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules.Geography;
using ReactionPlans.Rules.Plans;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Delivery;

/// <summary>Writes a plan as an alert of the Common Alerting Protocol 1.2 (OASIS, 2010) that other programs show and pass on. The same facts always give the same text.</summary>
/// <remarks>
/// One message holds at a time: the Alert when the plan began, an Update each time it changed, and at the end a Cancel. At the agreed maximum with the
/// number still high the end is an Update: nothing is over that a Cancel could call off, and it must not read as an all-clear. A later message refers
/// to all before it, so whoever missed one drops them all.
/// <para>While the number is high: urgency Future, because locking a door can wait until the evening, and Expected means within the hour; severity Moderate, a
/// possible threat to property, because few homes are ever hit; certainty Observed, because the reports have been made. When it has fallen: Past and
/// Minor, and it was observed. When people stopped the plan: Past, and otherwise Unknown, because a stop says nothing of the number.</para>
/// <para>A plan that started by the calendar: Minor and Possible, because nothing was observed; its end says nothing of the number either, and is no all-clear.</para>
/// </remarks>
public static class CapAlert
{
    public const string ContentType = "application/cap+xml";

    /// <summary>Corners of a ring at the most: what receivers draw on a map, not what reports are placed by.</summary>
    public const int MostCorners = 200;

    private static readonly XNamespace Cap = "urn:oasis:names:tc:emergency:cap:1.2";

    /// <param name="isExercise">Marks it so that no receiver takes it for real.</param>
    public static XElement Write(AlertFacts facts, bool isExercise)
    {
        var messages = facts.Messages;
        var (words, weight) = (CapWords.Of(facts), WeightOf(facts));
        return new XElement(Cap + "alert",
            Said("identifier", messages[^1].Identifier),
            Said("sender", SenderOf(facts)),
            Said("sent", Instant(messages[^1].SentAt)),
            Said("status", isExercise ? "Exercise" : "Actual"),
            Said("msgType", messages.Count == 1 ? "Alert" : facts.EndedAt is null || IsStillHigh(facts) ? "Update" : "Cancel"),
            Said("scope", "Public"),
            isExercise ? Said("note", ExerciseMark.Sentence) : null,
            messages.Count == 1 ? null : Said("references", string.Join(' ', messages.SkipLast(1).Select(earlier => $"{SenderOf(facts)},{earlier.Identifier},{Instant(earlier.SentAt)}"))),
            new XElement(Cap + "info",
                Said("language", "da-DK"),
                Said("category", "Security"),
                Said("event", words.Event),
                Said("responseType", weight.Response),
                Said("urgency", weight.Urgency),
                Said("severity", weight.Severity),
                Said("certainty", weight.Certainty),
                Said("effective", Instant(messages[^1].SentAt)),
                Said("expires", Instant(facts.ExpiresAt)),
                Said("senderName", facts.Sender.Name),
                Said("headline", HeadlineOf(facts, isExercise)),
                Said("description", (isExercise ? $"{ExerciseMark.Sentence} " : "") + words.Description),
                Said("instruction", words.Instruction),
                Said("contact", facts.Sender.Contact),
                facts.Areas.Select(Drawn)));
    }

    internal static string HeadlineOf(AlertFacts facts, bool isExercise) => (isExercise ? "Øvelse: " : "") + CapWords.Of(facts).Headline;

    private sealed record Weight(string Response, string Urgency, string Severity, string Certainty);

    private static Weight WeightOf(AlertFacts facts) => facts switch
    {
        { EndedAt: null, Season: not null } => new("Prepare", "Future", "Minor", "Possible"),
        { EndReason: "stopped" or PlanEnd.SeasonOver or PlanEnd.Overtaken } => new("None", "Past", "Unknown", "Unknown"),
        { EndedAt: null } or { EndReason: "maximum" } => new("Prepare", "Future", "Moderate", "Observed"),
        _ => new("AllClear", "Past", "Minor", "Observed"),
    };

    private static bool IsStillHigh(AlertFacts facts) => facts.EndReason == "maximum";

    /// <summary>A sender may hold neither spaces, commas nor what XML would write another way: receivers compare it letter by letter.</summary>
    private static string SenderOf(AlertFacts facts) =>
        facts.Sender.Contact.Contains('@', StringComparison.Ordinal) && facts.Sender.Contact.AsSpan().IndexOfAny(" ,<&\t") < 0
            ? facts.Sender.Contact
            : $"{facts.PartnershipId}@reactionplans";

    private static XElement Drawn(AlertArea area) => new(Cap + "area",
        Said("areaDesc", $"{area.Code} {area.Name}"),
        area.Rings.Select(ring => Said("polygon", string.Join(' ', ring.Select(Pair)))),
        new XElement(Cap + "geocode", Said("valueName", area.Level), Said("value", area.Code)));

    private static string Pair(Corner corner) => string.Create(CultureInfo.InvariantCulture, $"{corner.Latitude:0.#####},{corner.Longitude:0.#####}");

    private static XElement Said(string name, string text) => new(Cap + name, text);

    /// <summary>Whole seconds on the Danish clock, with its distance from UTC: the protocol forbids the letter Z.</summary>
    private static string Instant(DateTimeOffset instant) =>
        TimeZoneInfo.ConvertTime(instant, DanishTime.Zone).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
