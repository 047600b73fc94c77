using System.Globalization;
using System.Text;
using ReactionPlans.Rules.Texts;

namespace ReactionPlans.Flow.Texts;

/// <summary>Carries a template's line numbers through its filling-in, between two signs that no text has.</summary>
internal static class LineMark
{
    private const char Begin = '\uE000', End = '\uE001';

    /// <summary>A line that begins inside a tag gets none: Liquid would read it.</summary>
    public static string On(string source)
    {
        var (marked, isInTag) = (new StringBuilder(source.Length * 2), false);
        foreach (var (line, index) in source.ReplaceLineEndings("\n").Split('\n').Select((line, index) => (line, index)))
        {
            if (index > 0)
                marked.Append('\n');
            if (!isInTag)
                marked.Append(CultureInfo.InvariantCulture, $"{Begin}{index + 1}{End}");
            marked.Append(line);
            var (opened, closed) = (Math.Max(line.LastIndexOf("{{", StringComparison.Ordinal), line.LastIndexOf("{%", StringComparison.Ordinal)),
                Math.Max(line.LastIndexOf("}}", StringComparison.Ordinal), line.LastIndexOf("%}", StringComparison.Ordinal)));
            isInTag = opened > closed || (isInTag && closed < 0);
        }

        return marked.ToString();
    }

    /// <summary>The lines without their signs. One that has several is told by the first; one without goes on from the line before.</summary>
    public static IReadOnlyList<WrittenLine> Read(string filled)
    {
        var (lines, number) = (new List<WrittenLine>(), 1);
        foreach (var line in filled.Split('\n'))
        {
            var parts = line.Split(Begin);
            var text = new StringBuilder();
            // One template line can stand behind another on a line of the text: each part keeps its own number.
            foreach (var part in parts)
            {
                if (part.IndexOf(End, StringComparison.Ordinal) is var end and > 0 && int.TryParse(part[..end], CultureInfo.InvariantCulture, out var told))
                {
                    if (text.ToString().Trim().Length > 0)
                        lines.Add(new WrittenLine(number, text.ToString()));
                    text.Clear();
                    number = told;
                    text.Append(part[(end + 1)..]);
                }
                else
                {
                    text.Append(part);
                }
            }

            lines.Add(new WrittenLine(number, text.ToString()));
        }

        return lines;
    }
}
