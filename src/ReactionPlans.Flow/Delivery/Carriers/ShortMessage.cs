using System.Text.Encodings.Web;
using System.Text.Json;
using ReactionPlans.Rules.Reactions;
using ReactionPlans.Rules.Texts;

namespace ReactionPlans.Flow.Delivery;

/// <summary>A message to a telephone, as gateways for texts and push take it: few words, the page to read on, and the way to get no more.</summary>
internal static class ShortMessage
{
    /// <summary>Readable as it stands: no page shows it, so nothing in it need be escaped for one.</summary>
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private sealed record Body(Guid Id, string Channel, string To, string Sender, string Title, string Text, int? Parts, string Link, string Stop);

    /// <summary>Null: the recipient has no address of the channel, or it is none.</summary>
    public static byte[]? Write(OutgoingMessage message)
    {
        var (recipient, text) = (message.Recipient, message.Text);
        var to = message.Channel == "sms" ? recipient.Mobile is { } mobile ? MobileNumber.Read(mobile) : null : recipient.Push;
        if (to is null || text.PublicPage is not { } page || message.StopUrl is not { } stop)
            return null;
        var isText = message.Channel == "sms";
        var words = isText ? SmsText.Of(message.Sender.Name, text.Subject, page, message.Sender.PolicePhone, stop) : SmsText.OfPush(text.Subject, message.Sender.PolicePhone);
        return JsonSerializer.SerializeToUtf8Bytes(
            new Body(message.DeliveryId, message.Channel, to, message.Sender.Name, text.Subject, words, isText ? SmsText.Parts(words) : null, page, stop), Json);
    }
}
