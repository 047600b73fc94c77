using System.Globalization;
using System.Xml;

namespace ReactionPlans.Flow.Delivery;

/// <summary>Writes MeMo 1.1, the message format of Digital Post (Digitaliseringsstyrelsen, MeMo_core.xsd 1.1.0): elements in the schema's order, instants in UTC.</summary>
public static class Memo11
{
    private const string Namespace = "https://DigitalPost.dk/MeMo-1";

    /// <summary>A label's most characters.</summary>
    public const int MostLabel = 256;

    public static byte[] Write(MemoMessage message) => LetterXml.Write(xml =>
    {
        xml.WriteStartElement("memo", "Message", Namespace);
        xml.WriteAttributeString("memoVersion", "1.1");
        xml.WriteAttributeString("memoSchVersion", "1.1.0");
        WriteHeader(xml, message);
        if (message.NemSms is null)
            WriteBody(xml, message);
        xml.WriteEndElement();
    });

    private static void WriteHeader(XmlWriter xml, MemoMessage message)
    {
        Start(xml, "MessageHeader");
        Write(xml, "messageType", message.NemSms is null ? "DIGITALPOST" : "NEMSMS");
        Write(xml, "messageUUID", message.MessageUuid.ToString());
        Write(xml, "messageID", message.DeliveryId.ToString());
        Write(xml, "label", Shortened(message.Label));
        if (message.NemSms is { } text)
            Write(xml, "notification", text);
        // The municipality informs: nobody must read it in time, and it decides nothing.
        Write(xml, "mandatory", "false");
        Write(xml, "legalNotification", "false");
        Start(xml, "Sender");
        Write(xml, "senderID", message.Sender.Id);
        Write(xml, "idType", message.Sender.IdType);
        Write(xml, "label", Shortened(message.Sender.Label ?? ""));
        xml.WriteEndElement();
        Start(xml, "Recipient");
        Write(xml, "recipientID", message.Recipient.Id);
        Write(xml, "idType", message.Recipient.IdType);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteBody(XmlWriter xml, MemoMessage message)
    {
        Start(xml, "MessageBody");
        Write(xml, "createdDateTime", message.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        Start(xml, "MainDocument");
        foreach (var file in message.Files)
        {
            Start(xml, "File");
            Write(xml, "encodingFormat", file.MediaType);
            Write(xml, "filename", file.Name);
            Write(xml, "language", file.Language);
            xml.WriteDocument("content", Namespace, file.Content);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Start(XmlWriter xml, string name) => xml.WriteStartElement(name, Namespace);

    private static void Write(XmlWriter xml, string name, string value) => xml.WriteElementString(name, Namespace, value);

    /// <summary>Whole characters, as a reader counts them, and a sign that something is left out.</summary>
    private static string Shortened(string label)
    {
        if (label.Length <= MostLabel)
            return label;
        var end = StringInfo.ParseCombiningCharacters(label).Last(start => start < MostLabel);
        return label[..end] + "…";
    }
}
