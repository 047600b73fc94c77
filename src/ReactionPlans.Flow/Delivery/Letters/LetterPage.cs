using System.Globalization;
using System.Net;

namespace ReactionPlans.Flow.Delivery;

/// <summary>A letter as one HTML page.</summary>
internal static class LetterPage
{
    /// <summary>For Digital Post: the page alone; who it is for stands on the message round it.</summary>
    public static string Write(OutgoingMessage message) => Page(message, "");

    /// <summary>For a printing machine, which finds in the head what to do with it.</summary>
    /// <param name="recipientNumber">Stands in the head, and nowhere else.</param>
    public static string Write(OutgoingMessage message, string recipientNumber)
    {
        var month = message.FiredMonth.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        return Page(message, $"""
            <meta name="delivery" content="{message.DeliveryId}">
            <meta name="delivery-month" content="{month}">
            <meta name="channel" content="{WebUtility.HtmlEncode(message.Channel)}">
            <meta name="recipient-type" content="{WebUtility.HtmlEncode(message.Recipient.NumberType)}">
            <meta name="recipient" content="{WebUtility.HtmlEncode(recipientNumber)}">

            """);
    }

    private static string Page(OutgoingMessage message, string head)
    {
        var subject = WebUtility.HtmlEncode(message.Text.Subject);
        return $"""
            <!DOCTYPE html>
            <html lang="da">
            <head>
            <meta charset="utf-8">
            {head}<title>{subject}</title>
            <style>
            body {"{"} font: 12pt/1.5 Georgia, serif; max-width: 38em; margin: 3em auto; padding: 0 1em; color: #1a1a1a; {"}"}
            h1 {"{"} font-size: 1.4em; line-height: 1.25; {"}"}
            </style>
            </head>
            <body>
            <p>{WebUtility.HtmlEncode(message.Sender.Name)}</p>
            <h1>{subject}</h1>
            {message.Text.Html}
            </body>
            </html>

            """.ReplaceLineEndings("\n");
    }
}
