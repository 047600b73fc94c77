using System.Text.Json;
using NUnit.Framework;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Detection;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules.Plans;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Agreements;

/// <summary>What is counted is data: an agreement on something else than burglary runs the same way and calls it by its own name.</summary>
public sealed class OtherOffencesTests
{
    [TestCase("""shop-theft: { codes: ["1440"], singular: butikstyveri, plural: butikstyverier }""", "1440", "3 butikstyverier")]
    [TestCase("""digital-fraud: { codes: ["1510", "1512"], singular: digital svindel mod ældre, plural: tilfælde af digital svindel mod ældre }""", "1512", "3 tilfælde af digital svindel mod ældre")]
    [TestCase("""bicycle-theft: ["1420"]""", "1420", "3 anmeldelser")]
    public async Task From_report_to_letter_under_its_own_name(string offence, string code, string told)
    {
        await using var village = await Village.Settle(offences: offence);

        await village.Report(3, offence: code);
        await village.Report(5, area: "2", offence: "1320"); // no business of this agreement
        await village.JudgeSoFar();
        Assert.That(await village.Database.Rows("detection.spike"), Is.EqualTo(1));
        await village.AskAboutSpike();
        Assert.That(await village.Said(nameof(PlanActivated)), Is.EqualTo(1));
        await village.StartPlan();

        var spike = await village.Spike();
        var id = StableId.OfActivation(spike);
        Assert.That(await village.Database.Rows("activation.task"), Is.EqualTo(5));

        var evidence = JsonSerializer.Deserialize<Evidence>(await village.Database.Scalar<string>("select evidence::text from detection.spike") ?? "", JsonSerializerOptions.Web)!;
        Assert.That(EvidenceText.Sentence(evidence, "Område 1").Danish, Does.StartWith($"{told} på 7 dage i Område 1").And.Not.Contain("indbrud"));
        var (sheet, _) = await new SpikeSheet(village.Database.Database, village.Agreements).Of(spike, CancellationToken.None);
        Assert.That(sheet, Does.Not.Contain("indbrud").IgnoreCase);
        var (why, _) = await new ExplainDay(village.Database.Database, village.Agreements, village.Map).Of("1", village.Today, null, CancellationToken.None);
        Assert.That(why!.Criteria.Single().Sentence, Does.StartWith(told).And.Not.Contain("indbrud"));

        var facts = (await village.Database.Database.Do(work => TextFacts.Read(work, village.Agreements, [id]), CancellationToken.None))[id];
        var wording = new Wording(new TemplateBook(), new TextOptions(), new AnswerLinks(new byte[Seal.KeyBytes]), Purpose.Live);
        foreach (var template in new[] { "residents-burst", "friends-burst", "members-burst", "local-post", "activated", "decision", "all-clear", "still-high", "correction" })
        {
            var text = wording.Write(template, facts, "letters");
            Assert.That(text.Subject + text.Text, Does.Contain(told.Replace("3 ", "", StringComparison.Ordinal)).And.Not.Contain("indbrud").IgnoreCase, template);
        }
    }

    [Test]
    public async Task Burglary_is_called_as_ever()
    {
        await using var village = await Village.Settle();
        await village.Report(3);
        await village.JudgeSoFar();
        await village.AskAboutSpike();
        await village.StartPlan();
        var id = StableId.OfActivation(await village.Spike());

        var facts = (await village.Database.Database.Do(work => TextFacts.Read(work, village.Agreements, [id]), CancellationToken.None))[id];

        Assert.That(new Wording(new TemplateBook(), new TextOptions(), new AnswerLinks(new byte[Seal.KeyBytes]), Purpose.Live).Write("residents-burst", facts, "letters").Text, Does.Contain("er der anmeldt 3 indbrud i Område 1"));
    }
}
