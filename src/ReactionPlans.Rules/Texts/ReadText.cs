using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace ReactionPlans.Rules.Texts;

/// <summary>One paragraph, line break inside it read as a space.</summary>
/// <param name="Whole">As the reader sees it.</param>
/// <param name="Sentences">The same without the agreement's own names (<see cref="ReadText.Name"/> stands in their place), in sentences.</param>
internal sealed record Paragraph(string Whole, IReadOnlyList<string> Sentences)
{
    public string Masked { get; } = string.Join(' ', Sentences);
}

/// <summary>A text as a reader sees it, whatever it was written in.</summary>
/// <remarks>
/// Entities, tags, soft hyphens, invisible signs, hard spaces, full-width letters, foreign letters that look like ours, words divided at a line's end
/// and s p a c e d words would otherwise hide a word from every rule. The agreement's names are taken out where words are judged: an area may be called Faremark.
/// </remarks>
internal sealed partial class ReadText
{
    /// <summary>Stands where a name of the agreement's stood.</summary>
    public const string Name = "§";

    private const string LookAlikes = "аеорсухіѕјАЕОРСХІМТНВКıİ", Letters = "aeopcyxisjAEOPCXIMTHBKiI";

    /// <summary>After these a full stop ends no sentence.</summary>
    private static readonly string[] Abbreviations =
        ["kl.", "ca.", "nr.", "tlf.", "bl.a.", "f.eks.", "dvs.", "evt.", "inkl.", "ndr.", "sdr.", "hr.", "dr.", "frk.", "st.", "skt.", "mobil.", "pkt.", "pr."];

    /// <summary>Names of signs that came with HTML 5, which <see cref="WebUtility"/> does not know.</summary>
    private static readonly (string Name, string Sign)[] LaterEntities =
        [("&excl;", "!"), ("&period;", "."), ("&colon;", ":"), ("&comma;", ","), ("&num;", "#"), ("&lpar;", "("), ("&rpar;", ")"), ("&NewLine;", "\n"), ("&Tab;", " ")];

    private ReadText(IReadOnlyList<Paragraph> paragraphs) => (Paragraphs, Whole) = (paragraphs, string.Join(' ', paragraphs.Select(paragraph => paragraph.Whole)));

    /// <summary>The subject first.</summary>
    public IReadOnlyList<Paragraph> Paragraphs { get; }

    public IEnumerable<string> Sentences => Paragraphs.SelectMany(paragraph => paragraph.Sentences);

    /// <summary>All of it on one line, names included: a name can go on over a line break.</summary>
    public string Whole { get; }

    public static ReadText Of(string subject, string text, ToldFacts facts)
    {
        var names = NamesOf(facts); // a pattern takes longer to make than to use
        return new([.. (Plain(subject) + "\n\n" + Plain(text)).Split('\n').Aggregate(new List<StringBuilder>(), Joined)
            .Select(part => Spaces().Replace(part.ToString(), " ").Trim()).Where(part => part.Length > 0)
            .Select(part => new Paragraph(part, SentencesOf(names.Aggregate(part, (masked, name) => name.Replace(masked, Name)))))]);
    }

    /// <summary>A line goes on the one before it; an empty line and a list's mark begin anew.</summary>
    private static List<StringBuilder> Joined(List<StringBuilder> parts, string line)
    {
        if (parts.Count == 0 || line.Trim().Length == 0 || ListMark().IsMatch(line))
            parts.Add(new StringBuilder());
        parts[^1].Append(ListMark().Replace(line, "")).Append(' ');
        return parts;
    }

    private static string Plain(string text)
    {
        // Twice: an editor that encodes what is encoded already is met often.
        var decoded = LaterEntities.Aggregate(WebUtility.HtmlDecode(WebUtility.HtmlDecode(text)), (so, one) => so.Replace(one.Name, one.Sign, StringComparison.Ordinal)).ReplaceLineEndings("\n");
        decoded = InlineTag().Replace(BlockTag().Replace(decoded, "\n\n"), "");
        var seen = new StringBuilder(decoded.Length);
        foreach (var letter in decoded.Normalize(NormalizationForm.FormKC))
        {
            if (char.GetUnicodeCategory(letter) == System.Globalization.UnicodeCategory.Format)
                continue;
            var twin = LookAlikes.IndexOf(letter, StringComparison.Ordinal);
            seen.Append(twin < 0 ? letter : Letters[twin]);
        }

        var whole = DividedWord().Replace(seen.ToString(), "");
        return SpacedWord().Replace(whole, word => word.Value.Replace(" ", "", StringComparison.Ordinal));
    }

    /// <summary>Finds each of the agreement's own names.</summary>
    private static List<Regex> NamesOf(ToldFacts facts) =>
    [
        .. new[] { facts.Contact, facts.SenderName, facts.AreaName, facts.AreaCode }.Concat(PartsOf(facts.AreaName)).Concat(PersonsIn(facts.Contact))
            .Where(name => name.Trim().Length > 0).Distinct().Select(Naming),
    ];

    /// <summary>The names in a Danish list of areas.</summary>
    public static IReadOnlyList<string> PartsOf(string areas) => areas.Split([", ", " og "], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>"Per" of "Per, per@kommune.dk": who answers is named also where the address does not follow.</summary>
    private static IEnumerable<string> PersonsIn(string contact) =>
        contact.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length > 1 && char.IsUpper(word[0]) && word.All(char.IsLetter));

    /// <summary>Finds a name as a word of its own, in any case and over a line break, with a genitive's s.</summary>
    public static Regex Naming(string name) =>
        new($@"(?<![\p{{L}}\d]){Regex.Escape(Spaces().Replace(name.Normalize(NormalizationForm.FormKC).Trim(), " "))}s?(?![\p{{L}}\d])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static List<string> SentencesOf(string paragraph)
    {
        var sentences = new List<string>();
        foreach (var piece in SentenceEnd().Split(paragraph))
        {
            var goesOn = sentences.Count > 0
                && (Abbreviations.Any(one => sentences[^1].EndsWith(one, StringComparison.OrdinalIgnoreCase)) || Initial().IsMatch(sentences[^1]));
            if (goesOn)
                sentences[^1] += " " + piece;
            else
                sentences.Add(piece);
        }

        return sentences;
    }

    [GeneratedRegex(@"</?(?:p|br|li|ul|ol|div|h\d|tr|td)\b[^>]*>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BlockTag();

    [GeneratedRegex(@"</?\p{L}[^>]*>", RegexOptions.CultureInvariant)]
    private static partial Regex InlineTag();

    [GeneratedRegex(@"(?<=\p{L})-\n(?=\p{Ll})", RegexOptions.CultureInvariant)]
    private static partial Regex DividedWord();

    [GeneratedRegex(@"(?<![\p{L}\d])\p{L}(?: \p{L}){3,}(?![\p{L}\d])", RegexOptions.CultureInvariant)]
    private static partial Regex SpacedWord();

    [GeneratedRegex(@"^\s*(?:[-*•–]|\d{1,2}[.)])\s+(?=\S)", RegexOptions.CultureInvariant)]
    private static partial Regex ListMark();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"(?<=[.?!][""”»)]?)\s+(?=[""“«(]?[\p{Lu}\d§])", RegexOptions.CultureInvariant)]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"(?<!\p{L})\p{Lu}\.$", RegexOptions.CultureInvariant)]
    private static partial Regex Initial();
}
