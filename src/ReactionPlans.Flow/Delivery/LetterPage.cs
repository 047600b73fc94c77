using System.Globalization;
using System.Net;

namespace ReactionPlans.Flow.Delivery;

/// <summary>A letter as one HTML page, for Digital Post and for print alike.</summary>
internal static class LetterPage
{
    /// <param name="recipientNumber">Stands in the head for the machine that passes the letter on, and nowhere else.</param>
    public static string Write(OutgoingMessage message, string recipientNumber)
    {
        var subject = WebUtility.HtmlEncode(message.Text.Subject);
        var month = message.FiredMonth.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        return $"""
            <!DOCTYPE html>
            <html lang="da">
            <head>
            <meta charset="utf-8">
            <meta name="delivery" content="{message.DeliveryId}">
            <meta name="delivery-month" content="{month}">
            <meta name="channel" content="{WebUtility.HtmlEncode(message.Channel)}">
            <meta name="recipient-type" content="{WebUtility.HtmlEncode(message.Recipient.NumberType)}">
            <meta name="recipient" content="{WebUtility.HtmlEncode(recipientNumber)}">
            <title>{subject}</title>
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
