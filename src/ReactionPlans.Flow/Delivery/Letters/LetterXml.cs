using System.Text;
using System.Xml;

namespace ReactionPlans.Flow.Delivery;

/// <summary>What every letter's XML is like as bytes: UTF-8 without a mark, indented, the same line breaks on every machine.</summary>
internal static class LetterXml
{
    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n" };

    public static byte[] Write(Action<XmlWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, Settings))
            write(xml);
        return bytes.ToArray();
    }

    /// <summary>A document as base64, written as it is encoded: a page's worth of it stands in every paper letter.</summary>
    public static void WriteDocument(this XmlWriter xml, string element, string xmlNamespace, byte[] document)
    {
        xml.WriteStartElement(element, xmlNamespace);
        xml.WriteBase64(document, 0, document.Length);
        xml.WriteEndElement();
    }
}
