using System.Buffers;
using System.Text.RegularExpressions;

namespace ReactionPlans.Rules.Texts;

/// <summary>A list of words and phrases that a rule looks for, from a file under Texts/Words.</summary>
/// <remarks>
/// One a line; "#" begins a comment. "*" is any letters at that end of a word; "a/b" either word; "…" up to three words of any kind within a sentence.
/// Words may be parted by a comma or a dash. Case does not matter.
/// </remarks>
internal sealed class PhraseList
{
    private const string Folder = "Texts/Words/";

    /// <summary>Meetings, opening hours and the like, whose place and time may be told.</summary>
    public static readonly PhraseList Events = Read("events");

    private readonly Regex pattern;

    /// <summary>Pieces of words, of which every text that holds a phrase holds one. Most sentences hold none, and finding that out takes a hundredth of asking the pattern.</summary>
    private readonly SearchValues<string> pieces;

    private PhraseList(IReadOnlyList<string> lines)
    {
        pattern = new Regex(
            $@"(?<![\p{{L}}\d])(?:{string.Join('|', lines.Select(PatternOf))})(?![\p{{L}}\d])",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        pieces = SearchValues.Create([.. lines.SelectMany(PiecesOf).Distinct(StringComparer.OrdinalIgnoreCase)], StringComparison.OrdinalIgnoreCase);
    }

    /// <param name="name">The file's, without its ending.</param>
    public static PhraseList Read(string name) => new(Lines(name));

    /// <summary>The file's lines without comments.</summary>
    public static IReadOnlyList<string> Lines(string name)
    {
        using var reader = new StreamReader(typeof(PhraseList).Assembly.GetManifestResourceStream($"{Folder}{name}.txt")!);
        return [.. reader.ReadToEnd().Split('\n').Select(line => line.Split('#')[0].Trim()).Where(line => line.Length > 0)];
    }

    public bool IsIn(string text) => MayBeIn(text) && pattern.IsMatch(text);

    public IEnumerable<Match> In(string text) => MayBeIn(text) ? pattern.Matches(text) : [];

    private bool MayBeIn(string text) => text.AsSpan().ContainsAny(pieces);

    /// <summary>Of the phrase's most telling word what is fixed, in each of its forms.</summary>
    private static IEnumerable<string> PiecesOf(string phrase) => phrase.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word != "…")
        .Select(word => word.Split('/').Select(form => form.Split('*').MaxBy(fixedPart => fixedPart.Length)!).ToList())
        .MaxBy(forms => forms.Min(form => form.Length))!;

    private static string PatternOf(string phrase) =>
        phrase.Split(' ', StringSplitOptions.RemoveEmptyEntries).Aggregate("", (so, word) =>
            word == "…" ? so + @"(?:[\s,–-]+[^\s.?!]+){0,3}?" : so + (so.Length == 0 ? "" : @"[\s,–-]+") + WordOf(word));

    private static string WordOf(string word) =>
        "(?:" + string.Join('|', word.Split('/').Select(one => Regex.Escape(one).Replace(@"\*", @"\p{L}*", StringComparison.Ordinal))) + ")";
}
