using System.Globalization;
using System.Runtime.CompilerServices;
using System.Xml;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Delivery;

/// <summary>A letter on paper as an order to a remote-print provider (KOMBIT SF1601, ForsendelseI of the OIO schema fjernprint 1.0.0), with the PDF in it.</summary>
/// <remarks>The provider finds name and address by the number: neither is known here, so a protected address is nowhere to be leaked from.</remarks>
public static class PaperLetter
{
    private const string
        Print = "urn:oio:fjernprint:1.0.0",
        Post = "urn:oio:dkal:1.0.0",
        Numbers = "urn:oio:adir:dagpenge:2009.07.01",
        Document = "urn:oio:sagdok:3.0.0",
        Names = "http://rep.oio.dk/itst.dk/xml/schemas/2006/01/17/",
        AddressLines = "http://rep.oio.dk/ebxml/xml/schemas/dkcc/2005/05/19/",
        Countries = "http://rep.oio.dk/ebxml/xml/schemas/dkcc/2003/02/13/";

    /// <summary>Everybody in a step gets the same words, so their pages are laid out once and live as long as the words do.</summary>
    private static readonly ConditionalWeakTable<RenderedText, byte[]> Pages = [];

    public static byte[] Write(OutgoingMessage message, string recipientNumber, PrintOptions options) => LetterXml.Write(xml =>
    {
        xml.WriteStartElement("ForsendelseI", Print);
        xml.WriteElementString("AfsendelseIdentifikator", Print, message.DeliveryId.ToString());
        if (options.ShipmentType is { } type)
            xml.WriteElementString("ForsendelseTypeIdentifikator", Print, XmlConvert.ToString(type));
        WriteRecipient(xml, message.Recipient.NumberType!, recipientNumber);
        xml.WriteElementString("FilformatNavn", Post, "pdf");
        xml.WriteDocument("MeddelelseIndholdData", Post, Pages.GetValue(message.Text, text => LetterPdf.Write(text, message.Sender.Name, message.At, message.Sender.Logo)));
        xml.WriteStartElement("DokumentParametre", Print);
        xml.WriteElementString("TitelTekst", Document, message.Text.Subject);
        xml.WriteElementString("BrevDato", Document, DanishTime.DayOf(message.At).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        xml.WriteEndElement();
        xml.WriteEndElement();
    });

    private static void WriteRecipient(XmlWriter xml, string numberType, string number)
    {
        xml.WriteStartElement("ForsendelseModtager", Print);
        if (numberType is "cpr" or "cvr")
        {
            xml.WriteStartElement("AfsendelseModtager", Post);
            xml.WriteElementString(numberType == "cpr" ? "CPRnummerIdentifikator" : "CVRnummerIdentifikator", Numbers, number);
            xml.WriteEndElement();
        }
        else
        {
            // Somebody invented, of a demo or a test, who lives nowhere.
            xml.WriteStartElement("ModtagerAdresse", Print);
            xml.WriteElementString("PersonName", Names, number);
            xml.WriteElementString("PostalAddressFirstLineText", AddressLines, "Opdigtet modtager");
            xml.WriteStartElement("CountryIdentificationCode", Countries);
            xml.WriteAttributeString("scheme", "iso3166-alpha2");
            xml.WriteString("DK");
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }
}
