using NUnit.Framework;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Plans;
using ReactionPlans.Rules.Time;
using AgreementTexts = ReactionPlans.Flow.Tests.Agreements.Texts;

namespace ReactionPlans.Flow.Tests.Texts;

/// <summary>A plan that has not begun, in its own words.</summary>
public sealed class WholePlanTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    private static readonly Agreement Whole = AgreementYaml.Read(AgreementTexts.Whole, "aftale.yaml").Agreement!;

    [Test]
    public void Every_text_stands_in_the_order_of_the_steps_with_the_parties_first_and_everybody_last()
    {
        var plan = Of([]);

        Assert.That(plan.Opening.Text.Text, Does.Contain("Grunden er 5 anmeldte indbrud på 7 dage").And.Contain("Brev til beboerne: Projektleder (kommunen)"));
        Assert.That(plan.Steps.Select(step => step.Step.Id), Is.EqualTo(new[] { "letters", "friends", "members", "post", "station", "walk" }));
        Assert.That(plan.Steps.Select(step => step.Texts.Count), Is.All.EqualTo(1));
        Assert.That(plan.Steps.SelectMany(step => step.Texts).Concat(plan.Ending).SelectMany(text => text.Faults), Is.Empty, "as the lint reads them");
        Assert.That(plan.Steps[4].Texts[0].Text.Text, Does.Contain("Besøg 2: ikke planlagt. Tid og sted findes, når trinnet begynder."));
        Assert.That(plan.Steps[5].Texts[0].Text.Subject, Does.Contain("Risskov"));
        Assert.That(plan.Steps[5].Catalogued!.Checklist, Is.Not.Empty);
        Assert.That(plan.Ending.Single().Text.Subject, Is.EqualTo("Der er igen ro i Risskov"));
    }

    [Test]
    public void A_text_is_shown_in_each_language_that_its_own_receivers_read()
    {
        var plan = Of([("letters", "en-GB"), ("letters", "da-easy"), ("friends", "so")]);

        Assert.That(plan.Steps[0].Texts.Select(text => text.Language), Is.EqualTo(new[] { "da", "en", "da-easy" }));
        Assert.That(plan.Steps[0].Texts[1].Text.Text, Does.Contain("5 burglaries"));
        Assert.That(plan.Steps[1].Texts.Select(text => text.Language), Is.EqualTo(new[] { "da" }), "what nobody has written is read in Danish");
        Assert.That(plan.Ending, Has.Count.EqualTo(3), "who was told is told of the end");
    }

    [Test]
    public void A_text_is_measured_and_what_the_lint_finds_stands_beside_it()
    {
        var loud = Whole with { Offences = Whole.Offences.ToDictionary(one => one.Key, one => one.Value with { Plural = "brutale overfald" }) };

        var letter = Of([], loud).Steps[0].Texts[0];

        Assert.That(letter.Faults.Select(fault => fault.Number), Does.Contain(7040));
        Assert.That(letter.Measure.Words, Is.InRange(100, 350));
        Assert.That(letter.Measure.HardnessLix, Is.InRange(20, 45));
    }

    [Test]
    public void An_agreement_without_an_all_clear_has_no_last_text() => Assert.That(Of([], Whole with { End = Whole.End with { AllClear = false } }).Ending, Is.Empty);

    private static WholePlan Of((string Step, string Language)[] read, Agreement? agreement = null)
    {
        agreement ??= Whole;
        var facts = TextFacts.IfItHeld(agreement, agreement.Criteria[0], "8240", "Risskov", new DateOnly(2026, 3, 4), agreement.Criteria[0].FewestReportsIn("8240"));
        return WholePlan.Of(
            new Wording(new TemplateBook(), new TextOptions(), new AnswerLinks(new byte[Seal.KeyBytes]), Purpose.Live), facts,
            PlanExpansion.Expand(agreement, Now, SchoolCalendar.Empty), read.ToLookup(one => one.Step, one => one.Language), Now);
    }
}
