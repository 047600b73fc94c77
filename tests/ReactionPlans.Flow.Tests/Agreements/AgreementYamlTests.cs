using NUnit.Framework;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Flow.Tests.Agreements;

public sealed class AgreementYamlTests
{
    private static Agreement Read(string yaml)
    {
        var reading = AgreementYaml.Read(yaml, "aftale.yaml");
        Assert.That(reading.Problems, Is.Empty);
        return reading.Agreement!;
    }

    [Test]
    public void Every_field_of_the_whole_example_is_read()
    {
        var agreement = Read(Texts.Whole);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(agreement.Partnership, Is.EqualTo(new Partnership("eksempel", "Eksempel", "0751", "oestjylland")));
            Assert.That(agreement.Version, Is.EqualTo(1));
            Assert.That(agreement.HoldsFrom, Is.EqualTo(new DateOnly(2020, 1, 1)));
            Assert.That(agreement.ReviewBy, Is.EqualTo(new DateOnly(2021, 1, 1)));
            Assert.That(agreement.Sender, Is.EqualTo(new Sender("Trygt Naboskab", "tryghed@example.dk", "114")));
            Assert.That(agreement.Goals, Is.EqualTo(new Goals(10, 2000)));
            Assert.That(agreement.Channels, Is.EqualTo(new Channels(true, true, agreement.Channels.NeighbourFriends, true)));
            Assert.That(agreement.Channels.NeighbourFriends, Is.EqualTo(["mail", "sms", "push"]));
            Assert.That(agreement.Areas.Level, Is.EqualTo("postcode"));
            Assert.That(agreement.Areas.Codes, Is.EqualTo(["8240", "8260"]));
            Assert.That(agreement.Offences["residential-burglary"].Codes, Is.EqualTo(["1320"]));
            Assert.That(agreement.Offences["residential-burglary"].Attempts, Is.True);
            Assert.That(agreement.End, Is.EqualTo(new EndRule(42, true)));
            Assert.That(agreement.Decision.Mode, Is.EqualTo(DecisionMode.Police));
            Assert.That(agreement.Decision.DeadlineHours, Is.EqualTo(4));
            Assert.That(agreement.Decision.OnDeadline, Is.EqualTo(OnDeadline.Escalate));
            Assert.That(agreement.Decision.Deputies, Is.EqualTo(["duty"]));
            Assert.That(agreement.People, Has.Count.EqualTo(3));
            Assert.That(agreement.People[2], Is.EqualTo(new Person("lead", "municipal-lead", "Projektleder", "lead@example.dk")));
            Assert.That(agreement.Examples, Is.EqualTo([
                new Example("8240", new DateOnly(2020, 2, 16), "burst", true),
                new Example("8240", new DateOnly(2020, 2, 9), "burst", false),
            ]));
        }
    }

    [Test]
    public void The_criterion_and_the_plan_are_read_field_by_field()
    {
        var agreement = Read(Texts.Whole);
        var rule = (ThresholdRule)agreement.Criteria.Single().Rule;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(agreement.Criteria.Single(), Is.EqualTo(new Criterion("burst", "residential-burglary", CriterionLevel.Activate, rule, 3, 0, 14, 14)));
            Assert.That((rule.AtLeast, rule.AtLeastByArea.Count, rule.WithinDays), Is.EqualTo((5, 0, 7)));
            Assert.That(agreement.Plan, Is.EqualTo([
                new PlanStep("letters", Party.Municipality, "lead", Reaction.Letter, "residents-burst", null, 0, null, null, null, null),
                new PlanStep("friends", Party.Police, "coordinator", Reaction.NeighbourMessage, "friends-burst", null, 0, null, null, null, null),
                new PlanStep("members", Party.Police, "coordinator", Reaction.MemberAlert, "members-burst", null, 0, null, null, null, null),
                new PlanStep("post", Party.Municipality, "lead", Reaction.LocalPost, "local-post", null, 2, 24, null, null, null),
                new PlanStep("station", Party.Police, "coordinator", Reaction.MobileStation, null, null, 0, null,
                    new StationWish(2, 3, 7), new Gate("letters", 0.9, 48), new Otherwise("supermarket", "post")),
                new PlanStep("walk", Party.Municipality, "lead", Reaction.Task, null, "tryghedsvandring", 0, 14 * 24, null, null, null),
            ]));
        }
    }

    [Test]
    public void All_codes_means_every_area_of_the_level() =>
        Assert.That(Read(Texts.With("""codes: ["8240", "8260"]""", "codes: all")).Areas.Codes, Is.Null);

    [Test]
    public void Codes_without_quotes_keep_their_leading_zero()
    {
        var agreement = Read(Texts.With("""codes: ["8240", "8260"]""", "codes: [0751, 8240]").Replace("\"0751\"", "0751", StringComparison.Ordinal));

        Assert.That(agreement.Areas.Codes, Is.EqualTo(["0751", "8240"]));
        Assert.That(agreement.Partnership.Municipality, Is.EqualTo("0751"));
    }

    [Test]
    public void An_offence_can_leave_attempts_out()
    {
        var offence = Read(Texts.With("""["1320"]""", """{ codes: ["1320", "1322"], attempts: false }""")).Offences["residential-burglary"];

        Assert.That(offence.Codes, Is.EqualTo(["1320", "1322"]));
        Assert.That(offence.Attempts, Is.False);
    }

    [Test]
    public void Areas_can_have_numbers_of_their_own()
    {
        var rule = (ThresholdRule)Read(Texts.With("atLeast: 5", "atLeast: { default: 4, \"8270\": 8 }")).Criteria[0].Rule;

        Assert.That((rule.AtLeastIn("8240"), rule.AtLeastIn("8270")), Is.EqualTo((4, 8)));
        Assert.That(rule.AtLeastByArea.Keys, Is.EqualTo(["8270"]));
    }

    [Test]
    public void A_criterion_can_leave_out_reports_that_came_in_late() =>
        Assert.That(Read(Texts.With("cooldownDays: 14", "cooldownDays: 14\n    maximumReportingDelayDays: 21")).Criteria[0].MaximumReportingDelayDays, Is.EqualTo(21));

    [Test]
    public void What_may_be_left_out_has_its_default()
    {
        var agreement = Read("""
            partnership: { id: lille, name: Lille, municipality: "0101", policeDistrict: koebenhavn }
            version: 1
            holdsFrom: 2020-01-01
            reviewBy:
            sender: { name: Lille, contact: Rådhuset }
            channels: { neighbourFriends: [push] }
            areas: { level: parish, codes: all }
            offences: { burglary: ["1320"] }
            criteria: [ { id: few, offence: burglary, level: watch, rule: { kind: threshold, atLeast: 4, withinDays: 14 } } ]
            decision: { mode: automatic }
            plan: [ { id: members, party: police, responsible: p, reaction: member-alert, template: t } ]
            end: { maximumDays: 30 }
            people: [ { id: p, role: joint-coordinator, name: P, mail: p@example.dk } ]
            """);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((agreement.ReviewBy, agreement.Goals), Is.EqualTo(((DateOnly?)null, (Goals?)null)));
            Assert.That(agreement.Sender.PolicePhone, Is.EqualTo("114"));
            Assert.That((agreement.Channels.DigitalPost, agreement.Channels.Print, agreement.Channels.LocalPosts), Is.EqualTo((false, false, false)));
            Assert.That(agreement.Criteria[0] with { Rule = null! }, Is.EqualTo(new Criterion("few", "burglary", CriterionLevel.Watch, null!)));
            Assert.That((agreement.Decision.DeadlineHours, agreement.Decision.OnDeadline), Is.EqualTo((4.0, OnDeadline.Escalate)));
            Assert.That(agreement.Decision.Deputies, Is.Empty);
            Assert.That(agreement.End.AllClear, Is.True);
            Assert.That(agreement.Examples, Is.Empty);
        }
    }

    [Test]
    public void An_unknown_field_is_told_with_the_name_that_was_probably_meant()
    {
        var problem = AgreementYaml.Read(Texts.With("holdForDays", "holdForDay"), "aftale.yaml").Problems.Single();

        Assert.That(problem.ToString(), Is.EqualTo(
            "RP3002 aftale.yaml:16:5: Ukendt felt 'holdForDay'. Mente du 'holdForDays'? / Unknown field 'holdForDay'. Did you mean 'holdForDays'?"));
    }

    [Test]
    public void All_problems_are_told_at_once_in_the_order_of_the_file()
    {
        var yaml = Texts.Whole
            .Replace("version: 1", "version: one", StringComparison.Ordinal)
            .Replace("mode: police", "mode: mayor", StringComparison.Ordinal)
            .Replace("cooldownDays: 14", "cooldown: 14", StringComparison.Ordinal)
            .Replace("level: postcode", "level: postcode, level: parish", StringComparison.Ordinal);

        var reading = AgreementYaml.Read(yaml, "aftale.yaml");

        Assert.That(reading.Agreement, Is.Null);
        Assert.That(reading.Problems.Select(problem => (problem.Number, problem.Place!.Line)), Is.EqualTo([(3004, (int?)2), (3015, 8), (3002, 18), (3004, 19)]));
    }

    [Test]
    public void An_anchor_can_be_used_again() =>
        Assert.That(Read(Texts.With("minimumReports: 3\n    holdForDays: 0", "minimumReports: &n 4\n    holdForDays: *n")).Criteria[0].HoldForDays, Is.EqualTo(4));

    [Test]
    public void Danish_and_English_say_each_in_its_own_language_what_was_expected()
    {
        var problem = AgreementYaml.Read(Texts.With("2020-01-01", "1/1 2020"), "aftale.yaml").Problems.Single();

        Assert.That(problem.Danish, Is.EqualTo("Feltet 'holdsFrom' har en forkert værdi: '1/1 2020'. Der ventes en dag som 2020-01-31."));
        Assert.That(problem.English, Is.EqualTo("The field 'holdsFrom' has a wrong value: '1/1 2020'. Expected a day such as 2020-01-31."));
    }
}
