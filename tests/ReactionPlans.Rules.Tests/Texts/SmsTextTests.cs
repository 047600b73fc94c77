using NUnit.Framework;
using ReactionPlans.Rules.Texts;

namespace ReactionPlans.Rules.Tests.Texts;

public sealed class SmsTextTests
{
    private const string Page = "https://plan.example.dk/p/0123456789ab";
    private static readonly string Stop = "https://plan.example.dk/Answer/Nabo/" + new string('A', 80);

    [TestCase('a', 160, 1)]
    [TestCase('a', 161, 2)]
    [TestCase('a', 306, 2)]
    [TestCase('a', 307, 3)]
    [TestCase('å', 160, 1, Description = "Danish letters are in the telephones' alphabet")]
    [TestCase('€', 80, 1, Description = "counts as two")]
    [TestCase('€', 81, 2)]
    [TestCase('č', 70, 1, Description = "one letter outside, and all of it is written in 16 bits")]
    [TestCase('č', 71, 2)]
    [TestCase('č', 135, 3)]
    public void Parts_are_counted_as_they_are_paid_for(char letter, int count, int parts) => Assert.That(SmsText.Parts(new string(letter, count)), Is.EqualTo(parts));

    [Test]
    public void A_message_says_who_writes_what_about_whom_to_call_and_how_to_stop()
    {
        var text = SmsText.Of("Trygt Naboskab", "Hold øje i Risskov", Page, "114", Stop);

        Assert.That(text, Does.StartWith("Trygt Naboskab: Hold øje i Risskov. Læs mere: " + Page + " ").And.Contain("ring 114").And.EndWith("Pause eller stop: " + Stop));
        Assert.That(SmsText.Parts(text), Is.EqualTo(2));
    }

    [Test]
    public void Typography_does_not_halve_the_room() =>
        Assert.That(SmsText.Parts(SmsText.Of("Trygt Naboskab", "Hold øje – i „Risskov”…", Page, "114", Stop)), Is.EqualTo(2));

    [Test]
    public void A_long_subject_is_cut_between_words_and_the_links_stay_whole()
    {
        var text = SmsText.Of("Trygt Naboskab", string.Join(' ', Enumerable.Repeat("Risskov", 60)), Page, "114", Stop);

        Assert.That(SmsText.Parts(text), Is.EqualTo(SmsText.MostParts));
        Assert.That(text, Does.Contain("Risskov Risskov. Læs mere: " + Page).And.EndWith(Stop));
    }

    [TestCase("Trygt Naboskab", 1, "Trygt Naboskab: Risskov. Læs mere: " + Page + " Set noget? Ring 114.")]
    [TestCase("Trygt Naboskab", 30, "Trygt Naboskab: Risskov Risskov Risskov Risskov Risskov Risskov Risskov Risskov. Læs mere: " + Page + " Set noget? Ring 114.")]
    [TestCase("Det fælles naboskab for alle i hele kommunen og dens nærmeste omegn mod nord og syd", 1, "Det fælles naboskab for alle i hele kommunen og dens nærmeste omegn mod nord og syd: Risskov. Set noget? Ring 114.")]
    public void A_nemsms_is_cut_to_its_length_from_what_is_needed_least(string sender, int words, string text) =>
        Assert.That(SmsText.NemSms(sender, string.Join(' ', Enumerable.Repeat("Risskov", words)), Page, "114"), Is.EqualTo(text));

    [Test]
    public void A_nemsms_is_never_longer_than_the_format_has_room_for()
    {
        string[] texts = ["", "a", string.Concat(Enumerable.Repeat("Risskov ", 40)), new string('a', 300)];

        var written = from sender in texts from subject in texts from page in (string?[])[null, Page, "https://" + new string('b', 200)] select SmsText.NemSms(sender, subject, page, "114");

        Assert.That(written.ToList(), Has.All.Length.LessThanOrEqualTo(SmsText.MostNemSms).And.All.EndsWith("Ring 114."));
    }

    [Test]
    public void A_nemsms_without_a_page_says_whom_to_call() => Assert.That(SmsText.NemSms("Trygt Naboskab", "Hold øje", null, "114"), Is.EqualTo("Trygt Naboskab: Hold øje. Set noget? Ring 114."));
}
