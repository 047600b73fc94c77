using NUnit.Framework;
using ReactionPlans.Rules.Texts;

namespace ReactionPlans.Rules.Tests.Texts;

/// <summary>Each phrase of each list is found in every form it has, though most sentences are passed over by a piece of it alone.</summary>
public sealed class PhraseListTests
{
    [TestCase("acting")]
    [TestCase("advice")]
    [TestCase("descriptions")]
    [TestCase("end")]
    [TestCase("events")]
    [TestCase("frightening")]
    [TestCase("origin")]
    [TestCase("over")]
    public void Each_phrase_is_found_in_each_of_its_forms(string name)
    {
        var list = PhraseList.Read(name);

        var forms = PhraseList.Lines(name).SelectMany(FormsOf).ToList();

        Assert.That(forms.Where(form => !list.IsIn($"Her står {form}, og mere.")), Is.Empty);
        Assert.That(forms.Where(form => !list.In($"HER STÅR {form.ToUpperInvariant()}.").Any()), Is.Empty);
        Assert.That(forms, Has.Count.GreaterThan(PhraseList.Lines(name).Count));
    }

    [Test]
    public void A_sentence_without_any_is_passed_over() =>
        Assert.That(PhraseList.Read("frightening").IsIn("Tænd lyset i flere rum, og aftal med en nabo, hvem der ser til huset."), Is.False);

    /// <summary>Every choice of a word's forms, a star as no letters and as some (alone as some), and the dots as no words and as two.</summary>
    private static IEnumerable<string> FormsOf(string phrase) => phrase.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(word => word == "…" ? ["", "et to"] : word.Split('/').SelectMany(form => form == "*" ? ["xyz"] : form.Contains('*', StringComparison.Ordinal) ? [form.Replace("*", "", StringComparison.Ordinal), form.Replace("*", "xyz", StringComparison.Ordinal)] : (string[])[form]).ToArray())
        .Aggregate((IEnumerable<string>)[""], (so, words) => so.SelectMany(begun => words.Select(word => $"{begun} {word}".Trim())));
}
