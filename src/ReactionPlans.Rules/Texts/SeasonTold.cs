using System.Globalization;
using System.Text.RegularExpressions;

namespace ReactionPlans.Rules.Texts;

/// <summary>A text of a plan that started by the calendar says for which week it comes, and tells of no number and no rise: neither was seen, and readers would believe both.</summary>
internal static partial class SeasonTold
{
    public static bool IsIn(ReadText text, int week) =>
        Regex.IsMatch(text.Whole, string.Create(CultureInfo.InvariantCulture, $@"(?<!\p{{L}})uge\s+{week}(?!\d)"), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    public static IEnumerable<Problem> Faults(ReadText text, ToldFacts facts)
    {
        if (facts.SeasonWeek is null)
            yield break;
        var noun = $@"(?:indbrud(?:\p{{L}}*)?|anmeldelser?|{Regex.Escape(facts.Offence)})(?!\p{{L}})";
        var counted = new Regex($@"(?<number>{DanishNumbers.Pattern})\s+(?:\p{{L}}+\s+)?{noun}|(?:flere|mange)\s+(?:\p{{L}}+\s+)?{noun}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        var found = text.Sentences.SelectMany(sentence => counted.Matches(sentence).Where(match => !IsArticle(match.Groups["number"].Value)).Select(match => match.Value)
            .Concat(Rise().Matches(sentence).Select(match => match.Value))).ToList();
        if (found.Count > 0)
            yield return Problems.TextTellsOfRise.With(TextLint.Quoted(found));
    }

    /// <summary>"Et indbrud" is any burglary: "hvis du opdager et indbrud".</summary>
    private static bool IsArticle(string number) => number.ToLowerInvariant() is "en" or "et" or "én" or "ét";

    [GeneratedRegex(
        @"(?<!\p{L})(?:stigning(?:en|er|erne)?|steget|stigende|(?:an)?tallet|(?:end|over)\s(?:normalt?|normalen|sædvanlig\p{L}*|vanligt|der\splejer))(?!\p{L})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Rise();
}
