using System.Text.RegularExpressions;
using MimeKit;
using ReactionPlans.Rules.Reactions;

namespace ReactionPlans.Flow.Delivery;

/// <summary>Reads what mail servers say of a mail after they have taken it (RFC 3464): that it came back, or that it lies in the recipient's mailbox.</summary>
internal static partial class ReturnedMail
{
    /// <summary>What the report means for the mail that it is about; null: the mail is no such report, names no mail of ours, or tells of nothing that is settled yet.</summary>
    /// <param name="channel">The channel that mails are brought by.</param>
    /// <param name="now">For a report without a date.</param>
    public static Receipt? Read(MimeMessage mail, string channel, DateTimeOffset now)
    {
        if (mail.Body is not MultipartReport { ReportType: { } kind } report || !kind.Equals("delivery-status", StringComparison.OrdinalIgnoreCase))
            return null;
        if (report.OfType<MessageDeliveryStatus>().FirstOrDefault() is not { StatusGroups.Count: > 1 } status || MessageIdIn(report) is not { } id)
            return null;

        // Each of our mails has one recipient; the first group is about the mail, the others about a recipient each.
        var about = status.StatusGroups[1];
        var at = mail.Date == DateTimeOffset.MinValue ? now : mail.Date;
        return about["Action"]?.Trim().ToLowerInvariant() switch
        {
            "failed" => new Receipt(id, channel, nameof(ReceiptKind.Returned).ToLowerInvariant(), at, ReasonOf(about["Status"])),
            "delivered" => new Receipt(id, channel, nameof(ReceiptKind.Delivered).ToLowerInvariant(), at, null),
            _ => null, // delayed: it is still tried; relayed, expanded: nobody knows
        };
    }

    /// <summary>The delivery that the report's copy of the mail, or of its head, is of (<see cref="MailPage.MessageIdOf"/>).</summary>
    private static Guid? MessageIdIn(MultipartReport report)
    {
        var id = report.OfType<MessagePart>().Select(part => part.Message?.MessageId).FirstOrDefault(found => found is not null)
            ?? report.OfType<TextPart>().Where(part => part.ContentType.IsMimeType("text", "rfc822-headers")).Select(part => HeadOf(part)).FirstOrDefault(found => found is not null);
        return Guid.TryParseExact(id?.Split('@')[0], "N", out var delivery) ? delivery : null;
    }

    private static string? HeadOf(TextPart part)
    {
        using var bytes = new MemoryStream();
        part.Content?.DecodeTo(bytes);
        bytes.Position = 0;
        return HeaderList.Load(bytes)[HeaderId.MessageId]?.Trim('<', '>', ' ');
    }

    /// <summary>The enhanced status code (RFC 3463): what it says of the address in our words, any other as the code itself.</summary>
    private static string? ReasonOf(string? status)
    {
        var code = StatusCode().Match(status ?? "");
        return !code.Success ? null : (code.Groups["subject"].Value, code.Groups["detail"].Value) switch
        {
            ("1", _) => "unknown-recipient",
            ("2", "1") => "mailbox-closed",
            _ => $"smtp-{code.Value.Replace('.', '-')}",
        };
    }

    [GeneratedRegex(@"\b[245]\.(?<subject>\d{1,3})\.(?<detail>\d{1,3})\b", RegexOptions.CultureInvariant)]
    private static partial Regex StatusCode();
}
