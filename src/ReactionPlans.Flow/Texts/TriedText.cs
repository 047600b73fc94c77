using DotLiquid.Exceptions;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Texts;

/// <summary>A template that somebody tries in a form: the same Liquid as the library's, told by line what is wrong with it, and within bounds that a form needs and a file does not.</summary>
/// <remarks>Beside its names a template uses conditions and one loop at a time. Liquid has more, and with it a few lines can fill a machine: loops in loops, values made longer by filters.</remarks>
public static class TriedText
{
    /// <summary>In characters: ten times the longest text that the lint lets through.</summary>
    public const int Longest = 20_000;

    private const string Subject = "subject:";

    /// <summary>What ends a tag that others stand within.</summary>
    private static readonly Dictionary<string, string> Ends = new() { ["if"] = "endif", ["unless"] = "endunless", ["case"] = "endcase", ["for"] = "endfor" };

    /// <summary>What stands within one, and within which.</summary>
    private static readonly Dictionary<string, string[]> Within = new() { ["else"] = ["if", "unless", "case", "for"], ["elsif"] = ["if", "unless"], ["when"] = ["case"] };

    private static readonly string[] Filters = ["capitalize", "downcase", "upcase", "strip"];

    /// <summary>Why the text cannot be filled in, with the line where it is known; null: it can.</summary>
    public static Problem? Fault(string text)
    {
        if (text.Length > Longest)
            return Problems.TriedTextTooLong.With(text.Length, Longest);
        var lines = text.ReplaceLineEndings("\n").Split('\n', 2);
        if (lines.Length < 2 || !lines[0].StartsWith(Subject, StringComparison.Ordinal) || lines[0].Trim().Length == Subject.Length || lines[1].Trim().Length == 0)
            return Problems.TriedTextWithoutSubject.At(At(1), Subject);

        var pieces = TemplatePiece.Of(text);
        return OfMarks(pieces) ?? OfNesting(pieces)
            ?? (TemplateNames.Unknown(pieces) is var (name, line) ? Problems.TriedTextNameUnknown.At(At(line), name) : Unfilled(text));
    }

    private static Problem? OfMarks(IReadOnlyList<TemplatePiece> pieces)
    {
        foreach (var piece in pieces)
        {
            if (!piece.IsClosed)
                return Problems.TriedTextNotClosed.At(At(piece.Line), piece.Tag is null ? "{{" : "{%", piece.Tag is null ? "}}" : "%}");
            if (piece.Tag is { } tag && !Ends.ContainsKey(tag) && !Ends.ContainsValue(tag) && !Within.ContainsKey(tag))
                return Problems.TriedTextTagRefused.At(At(piece.Line), tag, string.Join(", ", Ends.Keys));
            if (piece.Rest.Split('|').Skip(1).Select(filter => filter.Trim()).FirstOrDefault(filter => !Filters.Contains(filter)) is { } refused)
                return Problems.TriedTextTagRefused.At(At(piece.Line), $"| {refused}", string.Join(", ", Filters));
        }

        return null;
    }

    /// <summary>What is opened and not ended, ended and not opened, or a loop within a loop or through anything but a list of ours.</summary>
    private static Problem? OfNesting(IReadOnlyList<TemplatePiece> pieces)
    {
        var open = new Stack<TemplatePiece>();
        foreach (var piece in pieces.Where(piece => piece.Tag is not null))
        {
            var tag = piece.Tag!;
            if (Ends.ContainsKey(tag))
            {
                if (tag == "for" && (open.Any(one => one.Tag == "for") || piece.Rest.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [_, "in", var list] || !TemplateNames.Lists.Contains(list)))
                    return Problems.TriedTextLoop.At(At(piece.Line), string.Join(", ", TemplateNames.Lists));
                open.Push(piece);
            }
            else if (Within.TryGetValue(tag, out var holders) ? !open.TryPeek(out var around) || !holders.Contains(around.Tag) : !open.TryPop(out var opened) || Ends[opened.Tag!] != tag)
            {
                return Problems.TriedTextNotOpened.At(At(piece.Line), tag);
            }
        }

        return open.TryPop(out var left) ? Problems.TriedTextNotClosed.At(At(left.Line), $"{{% {left.Tag} %}}", $"{{% {Ends[left.Tag!]} %}}") : null;
    }

    /// <summary>What Liquid itself cannot read, in its own words.</summary>
    private static Problem? Unfilled(string text)
    {
        try
        {
            TemplateBook.RenderAlone("tried", text, TextModel.Specimen);
            return null;
        }
        catch (Exception wrong) when (wrong is LiquidException or InvalidOperationException)
        {
            return Problems.TriedTextUnreadable.With((wrong.InnerException ?? wrong).Message);
        }
    }

    private static Place At(int line) => new(null, line);
}
