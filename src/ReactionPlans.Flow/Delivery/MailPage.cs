using System.Text;
using MimeKit;

namespace ReactionPlans.Flow.Delivery;

/// <summary>A message as a mail: plain text and HTML side by side, with what it brings for a calendar.</summary>
internal static class MailPage
{
    /// <returns>Null when the recipient's address is none.</returns>
    /// <param name="from">The address it comes from; answers go to the sender's contact where that is an address.</param>
    public static MimeMessage? Write(OutgoingMessage message, string from)
    {
        if (message.Recipient.Mail is not { } address || !MailboxAddress.TryParse(address, out var to))
            return null;

        var sender = MailboxAddress.Parse(from);
        var mail = new MimeMessage
        {
            // The same in every attempt, so that a mail brought twice is seen to be one.
            MessageId = MessageIdOf(message, sender),
            Subject = message.Text.Subject,
            Date = message.At,
            Body = Body(message),
        };
        mail.From.Add(new MailboxAddress(message.Sender.Name, sender.Address));
        mail.To.Add(new MailboxAddress(message.Recipient.Name, to.Address));
        if (message.Sender.Contact.Contains('@', StringComparison.Ordinal) && MailboxAddress.TryParse(message.Sender.Contact, out var contact))
            mail.ReplyTo.Add(contact);
        mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        if (message.StopUrl is { } stop)
        {
            // RFC 8058: the mail program's own button posts there, without a visit and without a question.
            mail.Headers.Add(HeaderId.ListUnsubscribe, $"<{stop}>");
            mail.Headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
        }

        return mail;
    }

    public static string MessageIdOf(OutgoingMessage message, MailboxAddress from) => $"{message.DeliveryId:N}@{from.Domain}";

    private static MimeEntity Body(OutgoingMessage message)
    {
        var title = System.Net.WebUtility.HtmlEncode(message.Text.Subject);
        var body = new BodyBuilder
        {
            TextBody = message.Text.Text,
            HtmlBody = $"<!DOCTYPE html><html lang=\"da\"><head><meta charset=\"utf-8\"><title>{title}</title></head><body>{message.Text.Html}</body></html>",
        };
        if (message.Invitation is not { } invitation)
            return body.ToMessageBody();

        // Calendars take it up only as one of the shapes of the text, the last, with its method on the part.
        var calendar = new TextPart("calendar") { ContentTransferEncoding = ContentEncoding.Base64 };
        calendar.SetText(Encoding.UTF8, invitation.Calendar);
        calendar.ContentType.Parameters.Add("method", invitation.Method);
        calendar.ContentType.Name = invitation.FileName;
        return new MultipartAlternative(new TextPart("plain") { Text = body.TextBody }, new TextPart("html") { Text = body.HtmlBody }, calendar);
    }
}
