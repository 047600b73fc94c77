using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;

namespace ReactionPlans.Rules.Tests;

public sealed class PhraseTests
{
    private static readonly Phrase Burglaries = new("indbrud", "burglaries");

    [Test]
    public void A_hole_is_written_in_each_language()
    {
        var (day, instant) = (new DateOnly(2020, 2, 16), new DateTimeOffset(2020, 2, 16, 9, 30, 0, TimeSpan.Zero));

        Assert.That(
            Phrase.Of($"{1234} {Burglaries} i {"8240 Risskov"} den {day}; {Phrase.Number(2.25, 1)}; {instant}", $"{1234} {Burglaries} in {"8240 Risskov"} on {day}; {Phrase.Number(2.25, 1)}; {instant}"),
            Is.EqualTo(new Phrase(
                "1.234 indbrud i 8240 Risskov den 16. februar 2020; 2,3; søndag den 16. februar 2020 kl. 10.30",
                "1,234 burglaries in 8240 Risskov on 16 February 2020; 2.3; Sunday 16 February 2020 at 10:30")));
    }

    [TestCase("tr-TR")]
    [TestCase("ar-SA")]
    [TestCase("da-DK")]
    public void The_machines_culture_changes_nothing(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            A_hole_is_written_in_each_language();
            Assert.That(new Phrase("i alt", "in all").Capital(), Is.EqualTo(new Phrase("I alt", "In all")));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Test]
    public void Braces_and_percent_signs_are_text()
    {
        var own = "{0} {{x}} 5%";

        Assert.That(Phrase.Of($"tekst {{ {own} }}", $"text {{ {own} }}"), Is.EqualTo(new Phrase("tekst { {0} {{x}} 5% }", "text { {0} {{x}} 5% }")));
    }

    [Test]
    public void Phrases_stand_in_phrases()
    {
        var inner = Phrase.Of($"{2} {Burglaries}", $"{2} {Burglaries}");
        var outer = Phrase.Of($"mindst {inner} på {Phrase.Days(1)}", $"at least {inner} in {Phrase.Days(1)}") + Phrase.Same(".");

        Assert.That(outer, Is.EqualTo(new Phrase("mindst 2 indbrud på 1 dag.", "at least 2 burglaries in 1 day.")));
    }

    [Test]
    public void Lists_read_as_each_language_reads_them()
    {
        Phrase[] three = [Phrase.Same("A"), Burglaries, Phrase.Days(14)];

        Assert.That(Phrase.List(three), Is.EqualTo(new Phrase("A, indbrud og 14 dage", "A, burglaries and 14 days")));
        Assert.That(Phrase.List(three[..1]), Is.EqualTo(Phrase.Same("A")));
        Assert.That(Phrase.List([]), Is.EqualTo(Phrase.None));
        Assert.That(Phrase.Join(new(" eller ", " or "), three), Is.EqualTo(new Phrase("A eller indbrud eller 14 dage", "A or burglaries or 14 days")));
    }

    [Test]
    public void A_phrase_without_a_chosen_language_is_Danish() => Assert.That($"{Burglaries}", Is.EqualTo("indbrud"));

    [Test]
    public void Any_text_and_any_number_stand_as_they_are() => Prop.ForAll(ArbMap.Default.ArbFor<(NonNull<string> Text, int Number)>(), given =>
    {
        var phrase = Phrase.Of($"{given.Text.Get}|{given.Number}", $"{given.Text.Get}|{given.Number}");
        var plain = given.Text.Get + "|" + given.Number.ToString(CultureInfo.InvariantCulture);
        return phrase.English.Replace(",", "", StringComparison.Ordinal) == plain.Replace(",", "", StringComparison.Ordinal)
            && phrase.Danish.Replace(".", "", StringComparison.Ordinal) == plain.Replace(".", "", StringComparison.Ordinal);
    }).QuickCheckThrowOnFailure();
}
