using System.Text.RegularExpressions;

namespace ReactionPlans.Rules.Texts;

/// <summary>Calls to catch, to punish or to expose somebody. The police do that; a reader who tries can be hurt, and can hurt somebody innocent.</summary>
internal static partial class CallsToAct
{
    private static readonly PhraseList Acting = PhraseList.Read("acting");

    public static IEnumerable<Problem> Faults(ReadText text)
    {
        var found = (from sentence in text.Sentences
                     from match in Acting.In(sentence)
                     where !IsAdvisedAgainst(sentence[..match.Index], match.Value)
                     select match.Value).ToList();
        if (found.Count > 0)
            yield return Problems.TextCallsToAct.With(TextLint.Quoted(found));
    }

    /// <summary>"Grib aldrig ind", "I skal ikke følge efter nogen": the negation stands in the clause itself.</summary>
    /// <remarks>A picture is an object and can be the last in a row: "skriv ikke navne, adresser eller billeder af personer".</remarks>
    private static bool IsAdvisedAgainst(string before, string found) =>
        Negation().IsMatch(found)
        || Negation().IsMatch(before[((Picture().IsMatch(found) ? before.LastIndexOfAny([':', ';']) : before.LastIndexOfAny([',', ':', ';', '.', '–'])) + 1)..]);

    [GeneratedRegex("^(?:billede|foto|film|video)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Picture();

    [GeneratedRegex(@"(?<!\p{L})(?:ikke|aldrig|undgå|undlad|hverken|ingen|lad\svære)(?!\p{L})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Negation();
}
