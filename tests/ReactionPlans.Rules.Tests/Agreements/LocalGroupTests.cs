using NUnit.Framework;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Rules.Tests.Agreements;

public sealed class LocalGroupTests
{
    [TestCase("", true)]
    [TestCase("8240", true)]
    [TestCase("8000,8240", true)]
    [TestCase("8000", false)]
    public void A_group_is_about_its_own_areas_or_about_all(string areas, bool isAbout) =>
        Assert.That(new LocalGroup("Naboer", "https://example.dk", areas.Split(',', StringSplitOptions.RemoveEmptyEntries)).IsAbout(["8240", "8250"]), Is.EqualTo(isAbout));

    [Test]
    public void The_agreement_says_in_words_which_groups() =>
        Assert.That(
            AgreementWords.Of(new Channels(false, false, [], true) { LocalGroups = [new("Naboer", "https://example.dk/n", ["8240"]), new("Alle", "https://example.dk/a", [])] }).Danish,
            Is.EqualTo("opslag i lokale grupper (Naboer, https://example.dk/n, for 8240; Alle, https://example.dk/a)"));
}
