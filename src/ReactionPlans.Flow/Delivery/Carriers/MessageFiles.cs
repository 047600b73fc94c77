namespace ReactionPlans.Flow.Delivery;

/// <summary>Writes a message as its channel takes it: MeMo for Digital Post and NemSMS, a remote-print order for paper, a mail with its headers, JSON for telephones. The recipient's number is decrypted here and nowhere else.</summary>
public sealed class MessageFiles(CarrierOptions options, DecryptRecipient decrypt)
{
    /// <summary>Null: the recipient has no address of the kind that the channel asks for.</summary>
    public byte[]? Write(OutgoingMessage message)
    {
        if (message.Channel == "mail")
        {
            using var mail = MailPage.Write(message, options.Smtp.From);
            using var bytes = new MemoryStream();
            mail?.WriteTo(bytes);
            return mail is null ? null : bytes.ToArray();
        }

        if (message.Channel is "sms" or "push")
            return ShortMessage.Write(message);

        if (message.Recipient.EncryptedNumber is not { } encrypted)
            return null;
        var number = decrypt(encrypted);
        return message.Channel switch
        {
            "digital-post" => Memo11.Write(DigitalPostLetter.Of(message, number, options.DigitalPost)),
            "nemsms" => Memo11.Write(DigitalPostLetter.NemSmsOf(message, number, options.DigitalPost)),
            _ => PaperLetter.Write(message, number, options.Print),
        };
    }

    /// <summary>A name for it: the same in every attempt.</summary>
    public static string NameOf(OutgoingMessage message) => message.DeliveryId + message.Channel switch
    {
        "mail" => ".eml",
        "sms" or "push" => ".json",
        _ => ".xml",
    };
}
