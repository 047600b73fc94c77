using NUnit.Framework;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Texts;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Texts;

/// <summary>Every shipped text that residents and neighbours read is one that the lint would let through, whatever the agreement is called and counts.</summary>
public sealed class ShippedTextsTests
{
    private const string Update = "update";

    private static readonly Dictionary<string, TextReceiver> Receivers = new()
    {
        ["residents-burst"] = TextReceiver.Residents,
        ["friends-burst"] = TextReceiver.NeighbourFriends,
        ["members-burst"] = TextReceiver.Members,
        ["local-post"] = TextReceiver.LocalPost,
        ["all-clear"] = TextReceiver.AfterTheEnd,
        ["still-high"] = TextReceiver.AfterTheEnd,
        ["correction"] = TextReceiver.AfterTheEnd, // the residents' own; "stopped" goes to the parties
        [Update] = TextReceiver.Update,
    };

    private static IEnumerable<TestCaseData> Cases() =>
        from template in Receivers.Keys
        from purpose in new[] { Purpose.Live, Purpose.Exercise }
        from areas in new[] { (string[])["Hasle"], ["Nykøbing Falster", "Skovshoved", "Sundby"] }
        from offence in new[] { null, "butikstyverier" }
        select new TestCaseData(template, purpose, areas, offence).SetArgDisplayNames(template, purpose.ToString() ?? "", string.Join(" og ", areas), offence ?? "indbrud");

    [TestCaseSource(nameof(Cases))]
    public void A_shipped_text_passes_the_lint(string template, Purpose purpose, string[] areas, string? offence)
    {
        var facts = Facts(areas, offence);
        var wording = new Wording(new TemplateBook(), new TextOptions(), new AnswerLinks(new byte[Seal.KeyBytes]), purpose);

        var text = wording.Write(template, facts, template == Update ? $"{Wording.UpdatePrefix}1" : template);

        var (sender, row) = (facts.Agreement.Sender, facts.Activation);
        var told = new ToldFacts(sender.Name, sender.Contact, sender.PolicePhone, row.AreaName, row.AreaCode, row.Count, facts.WindowDays, facts.Offence.Several);
        foreach (var shape in new[] { text.Text, text.Html })
        {
            // An exercise's mark comes on top of what somebody wrote, so it does not count as length.
            var found = TextLint.Check(Receivers[template], text.Subject, shape, told).Where(problem => !purpose.IsExercise || problem.Kind != Problems.TextTooLong);
            Assert.That(found, Is.Empty, shape);
        }
    }

    [Test]
    public void What_a_plan_would_say_is_told_with_the_parts_of_the_lint()
    {
        var facts = Facts(["Hasle"], null);
        var texts = PreparedTexts.Of(new Wording(new TemplateBook(), new TextOptions(), new AnswerLinks(new byte[Seal.KeyBytes]), Purpose.Live), facts, new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

        foreach (var (reaction, text) in texts)
        {
            var receiver = reaction switch
            {
                Reaction.Letter => TextReceiver.Residents,
                Reaction.NeighbourMessage => TextReceiver.NeighbourFriends,
                Reaction.MemberAlert => TextReceiver.Members,
                Reaction.LocalPost => TextReceiver.LocalPost,
                _ => TextReceiver.AfterTheEnd,
            };
            var sender = facts.Agreement.Sender;
            Assert.That(
                TextLint.Check(receiver, text.Subject, text.Text, new ToldFacts(sender.Name, sender.Contact, sender.PolicePhone, "Hasle", "8210", facts.Activation.Count, facts.WindowDays)),
                Is.Empty, text.Text);
        }
    }

    private static TextFacts Facts(string[] areas, string? offence)
    {
        var agreement = AgreementYaml.Read(Repository.Read("examples/aarhus.yaml"), "aarhus.yaml").Agreement!;
        if (offence is not null)
            agreement = agreement with { Offences = agreement.Offences.ToDictionary(one => one.Key, one => one.Value with { Plural = offence }) };
        var row = new ActivationRow
        {
            CriterionId = agreement.Criteria[0].Id,
            AreaNames = areas,
            AreaCodes = [.. areas.Select((_, index) => $"{8210 + index}")],
            FiredOn = new DateOnly(2026, 3, 1),
            Count = 5,
            MaximumEndsAt = new DateTimeOffset(2026, 4, 26, 22, 0, 0, TimeSpan.Zero),
            EndedOn = new DateOnly(2026, 4, 20),
        };
        var correction = new CorrectionRow { Number = 1, PersonId = agreement.People[0].Id, Words = "Stationen kommer onsdag og ikke tirsdag." };
        return new TextFacts(row, agreement, [], [], null, [], [], [correction]);
    }
}
