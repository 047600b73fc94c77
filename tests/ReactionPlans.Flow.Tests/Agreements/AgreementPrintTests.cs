using NUnit.Framework;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Agreements;

/// <summary>The printed page is what people at a meeting hold in their hands: it is checked in, read by a person, and held to.</summary>
public sealed class AgreementPrintTests
{
    private static Agreement Read(string file) => AgreementYaml.Read(Repository.Read(file), file).Agreement!;

    [TestCase("examples/aarhus.yaml", "aarhus")]
    [TestCase("tests/ReactionPlans.Flow.Tests/Agreements/Prints/asked.yaml", "asked")]
    public void The_page_is_the_approved_one(string file, string name)
    {
        var approved = $"tests/ReactionPlans.Flow.Tests/Agreements/Prints/{name}.html";
        var page = AgreementPrint.Write(Read(file));
        if (Environment.GetEnvironmentVariable("REACTIONPLANS_WRITE_DOCS") == "1")
            File.WriteAllText(Repository.Path(approved), page);

        Assert.That(page, Is.EqualTo(Repository.Read(approved)), "read the new page, and run this test with REACTIONPLANS_WRITE_DOCS=1 to approve it");
    }

    [Test]
    public void It_says_who_decides_by_when_and_what_comes_of_silence()
    {
        var page = AgreementPrint.Write(Read("tests/ReactionPlans.Flow.Tests/Agreements/Prints/asked.yaml"));

        Assert.That(page, Does.Contain("Karen Koordinator bliver spurgt og skal svare inden 4 timer. Svarer ingen, spørges Viggo Vagthavende, med 4 timer hver."));
        Assert.That(page, Does.Contain("<td>Viggo Vagthavende</td>"), "who stands in for the coordinator");
    }

    [Test]
    public void It_needs_nothing_beside_it() =>
        Assert.That(AgreementPrint.Write(Read("examples/aarhus.yaml")), Does.Not.Contain("<script").And.Not.Contain("http").And.Not.Contain("src=").And.Not.Contain("@import"));

    [Test]
    public void What_is_written_in_an_agreement_brings_no_markup_of_its_own()
    {
        var agreement = Read("examples/aarhus.yaml");

        Assert.That(AgreementPrint.Write(agreement with { Sender = agreement.Sender with { Name = "<b>Naboskab</b>" } }), Does.Contain("&lt;b&gt;Naboskab&lt;/b&gt;").And.Not.Contain("<b>"));
    }
}
