using System.Text.RegularExpressions;

namespace ReactionPlans.Rules.Texts;

/// <summary>Whether a text tells the count that the plan is about, and in how long: "flere end normalt" leaves the reader to guess, and people guess high.</summary>
internal static partial class ToldCount
{
    private const int DaysOfWeek = 7;

    private static readonly Regex Number = new(DanishNumbers.Pattern + @"(?!\.?\s*(?:dag|døgn|uge|måned|år|januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex Period = new(
        $@"(?<many>{DanishNumbers.Pattern}|(?<!\p{{L}})(?:seneste|sidste|samme))\s+(?:hele\s|fulde\s)?(?<unit>dage?|døgn|uger?|måned(?:er)?)(?!\p{{L}})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <remarks>The number and what was counted stand in one sentence, the period at least in the same paragraph; all as counted, in digits or words, days or weeks.</remarks>
    public static bool IsIn(ReadText text, ToldFacts facts)
    {
        var counted = new Regex($@"indbrud|anmeld|tilfælde|{Regex.Escape(facts.Offence)}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        return text.Paragraphs.Any(paragraph =>
            (Period.Matches(paragraph.Masked).Any(match => facts.WindowDays == 0 || IsOf(facts.WindowDays, match)) || Since().IsMatch(paragraph.Masked))
            && paragraph.Sentences.Any(sentence => counted.IsMatch(sentence) && Number.Matches(sentence).Any(match => DanishNumbers.Read(match.Value) == facts.Count)));
    }

    private static bool IsOf(int days, Match period)
    {
        var many = period.Groups["many"].Value;
        var number = IsLast().IsMatch(many) ? 1 : DanishNumbers.Read(many);
        return period.Groups["unit"].Value[0] switch
        {
            'd' or 'D' => number == days,
            'u' or 'U' => number * DaysOfWeek == days,
            _ => days >= 28 * number && days <= 31 * number,
        };
    }

    /// <summary>"Siden den 1. november": the lint does not know today, so it takes the writer's word.</summary>
    [GeneratedRegex(@"(?<!\p{L})siden\s(?:den\s)?\d{1,2}\.\s?\p{L}+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Since();

    [GeneratedRegex("^(?:seneste|sidste|samme)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex IsLast();
}
