using System.Text;
using System.Xml.Linq;
using UglyToad.PdfPig;

namespace ReactionPlans.TestKit;

/// <summary>What the folder carrier wrote, as those who receive it read it.</summary>
public static class OutgoingFiles
{
    private static readonly XNamespace Memo = "https://DigitalPost.dk/MeMo-1", Post = "urn:oio:dkal:1.0.0";

    public static IReadOnlyList<string> ReadAll(string folder) => [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(Read)];

    /// <summary>A message of Digital Post and an order to print with their documents opened, a mail with its soft line breaks undone, anything else as it is.</summary>
    public static string Read(string file)
    {
        var text = File.ReadAllText(file).ReplaceLineEndings("\n");
        return Path.GetExtension(file) switch
        {
            ".xml" => Opened(text),
            ".eml" => text.Replace("=\n", "", StringComparison.Ordinal),
            _ => text,
        };
    }

    /// <summary>The words of a PDF's pages, as they are read.</summary>
    public static string Words(PdfDocument pdf) => string.Join(' ', pdf.GetPages().SelectMany(page => page.GetWords()).Select(word => word.Text));

    private static string Opened(string text)
    {
        var message = XDocument.Parse(text);
        foreach (var content in message.Descendants(Memo + "content"))
            content.Value = Encoding.UTF8.GetString(Convert.FromBase64String(content.Value));
        foreach (var content in message.Descendants(Post + "MeddelelseIndholdData"))
        {
            using var pdf = PdfDocument.Open(Convert.FromBase64String(content.Value));
            content.Value = Words(pdf);
        }

        return string.Join('\n', message.Descendants().Where(element => !element.HasElements).Select(element => element.Value));
    }
}
