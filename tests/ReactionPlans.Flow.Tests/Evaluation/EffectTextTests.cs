using NUnit.Framework;
using ReactionPlans.Flow.Evaluation;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Evaluation;

namespace ReactionPlans.Flow.Tests.Evaluation;

public sealed class EffectTextTests
{
    private static readonly Offence Burglary = new("residential-burglary", ["1320"], Attempts: true);

    [Test]
    public void Too_few_to_tell_is_a_plain_answer() => Assert.That(
        EffectText.Sentence(Row(2, 4.21, 0.1, 1.4, EffectVerdict.TooFewToTell), Burglary).Danish,
        Is.EqualTo("I de fire uger efter, at den gik i gang, kom der 2 indbrud. Efter sådan en stigning uden plan kommer der i snit 4,2. "
            + "Det er for få til at sige, om planen gjorde en forskel: fra 90 % færre til 40 % flere passer med tallene."));

    [Test]
    public void An_effect_is_told_with_its_interval_and_not_as_the_fall() => Assert.That(
        EffectText.Sentence(Row(60, 100, 0.4, 0.9, EffectVerdict.Fewer, episodes: 30), Burglary).Danish,
        Is.EqualTo("I de fire uger efter kom der i alt 60 indbrud i de 30 områder. Efter sådanne stigninger uden plan kommer der i snit 100. "
            + "Det er færre end ventet: fra 60 % færre til 10 % færre (95 % sikkert). Det fald, der kommer af sig selv, er regnet fra."));

    [TestCase(EffectVerdict.More, "Det er flere end ventet: fra 10 % flere til 3,2 gange så mange (95 % sikkert).")]
    [TestCase(EffectVerdict.NoClearDifference, "Det er ingen tydelig forskel: fra 10 % flere til 3,2 gange så mange passer med tallene.")]
    public void The_other_verdicts(EffectVerdict verdict, string said) => Assert.That(EffectText.Sentence(Row(9, 4, 1.1, 3.2, verdict), Burglary).Danish, Does.EndWith(said));

    [Test]
    public void Nothing_to_compare_with_is_said()
    {
        Assert.That(EffectText.Sentence(Row(2, 0, 0, null, EffectVerdict.TooFewToTell, episodes: 0), Burglary).Danish, Does.StartWith("Der er under 20 sammenlignelige stigninger uden plan"));
        Assert.That(EffectText.Sentence(Row(2, 0, 0, null, EffectVerdict.TooFewToTell), Burglary).Danish, Does.Contain("100 % færre eller derover"));
        Assert.That(Enum.GetValues<EffectVerdict>().Select(EffectText.Brief).Distinct().Count(), Is.EqualTo(4));
    }

    private static EffectRow Row(int after, double expected, double low, double? high, EffectVerdict verdict, int episodes = 1) =>
        new() { ReportsAfter = after, Expected = expected, Low = low, High = high, Verdict = verdict, Episodes = episodes };
}
