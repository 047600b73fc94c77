using System.Text;
using ReactionPlans.Rules.Texts;

namespace ReactionPlans.Flow.Delivery;

/// <summary>A letter to a resident as a message of Digital Post: from the municipality, as a page and as plain text.</summary>
public static class DigitalPostLetter
{
    private const string Language = "da";

    public static MemoMessage Of(OutgoingMessage message, string recipientNumber, DigitalPostOptions options) => new(
        message.DeliveryId, message.Text.Subject, SenderOf(message.Sender, options), RecipientOf(message.Recipient.NumberType!, recipientNumber), message.At,
        [
            new("text/html", "brev.html", Language, Encoding.UTF8.GetBytes(LetterPage.Write(message))),
            new("text/plain", "brev.txt", Language, Encoding.UTF8.GetBytes($"{message.Text.Subject}\n\n{message.Text.Text}")),
        ]);

    /// <summary>The same as a NemSMS: what it is about, and the page to read on.</summary>
    public static MemoMessage NemSmsOf(OutgoingMessage message, string recipientNumber, DigitalPostOptions options) => new(
        message.DeliveryId, message.Text.Subject, SenderOf(message.Sender, options), RecipientOf(message.Recipient.NumberType!, recipientNumber), message.At, [])
    {
        NemSms = SmsText.NemSms(message.Sender.Name, message.Text.Subject, message.Text.PublicPage, message.Sender.PolicePhone),
    };

    /// <summary>By the municipality's CVR number; by its code where nobody has said the number, for a program that knows it to put in.</summary>
    private static MemoParty SenderOf(MessageSender sender, DigitalPostOptions options) => options.SenderCvr.TryGetValue(sender.MunicipalityCode, out var cvr)
        ? new MemoParty("CVR", cvr, sender.Name)
        : new MemoParty("KOMMUNEKODE", sender.MunicipalityCode, sender.Name);

    private static MemoParty RecipientOf(string numberType, string number) => new(numberType.ToUpperInvariant(), number, null);
}
