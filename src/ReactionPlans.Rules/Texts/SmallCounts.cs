using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace ReactionPlans.Rules.Texts;

/// <summary>Counts below the smallest that the parties have agreed to tell: "two on your stairs" is told by name on the stairs.</summary>
internal static partial class SmallCounts
{
    /// <summary>Agreements name few offences, and a pattern takes longer to make than to use.</summary>
    private static readonly ConcurrentDictionary<string, Regex> OffencePatterns = new(StringComparer.Ordinal);

    public static IEnumerable<Problem> Faults(ReadText text, ToldFacts facts)
    {
        var found = text.Sentences.SelectMany(sentence => Counted(facts.Offence).Matches(sentence).Where(match => IsTooFew(match, sentence, facts.SmallestTold)))
            .Select(match => match.Value).ToList();
        if (found.Count > 0)
            yield return Problems.TextTellsTooFew.With(TextLint.Quoted(found), facts.SmallestTold);
    }

    /// <summary>Finds a number of burglaries, of what the agreement calls them, or of homes.</summary>
    private static Regex Counted(string offence) => OffencePatterns.GetOrAdd(offence, static offence =>
    {
        var noun = $@"(?:indbrud(?:det|dene|sforsøg\p{{L}}*)?|forsøg|anmeldelse[rn]?|anmeldelserne|{Regex.Escape(offence)})(?![\p{{L}}-])";
        return new Regex(
            $@"(?<number>{DanishNumbers.Pattern})(?<only>\s+enkelte?)?(?:\s+(?:nye?|anmeldte?|registrere(?:t|de)|forsøg\spå|tilfælde\saf|af\s(?:de|dem|disse)|af|\p{{L}}+ede|\p{{L}}+te))*\s+{noun}"
            + $@"|(?<number>{DanishNumbers.Pattern})\s+af\s+(?:dem|disse|de\s(?:{DanishNumbers.Pattern}))"
            + $@"|(?<number>et\spar)\s+(?:\p{{L}}+\s)?{noun}|(?<number>(?:den|det)\sene)\s+{noun}|(?<number>begge)\s(?:de\s)?{noun}"
            // A household that was hit is a burglary that was counted.
            + $@"|(?<number>{DanishNumbers.Pattern})(?<only>\s+enkelte?)?\s+(?:\p{{L}}+\s)?(?:hus|huse|hjem|bolig(?:er)?|husstand(?:e)?|lejlighed(?:er)?|beboere?|nabo(?:er)?|famili(?:e|er)|villa(?:er)?|rækkehuse?|sommerhuse?|opgange?)\s(?:[^\s.?!,]+\s){{0,4}}(?:har\s(?:også\s)?(?:haft|fået)|(?:er|blev)\s(?:også\s)?ramt|fik)(?<hit>)",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    });

    private static bool IsTooFew(Match match, string sentence, int smallest)
    {
        var told = match.Groups["number"].Value;
        if (told.StartsWith("et par", StringComparison.OrdinalIgnoreCase) || string.Equals(told, "begge", StringComparison.OrdinalIgnoreCase))
            return smallest > 2;
        if (told.Contains(' ', StringComparison.Ordinal))
            return smallest > 1;

        var number = DanishNumbers.Read(told);
        if (number == 0 || number >= smallest)
            return false;

        // "Et indbrud" is mostly any burglary: "har du haft et indbrud, så ...", "fire gange er et indbrud blevet anmeldt".
        var isArticle = string.Equals(told, "et", StringComparison.OrdinalIgnoreCase) || string.Equals(told, "en", StringComparison.OrdinalIgnoreCase);
        if (match.Groups["hit"].Success && !CrimeWords.IsCertain(sentence))
            return false;
        return !isArticle || match.Groups["only"].Success
            || (Told().IsMatch(sentence) && !AnyBurglary().IsMatch(sentence));
    }

    [GeneratedRegex(@"(?<!\p{L})(?:været|sket|skete|blev|blevet|anmeldt|haft|ramt|fået|modtaget|registreret|kommet|kom|var)(?!\p{L})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Told();

    [GeneratedRegex(@"(?<!\p{L})(?:hvis|når|har\s(?:du|I|der)|er\s(?:du|I)|om\sder|gange|oplever|udsat\sfor|efter\set)(?!\p{L})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AnyBurglary();
}
