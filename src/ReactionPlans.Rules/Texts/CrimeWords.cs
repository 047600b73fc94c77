using System.Text.RegularExpressions;

namespace ReactionPlans.Rules.Texts;

/// <summary>Whether a sentence tells of something that has happened, rather than of something one can come to.</summary>
internal static partial class CrimeWords
{
    /// <summary>Nothing but a crime: it weighs more than a meeting in the same sentence.</summary>
    public static bool IsCertain(string sentence) => Certain().IsMatch(sentence) && !InGeneral().IsMatch(sentence);

    /// <summary>A crime, or what could be told of one.</summary>
    public static bool IsLikely(string sentence) => (Certain().IsMatch(sentence) || Likely().IsMatch(sentence)) && !InGeneral().IsMatch(sentence);

    /// <summary>What is so of most burglaries is so of none in particular.</summary>
    public static bool IsInGeneral(string sentence) => InGeneral().IsMatch(sentence);

    // "Borgermøde om indbrud" is a meeting; "indbrud" by itself is a crime.
    [GeneratedRegex(
        @"(?<!\p{L})(?<!\b(?:om|mod|forebygge|undgå|færre|flere)\s)(?:indbrud(?:det|dene|sforsøg\p{L}*)?|tyv|tyve[nr]?|tyvene|tyveri\p{L}*|gernings\p{L}*|mistænkt\p{L}*|stjålet|stjålne|stjal|knust\p{L}*|brudt\s(?:op|ind)|brød\s(?:de|han|nogen|tyvene?)?\s?(?:op|ind)|slog\s(?:de\s)?til|forsvandt|opdage(?:t|de)|ramt|offer\p{L}*|alarmen\s\p{L}+)(?!\p{L})",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Certain();

    [GeneratedRegex(
        @"(?<!\p{L})(?:ske(?:te|t)|\p{L}{2,}ede|(?:kør|hør|mød|rejs|vend)te|tog|fik|lå|sad|fandt|brød|slog|hændte|hændt|foregik|kom\s(?:de\s)?(?:hjem|ind)|blev|blevet|var|havde|gik|løb|kørte|forlod|stod|hørte|så|set|beboeren|naboen|anmeldelsen|smykker\p{L}*|natten)(?!\p{L})",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Likely();

    [GeneratedRegex(@"(?<!\p{L})(?:de\sfleste|langt\sde\sfleste|typisk|ofte|oftest|som\sregel|tit|normalt)(?!\p{L})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex InGeneral();
}
