using System.Text.RegularExpressions;

namespace ReactionPlans.Rules.Texts;

/// <summary>The time of day of a burglary, which its neighbours can tie to a house. Opening hours and meetings may have theirs.</summary>
internal static partial class ClockTimes
{
    public static IEnumerable<Problem> Faults(ReadText text)
    {
        var found = (from paragraph in text.Paragraphs
                     from sentence in paragraph.Sentences
                     where TellsOfACrime(sentence, paragraph.Masked)
                     from match in Clock().Matches(sentence)
                     select match.Value).ToList();
        if (found.Count > 0)
            yield return Problems.TextNamesClockTime.With(TextLint.Quoted(found));
    }

    /// <remarks>A sentence that says neither is judged by the paragraph around it: "Den kommer fredag kl. 15".</remarks>
    private static bool TellsOfACrime(string sentence, string paragraph) =>
        PhraseList.Events.IsIn(sentence) || CrimeWords.IsInGeneral(sentence) ? CrimeWords.IsCertain(sentence) : CrimeWords.IsLikely(sentence) || !PhraseList.Events.IsIn(paragraph);

    private const string Hour = "(?:et|ét|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|tretten|fjorten|femten|seksten|sytten|atten|nitten|tyve|midnat)";

    [GeneratedRegex(
        @"(?<![\p{L}\d])(?:(?:kl\.?|klokken)\s?(?:(?:var|er)\s)?(?:(?:lige|cirka|ca\.|præcis|slået|omkring)\s){0,2}(?:\d{1,2}(?:[.:]\d{2})?|(?:halv\s)?" + Hour + @"(?!\p{L}))"
        + @"|(?:[01]?\d|2[0-3]):[0-5]\d(?!\d)|(?<!den\s)(?<![\d.])(?:[01]?\d|2[0-3])\.[0-5]\d(?![\d.])|\d{1,2}-tiden"
        + @"|(?:halv|kvart\s(?:over|i)|(?:fem|ti|tyve)\s(?:minutter\s)?(?:over|i))\s" + Hour + @"(?!\p{L}))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Clock();
}
