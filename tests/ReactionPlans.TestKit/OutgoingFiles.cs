using System.Text;
using System.Xml.Linq;

namespace ReactionPlans.TestKit;

/// <summary>What the folder carrier wrote, as those who receive it read it.</summary>
public static class OutgoingFiles
{
    private static readonly XNamespace Memo = "https://DigitalPost.dk/MeMo-1";

    public static IReadOnlyList<string> ReadAll(string folder) => [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(Read)];

    /// <summary>A message of Digital Post with its documents opened, a mail with its soft line breaks undone, anything else as it is.</summary>
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

    private static string Opened(string text)
    {
        var message = XDocument.Parse(text);
        foreach (var content in message.Descendants(Memo + "content"))
            content.Value = Encoding.UTF8.GetString(Convert.FromBase64String(content.Value));
        return string.Join('\n', message.Descendants().Where(element => !element.HasElements).Select(element => element.Value));
    }
}
