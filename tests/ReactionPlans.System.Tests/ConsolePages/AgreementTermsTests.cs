using NUnit.Framework;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Web.Languages;
using ReactionPlans.Web.Pages.Agreements;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>What the parties choose between has the agreement's own words in Danish, and English ones on an English page.</summary>
public sealed class AgreementTermsTests
{
    private static readonly string[] Roles = ["police-coordinator", "police-duty", "municipal-lead", "joint-coordinator", "other"];

    private static readonly double[] LengthsInHours = [0, 0.5, 1, 24, 48, 49, 336];

    [Test]
    public void In_Danish_a_form_says_what_the_agreement_says() => Assert.Multiple(() =>
    {
        Assert.That(Enum.GetValues<Party>().Select(one => AgreementTerms.Of(one)), Is.EqualTo(Enum.GetValues<Party>().Select(one => AgreementWords.Of(one))));
        Assert.That(Enum.GetValues<CriterionLevel>().Select(one => AgreementTerms.Of(one)), Is.EqualTo(Enum.GetValues<CriterionLevel>().Select(one => AgreementWords.Of(one))));
        Assert.That(Enum.GetValues<DecisionMode>().Select(one => AgreementTerms.Of(one)), Is.EqualTo(Enum.GetValues<DecisionMode>().Select(one => AgreementWords.Of(one))));
        Assert.That(Enum.GetValues<OnDeadline>().Select(one => AgreementTerms.Of(one)), Is.EqualTo(Enum.GetValues<OnDeadline>().Select(one => AgreementWords.Of(one))));
        Assert.That(Roles.Select(AgreementTerms.Role), Is.EqualTo(Roles.Select(AgreementWords.Role)));
        Assert.That(LengthsInHours.Select(AgreementTerms.Hours), Is.EqualTo(LengthsInHours.Select(AgreementWords.Hours)));
    });

    [Test]
    public void In_English_it_is_understood()
    {
        ChosenLanguage.Speak(Language.English);
        try
        {
            Assert.That(
                (AgreementTerms.Of(OnDeadline.Escalate), AgreementTerms.Of(CriterionLevel.Watch), AgreementTerms.Hours(0.5), AgreementTerms.Hours(336)),
                Is.EqualTo(("the deputies are asked", "only shown", "0.5 hours", "14 days")));
        }
        finally
        {
            ChosenLanguage.Speak(Language.Danish);
        }
    }
}
