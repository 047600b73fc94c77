using System.Globalization;
using System.Xml.Linq;

namespace ReactionPlans.Flow.Delivery;

/// <summary>A partnership's alerts, read in one transaction.</summary>
/// <param name="Since">When the feed last changed while it has no alert: the agreement in force began to hold.</param>
public sealed record AlertBook(string PartnershipId, string PartnershipName, DateTimeOffset Since, IReadOnlyList<AlertFacts> Alerts);

/// <summary>Writes alerts as an Atom feed (RFC 4287) with each alert whole in its entry, the newest message first. The same alerts always give the same text.</summary>
public static class CapFeed
{
    public const string ContentType = "application/atom+xml";

    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    /// <param name="self">The feed's own path.</param>
    /// <param name="pathOf">The path of one plan's alert.</param>
    public static XElement Write(AlertBook book, string self, Func<Guid, string> pathOf, bool isExercise)
    {
        var newestFirst = book.Alerts.OrderByDescending(alert => alert.Messages[^1].SentAt).ThenBy(alert => alert.ActivationId).ToList();
        return new XElement(Atom + "feed",
            new XElement(Atom + "id", $"urn:reactionplans:alerts:{book.PartnershipId}"),
            new XElement(Atom + "title", $"Varsler: {book.PartnershipName}"),
            new XElement(Atom + "updated", Instant(newestFirst.Count == 0 ? book.Since : newestFirst[0].Messages[^1].SentAt)),
            new XElement(Atom + "author", new XElement(Atom + "name", book.PartnershipName)),
            new XElement(Atom + "link", new XAttribute("rel", "self"), new XAttribute("type", ContentType), new XAttribute("href", self)),
            newestFirst.Select(alert => new XElement(Atom + "entry",
                new XElement(Atom + "id", $"urn:reactionplans:alert:{alert.Messages[^1].Identifier}"),
                new XElement(Atom + "title", CapAlert.HeadlineOf(alert, isExercise)),
                new XElement(Atom + "updated", Instant(alert.Messages[^1].SentAt)),
                new XElement(Atom + "link", new XAttribute("rel", "alternate"), new XAttribute("type", CapAlert.ContentType), new XAttribute("href", pathOf(alert.ActivationId))),
                new XElement(Atom + "content", new XAttribute("type", CapAlert.ContentType), CapAlert.Write(alert, isExercise)))));
    }

    private static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
