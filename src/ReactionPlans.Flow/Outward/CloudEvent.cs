using System.Globalization;
using System.Text.Json.Nodes;

namespace ReactionPlans.Flow.Outward;

/// <summary>Writes an event as others' programs read it: CloudEvents 1.0 in JSON. The same event always gives the same text.</summary>
public static class CloudEvent
{
    public const string ContentType = "application/cloudevents+json";

    /// <param name="isExercise">Whether the event is of a database made for exercises: nothing of it is real.</param>
    public static JsonObject Write(OutwardEvent told, bool isExercise)
    {
        var written = new JsonObject
        {
            ["specversion"] = "1.0",
            ["id"] = told.Id.ToString(),
            ["source"] = $"urn:reactionplans:{told.PartnershipId}",
            ["type"] = $"reactionplans.{told.Type}",
            ["subject"] = told.Subject.ToString(),
            ["time"] = told.OccurredAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            // The extension that CloudEvents documents for order: compared as text, so every number has as many digits.
            ["sequence"] = told.Number.ToString("D10", CultureInfo.InvariantCulture),
            ["datacontenttype"] = "application/json",
            ["data"] = JsonNode.Parse(told.Data),
        };
        if (isExercise)
            written["exercise"] = true;
        return written;
    }
}
