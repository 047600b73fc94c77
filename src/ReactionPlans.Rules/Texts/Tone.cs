using System.Text.RegularExpressions;

namespace ReactionPlans.Rules.Texts;

/// <summary>Texts that shout or frighten. A frightened reader locks the door and tells nobody anything.</summary>
internal static partial class Tone
{
    private static readonly PhraseList Frightening = PhraseList.Read("frightening");

    /// <summary>Sirens, warning signs, stop signs, red lights, fire and skulls. A cup of coffee is no alarm.</summary>
    private static readonly string[] AlarmSigns =
        ["🚨", "⚠", "❗", "❕", "‼", "⁉", "🛑", "🚫", "⛔", "🔴", "🆘", "📢", "📣", "🔥", "💥", "💀", "☠", "😱", "😨", "🔪", "🔫", "🧨", "💣", "🥷", "👿", "🚓", "🚔", "🏴"];

    private static readonly HashSet<string> Abbreviations = [.. PhraseList.Lines("abbreviations")];

    private static readonly string[] ShortWords = ["NU", "SE", "GÅ", "DU", "JA", "OP", "UD"];

    public static IEnumerable<Problem> Faults(ReadText text)
    {
        var shouts = text.Paragraphs.SelectMany(paragraph => Shouts(paragraph.Masked)).ToList();
        if (shouts.Count > 0)
            yield return Problems.TextShouts.With(TextLint.Quoted(shouts));

        var frightening = text.Sentences.SelectMany(Frightening.In).Select(match => match.Value).ToList();
        if (frightening.Count > 0)
            yield return Problems.TextFrightens.With(TextLint.Quoted(frightening));
    }

    private static IEnumerable<string> Shouts(string paragraph)
    {
        if (paragraph.Contains('!', StringComparison.Ordinal))
            yield return "!";
        foreach (var sign in AlarmSigns.Where(sign => paragraph.Contains(sign, StringComparison.Ordinal)))
            yield return sign;

        foreach (var run in Capitals().Matches(paragraph).Select(match => match.Value))
        {
            var words = run.Split(' ').Where(word => !Abbreviations.Contains(word)).ToList();
            // Two letters are a code or initials, unless they are a word; beside another such word they are a shout.
            if (words.Any(word => word.Length > 2 || ShortWords.Contains(word)) || words.Count > 1)
                yield return string.Join(' ', words);
        }
    }

    [GeneratedRegex(@"(?<![\p{L}\d@.])\p{Lu}{2,}(?: \p{Lu}{2,})*(?![\p{L}\d])", RegexOptions.CultureInvariant)]
    private static partial Regex Capitals();
}
