using System.Text.RegularExpressions;

namespace ReactionPlans.Rules.Texts;

/// <summary>A street with a house number, or a floor and a door: it points to a victim. A meeting's address may stand.</summary>
internal static partial class Addresses
{
    public static IEnumerable<Problem> Faults(ReadText text)
    {
        var found = text.Sentences.Where(sentence => !PhraseList.Events.IsIn(sentence) || CrimeWords.IsCertain(sentence))
            .SelectMany(sentence => Address().Matches(sentence).Concat(Capitalised().Matches(sentence)).Concat(Door().Matches(sentence)).Concat(BareNumber().Matches(sentence)).Concat(Corner().Matches(sentence)))
            .Select(match => match.Value).ToList();
        if (found.Count > 0)
            yield return Problems.TextNamesAddress.With(TextLint.Quoted(found));
    }

    private const string Number =
        @",?\s+(?:(?:nr\.?|nummer|husnr\.?|husnummer)\s+(?:\d{1,3}|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|tretten|fjorten|femten|seksten|sytten|atten|nitten|tyve)|\d{1,3})\s?[a-zA-Z]?(?![\p{L}\d])(?!\.?\s*(?:indbrud|anmeld|dag|døgn|uge|måned|år|gang|timer|minut|meter|km|kr|procent|%|hjem|hus|januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december))";

    /// <summary>Endings that only streets have, in any case: "nørregade 14".</summary>
    [GeneratedRegex(
        @"(?<!\p{L})(?:\p{L}[\p{L}-]*(?:vej|vejen|gade|gaden|allé|alléen|alle|alleen|stræde|strædet|vænge|vænget|torvet|boulevard|boulevarden|bryn|brynet|brinken|toften|bakken|stien|skrænten|vangen|lunden|parken|haven|krogen|løkken|pladsen|hegnet|kæret|kajen|gangen|passagen|ringen))" + Number,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    /// <summary>Endings that other words have too, so a capital is asked for; and a street's word after a name of its own: "Østre Allé 3", "H.C. Andersens Vej 15".</summary>
    [GeneratedRegex(
        @"(?<!\p{L})(?:\p{Lu}[\p{L}-]*(?:eng|engen|dal|dalen|mark|marken|ager|bro|broen|vang|lund|høj|højen|have|krog|plads|park|sti|gård|gården|torv|toft|bakke|brink|løkke|volden|banke|banken)(?<!Danmark)|\p{Lu}[\p{L}.]*(?:\s\p{Lu}[\p{L}.]*)*\s(?i:vej|allé|alle|gade|plads|stræde|boulevard|torv|park|have|kaj|sti|ringvej|strandvej|landevej))" + Number,
        RegexOptions.CultureInvariant)]
    private static partial Regex Capitalised();

    /// <summary>"De begyndte i nummer 7". The police's numbers are no houses.</summary>
    [GeneratedRegex(@"(?<!\p{L})(?:i|fra|hos|ved|til|ejendommen|huset|villaen|rækkehuset)\s(?:nr\.?|nummer|husnummer)\s(?!11[234](?!\d))\d{1,3}(?!\d)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BareNumber();

    [GeneratedRegex(@"(?<!\p{L})(?:hjørnehuset|hjørneejendommen|hjørnegrunden|(?:huset|villaen|ejendommen)\s(?:på|ved)\shjørnet)(?!\p{L})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Corner();

    /// <summary>"2. tv", "st. th.", "1. mf": no house number is needed to find that door.</summary>
    [GeneratedRegex(@"(?<![\p{L}\d])(?:st|stuen|kl|kld|\d{1,2})\.?,?\s?(?:sal,?\s)?(?:tv|th|mf)(?![\p{L}\d])\.?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Door();
}
