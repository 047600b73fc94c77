using System.Text.RegularExpressions;

namespace ReactionPlans.Rules.Texts;

/// <summary>What points to a victim, a suspect or a whole group: names, civil registration numbers, licence plates, origin.</summary>
internal static partial class Persons
{
    private static readonly PhraseList Origin = PhraseList.Read("origin"), Description = PhraseList.Read("descriptions");

    /// <summary>The commonest first names that are no other word: not Hans, Bo, Tom, Maj or Liv.</summary>
    private static readonly Regex FirstName = new(
        @"(?<!\p{L})(?<!(?i:koordinator|leder|betjent|kommissær|inspektør|formand|borgmester|politiets|kommunens)\s)(?:"
        + string.Join('|', PhraseList.Lines("first-names").SelectMany(line => line.Split(' ')))
        + @")s?(?!\p{L})(?!(?:\s\p{Lu}\p{L}*)*\s?(?i:vej|gade|plads|allé|skole|kirke|torv)(?!\p{L}))", RegexOptions.CultureInvariant);

    public static IEnumerable<Problem> Faults(ReadText text)
    {
        var found = text.Sentences
            .SelectMany(sentence => Named().Matches(sentence).Concat(LowerCaseFamily().Matches(sentence)).Concat(ByTrade().Matches(sentence)).Concat(CivilNumber().Matches(sentence))
                .Concat(Plate().Matches(sentence)).Concat(PlateByWord().Matches(sentence)).Concat(Origin.In(sentence)).Concat(Description.In(sentence)).Concat(FirstName.Matches(sentence)))
            .Select(match => match.Value).ToList();
        if (found.Count > 0)
            yield return Problems.TextPointsToPerson.With(TextLint.Quoted(found));
    }

    /// <summary>A word that only goes with a person, and then a word with a capital that begins no sentence.</summary>
    [GeneratedRegex(
        @"(?<!\p{L})(?i:familien|familierne|ægteparret|fru|enkefru|hr\.?|herr|frk\.?|frøken|fruen|direktør|læge|tandlæge|dr\.|professor|pastor|lærer|enke(?:n|mand)?|nabo(?:en)?|genbo(?:en)?|underbo(?:en)?|beboer(?:en)?|ejer(?:en)?|gerningsmand(?:en)?|tyven|mistænkte|hedder|kaldes|ved\snavn|offeret)\s+(?!(?:Du|Vi|I|Det|Der|De|Den|Har|Når|Her|Nu|Som|På|Til|Jeg|Så|Er|Hvis|Skal|Lås|Ring|Kære|Nabohjælp|Brugsen)(?!\p{L}))\p{Lu}\p{Ll}+(?:[\s-]\p{Lu}\p{Ll}+)*",
        RegexOptions.CultureInvariant)]
    private static partial Regex Named();

    /// <summary>A family keeps its name without a capital.</summary>
    [GeneratedRegex(@"(?<!\p{L})(?:familien|fru|hr\.?|frk\.?)\s\p{L}+(?:sen|gaard|gård|strup|borg|berg|skov|holm|bæk|lund|dahl)(?!\p{L})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LowerCaseFamily();

    /// <summary>"Den ældre enke på hjørnet": the street knows who that is.</summary>
    [GeneratedRegex(
        @"(?<!\p{L})(?:enken?|enkemanden?|lægen|præsten|købmanden|tandlægen|skolelæreren|bageren|borgmesteren|pensionisten|(?:den|det|en|et)\sældre\s\p{L}+|enlige?\s\p{L}+|(?:den|det)\sgamle\s\p{L}+)\s(?:\p{L}+\s)?(?:(?:på|i|ved)\s(?:hjørnet|enden|den|det|nr|nummer|nabohuset)|mistede|blev\s|fik\sstjålet|er\s(?:\p{L}+\s)?ramt|har\s(?:haft|fået))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ByTrade();

    /// <summary>A birthday and four digits, in the ways people write them.</summary>
    [GeneratedRegex(@"(?<!\d)(?:0[1-9]|[12]\d|3[01])[ .]?(?:0[1-9]|1[0-2])[ .]?\d{2}\s?[-–— ]?\s?\d{4}(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex CivilNumber();

    [GeneratedRegex(@"(?<![\p{L}\d])[A-ZÆØÅ]{2}[ .-]?\d{2}[ .-]?\d{3}(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Plate();

    [GeneratedRegex(@"(?<!\p{L})(?:nummerplade\p{L}*|registreringsnummer|reg\.?\s?nr\.?|indregistreret)\s(?:er\s|var\s|som\s)?[a-zæøå]{2}[ .-]?\d{2}[ .-]?\d{1,3}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PlateByWord();
}
