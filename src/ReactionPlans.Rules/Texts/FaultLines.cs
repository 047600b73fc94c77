using System.Text;
using System.Text.RegularExpressions;

namespace ReactionPlans.Rules.Texts;

/// <summary>One line of a text as its reader gets it.</summary>
/// <param name="Line">Of the template that it was written from, from 1.</param>
public sealed record WrittenLine(int Line, string Text);

/// <summary>Finds the lines that a fault of <see cref="TextLint"/> is about: whoever mends a text works on its template. Pure.</summary>
public static partial class FaultLines
{
    /// <returns>Empty: the fault is about the whole text, as what is missing is; or its words stand nowhere as the lint reads them.</returns>
    public static IReadOnlyList<int> Of(Problem fault, IReadOnlyList<WrittenLine> lines)
    {
        var whole = new StringBuilder();
        var begins = new List<int>();
        foreach (var line in lines)
        {
            begins.Add(whole.Length);
            whole.Append(line.Text).Append(' ');
        }

        var text = whole.ToString();
        return [.. FoundIn(fault).Select(Pattern).SelectMany(pattern => pattern.Matches(text).Select(match => lines[begins.FindLastIndex(begin => begin <= match.Index)].Line)).Distinct().Order()];
    }

    /// <summary>The words that a fault quotes. What is missing is quoted by none: it is what should be written.</summary>
    private static IEnumerable<string> FoundIn(Problem fault) =>
        fault.Kind == Problems.TextReadsHard ? fault.Values.OfType<string>().Where(sentence => sentence.Length > 0)
        : fault.Values.OfType<string>().SelectMany(value => Quotation().Matches(value)).Select(match => match.Groups[1].Value);

    /// <summary>Over line breaks, and whatever name stood where the lint saw none.</summary>
    private static Regex Pattern(string words) => new(
        string.Join(@"\s+", words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => Regex.Escape(word).Replace(ReadText.Name, ".{1,80}?", StringComparison.Ordinal))),
        RegexOptions.CultureInvariant);

    [GeneratedRegex("\"([^\"]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Quotation();
}
