using System.Text.RegularExpressions;

namespace ReactionPlans.Rules.Texts;

/// <summary>How hard a text reads.</summary>
/// <remarks>
/// Läsbarhetsindex by C. H. Björnsson, Läsbarhet, 1968: words for each sentence, and a hundred times the share of words of more than six letters.
/// About 25 reads as a children's book, 35 as fiction, 45 as a newspaper article of facts, 55 as an official text.
/// </remarks>
public static partial class Lix
{
    private const int LongestShortWord = 6;

    /// <param name="paragraphs">A paragraph, a headline or an item of a list ends a sentence, whether or not it ends in a full stop.</param>
    /// <returns>The index, without a unit; 0 where there are no words.</returns>
    public static double Of(IEnumerable<string> paragraphs)
    {
        int words = 0, longWords = 0, sentences = 0;
        foreach (var sentence in paragraphs.SelectMany(Sentences))
        {
            var read = Words(sentence).ToList();
            if (read.Count == 0)
                continue;
            sentences++;
            words += read.Count;
            longWords += read.Count(word => word.Count(char.IsLetter) > LongestShortWord);
        }

        return words == 0 ? 0 : ((double)words / sentences) + (100.0 * longWords / words);
    }

    public static IEnumerable<string> Sentences(string paragraph) => SentenceEnd().Split(paragraph);

    /// <summary>Runs of letters and digits; "kl. 14.30" is two words, "e-Boks" one.</summary>
    public static IEnumerable<string> Words(string text) => Word().Matches(text).Select(match => match.Value);

    // An abbreviation's stop ends nothing, since a small letter or a digit follows it; a colon ends a sentence to Björnsson.
    [GeneratedRegex(@"(?<=[.?!:][""”»)]?)\s+(?=[""“«(]?\p{Lu})|(?<=:)\s+", RegexOptions.CultureInvariant)]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"[\p{L}\d](?:[\p{L}\d]|[-.@'’:](?=[\p{L}\d]))*", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
