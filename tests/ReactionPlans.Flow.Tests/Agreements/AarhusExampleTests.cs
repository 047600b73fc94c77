using NUnit.Framework;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Flow.Backtest;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection.Backtest;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Agreements;

public sealed class AarhusExampleTests
{
    private static AgreementReading Read() =>
        AgreementYaml.Read(Repository.Read("examples/aarhus.yaml"), "aarhus.yaml");

    [Test]
    public void The_shipped_example_is_an_agreement_without_problems()
    {
        var reading = Read();

        Assert.That(reading.Problems, Is.Empty);
        Assert.That(TextCheck.OfAgreement(reading.Agreement!, new TemplateBook()), Is.Empty);
    }

    [Test]
    public void The_shipped_example_says_that_nobody_has_entered_into_it() =>
        Assert.That(Read().Agreement!.Partnership.Name, Does.Contain("ikke en indgået aftale"));

    [Test]
    [Category("RealData")]
    public void Its_examples_hold_on_the_real_reports_and_the_opposite_does_not()
    {
        var (past, wrong) = new BacktestFiles(
            SharedData.Find("data", "dk-geo", "postnumre.geojson"), SharedData.Find("data", "oestjylland", "burglaries_2018-12_2022-12.csv.gz"),
            Repository.Path("examples/maps/oestjylland.yaml"), null).Read(TimeProvider.System);
        Assert.That(wrong, Is.Empty);
        var agreement = Read().Agreement!;
        var opposite = agreement with { Examples = [.. agreement.Examples.Select(example => example with { Holds = !example.Holds })] };

        var found = CheckExamples.Run(past!.For(agreement, past.FirstDay, past.LastDay), CancellationToken.None);

        Assert.That((found.Tried, found.Failed.Count, found.Notices.Count), Is.EqualTo((2, 0, 0)));
        Assert.That(CheckExamples.Run(past.For(opposite, past.FirstDay, past.LastDay), CancellationToken.None).Failed, Has.Count.EqualTo(2));
    }
}
