using System.Text.RegularExpressions;
using NUnit.Framework;

namespace ReactionPlans.System.Tests.Languages;

/// <summary>Every text of the console has its English, and nothing else does.</summary>
public sealed partial class EnglishTests
{
    private static readonly IReadOnlyList<SaidText> Said = SaidTexts.Said();

    private static readonly IReadOnlyList<TranslatedText> Translated = SaidTexts.Translated();

    [Test]
    public void Every_text_has_its_English()
    {
        var known = Translated.Select(text => text.Danish).ToHashSet(StringComparer.Ordinal);

        Assert.That(Said, Has.Count.GreaterThan(100), "the source is read");
        Assert.That(Said.Where(text => !known.Contains(text.Danish)).Select(text => $"{text.Where}: {text.Danish}"), Is.Empty);
    }

    [Test]
    public void No_English_is_left_of_a_text_that_is_gone()
    {
        var said = Said.Select(text => text.Danish).ToHashSet(StringComparer.Ordinal);

        Assert.That(Translated.Where(text => !said.Contains(text.Danish)).Select(text => $"{text.File}: {text.Danish}"), Is.Empty);
    }

    [Test]
    public void A_text_is_translated_in_one_place() =>
        Assert.That(Translated.GroupBy(text => text.Danish).Where(texts => texts.Count() > 1).Select(texts => $"{texts.Key}: {string.Join(", ", texts.Select(text => text.File))}"), Is.Empty);

    [Test]
    public void Both_languages_have_the_same_holes_and_the_same_markup() =>
        Assert.That(Translated.Where(text => !Parts(text.Danish).SequenceEqual(Parts(text.English))).Select(text => $"{text.Danish} -> {text.English}"), Is.Empty);

    private static IEnumerable<string> Parts(string text) => HoleOrTag().Matches(text).Select(part => part.Value).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{\d+\}|</?[a-z]+")]
    private static partial Regex HoleOrTag();
}
