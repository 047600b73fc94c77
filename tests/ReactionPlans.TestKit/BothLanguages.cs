using System.Text.RegularExpressions;
using NUnit.Framework;
using ReactionPlans.Rules;

namespace ReactionPlans.TestKit;

/// <summary>Holds that the English of a phrase is English, and tells the numbers that the Danish tells.</summary>
public static partial class BothLanguages
{
    /// <summary>One assertion for each fault, so that many phrases can be held to it within <see cref="Assert.Multiple(TestDelegate)"/>.</summary>
    /// <param name="own">Patterns of what was given in Danish and stays so: names, codes, an agreement's own words.</param>
    public static void Say(Phrase phrase, params string[] own)
    {
        var english = own.Aggregate(phrase.English, (text, pattern) => Regex.Replace(text, pattern, "name"));
        Assert.That(DanishLeft().Matches(english).Select(match => match.Value), Is.Empty, $"Danish is left in: {phrase.English}");
        Assert.That(english, Does.Not.Contain("{").And.Not.Match(@"\d %"), "as English is written");
        Assert.That(Numbers(phrase.English), Is.EqualTo(Numbers(phrase.Danish)), $"the numbers of: {phrase.Danish} / {phrase.English}");
    }

    /// <summary>Every run of digits: "1.234,5" and "1,234.5" have the same; in order of size, since languages order their words each in its own way.</summary>
    private static IEnumerable<string> Numbers(string text) => Digits().Matches(text).Select(match => match.Value).Order(StringComparer.Ordinal);

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();

    [GeneratedRegex(
        @"\p{L}*[æøåÆØÅé]\p{L}*|\b(?:af|afvist|aftalen|alle|antal|anmeldelse[rn]?|begge|beboere|besked|besøg|bølge|dag|dage|dagen|de|dem|der|det|eller|er|efter|fra|færre|gang|gange|gjort|godkendt|grænsen|har|hele|hver|højst|hvis|hvor|i|ikke|indbrud|ingen|inden|kan|klynge|kommer|kommune|kommunen|kriteriet|kun|mellem|med|mindst|måned|niveau|når|nu|og|om|område[rt]?|opgave|opfyldt|plejer|planen|politiet|på|regel|reglen|samme|samlet|skal|som|spørges|stedet|stigning(?:en|er)?|straks|sted|tidligst|til|timer|trin|tæt|uden|uge|ugen|uger|vej|ved|ventet|vises|var)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex DanishLeft();
}
