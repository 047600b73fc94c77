using System.Net;

namespace ReactionPlans.Flow.Delivery;

/// <summary>A letter as one HTML page. Who it is for stands on the message round it.</summary>
internal static class LetterPage
{
    public static string Write(OutgoingMessage message)
    {
        var subject = WebUtility.HtmlEncode(message.Text.Subject);
        var logo = message.Sender.Logo is { } picture ? $"<img class=\"logo\" src=\"{picture.Address}\" alt=\"{WebUtility.HtmlEncode(picture.AltText)}\">\n" : "";
        return $"""
            <!DOCTYPE html>
            <html lang="da">
            <head>
            <meta charset="utf-8">
            <title>{subject}</title>
            <style>
            body {"{"} font: 12pt/1.5 Georgia, serif; max-width: 38em; margin: 3em auto; padding: 0 1em; color: #1a1a1a; {"}"}
            h1 {"{"} font-size: 1.4em; line-height: 1.25; {"}"}
            .logo {"{"} display: block; max-height: 5em; max-width: 100%; {"}"}
            </style>
            </head>
            <body>
            {logo}<p>{WebUtility.HtmlEncode(message.Sender.Name)}</p>
            <h1>{subject}</h1>
            {message.Text.Html}
            </body>
            </html>

            """.ReplaceLineEndings("\n");
    }
}
