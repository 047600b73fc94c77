using NUnit.Framework;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Rules.Tests.Agreements;

public sealed class AgreementCheckTests
{
    private static IEnumerable<int> Numbers(Agreement agreement) => AgreementCheck.Check(agreement, Agreed.Templates).Select(problem => problem.Number);

    [Test]
    public void An_agreement_that_can_be_followed_has_no_problem() => Assert.That(AgreementCheck.Check(Agreed.Whole, Agreed.Templates), Is.Empty);

    [Test]
    public void A_plan_without_a_neighbour_step_is_refused() => Assert.That(Numbers(Agreed.Without("friends")), Is.EqualTo([3007]));

    [Test]
    public void A_member_alert_is_a_neighbour_step() =>
        Assert.That(Numbers(Agreed.With(Agreed.Friends with { Reaction = Reaction.MemberAlert })), Is.Empty);

    [Test]
    public void A_neighbour_step_without_a_channel_is_none() =>
        Assert.That(Numbers(Agreed.Whole with { Channels = Agreed.Whole.Channels with { NeighbourFriends = [] } }), Is.EqualTo([3007]));

    [TestCase("Pas på dig selv.")]
    [TestCase("Ring 1144 eller 0114.")]
    [TestCase("{% comment %} {{ sender.police_phone }} 114 {% endcomment %}")]
    [TestCase("Skriv til {{ sender.contact }}.")]
    public void A_text_without_a_way_to_the_police_is_refused(string text)
    {
        var templates = new Dictionary<string, string>(Agreed.Templates) { ["local-post"] = text };

        Assert.That(AgreementCheck.Check(Agreed.Whole, templates).Select(problem => problem.English), Is.EqualTo(
            ["The text 'local-post' gives no way to tell the police what one saw."]));
    }

    [TestCase("{{sender.police_phone}}")]
    [TestCase("{{- sender.police_phone | escape }}")]
    [TestCase("Ring 114.")]
    public void A_text_with_a_way_to_the_police_passes(string text) => Assert.That(PoliceContact.IsIn(text, "114"), Is.True);

    [Test]
    public void A_district_with_its_own_number_is_not_served_by_another()
    {
        Assert.That(PoliceContact.IsIn("Ring 114.", "+45 8731 1448"), Is.False);
        Assert.That(PoliceContact.IsIn("Ring +45 8731 1448.", "+45 8731 1448"), Is.True);
    }

    [Test]
    public void An_unknown_template_is_refused_with_the_known_ones() =>
        Assert.That(
            AgreementCheck.Check(Agreed.With(Agreed.Post with { Template = "lokal" }), Agreed.Templates).Single().English,
            Is.EqualTo("The template 'lokal' does not exist. Known templates: friends-burst | local-post | residents-burst."));

    [Test]
    public void An_unknown_person_is_refused() => Assert.That(Numbers(Agreed.With(Agreed.Post with { Responsible = "mayor" })), Is.EqualTo([3005]));

    [Test]
    public void A_responsible_person_of_the_other_party_is_refused()
    {
        var problem = AgreementCheck.Check(Agreed.With(Agreed.Post with { Responsible = "duty" }), Agreed.Templates).Single();

        Assert.That(problem.Number, Is.EqualTo(3006));
        Assert.That(problem.Danish, Is.EqualTo("Trin 'post' hører til kommunen, men den ansvarlige 'duty' gør ikke."));
    }

    [Test]
    public void A_joint_coordinator_acts_for_both_parties() =>
        Assert.That(Numbers(Agreed.Whole with { People = [.. Agreed.Whole.People.Select(person => person with { Role = "joint-coordinator" })] }), Is.Empty);

    [TestCase("police-coordinator")]
    [TestCase("municipal-lead")]
    public void A_party_without_anybody_is_refused(string role)
    {
        var agreement = Agreed.Whole with { People = [.. Agreed.Whole.People.Select(person => person with { Role = role })] };

        Assert.That(Numbers(agreement), Does.Contain(3003));
    }

    [Test]
    public void An_unknown_deputy_is_refused() =>
        Assert.That(Numbers(Agreed.Whole with { Decision = Agreed.Whole.Decision with { Deputies = ["mayor"] } }), Is.EqualTo([3005]));

    [Test]
    public void A_deputy_who_may_not_answer_is_refused() =>
        Assert.That(Numbers(Agreed.Whole with { Decision = Agreed.Whole.Decision with { Deputies = ["lead"] } }), Is.EqualTo([3006]));

    [Test]
    public void Escalation_to_nobody_is_refused_unless_nobody_is_asked()
    {
        var nobody = Agreed.Whole.Decision with { Deputies = [] };

        Assert.That(Numbers(Agreed.Whole with { Decision = nobody }), Is.EqualTo([3003]));
        Assert.That(Numbers(Agreed.Whole with { Decision = nobody with { OnDeadline = OnDeadline.Lapse } }), Is.Empty);
        Assert.That(Numbers(Agreed.Whole with { Decision = nobody with { Mode = DecisionMode.Automatic } }), Is.Empty);
    }

    [Test]
    public void Ids_that_are_there_twice_are_refused()
    {
        var agreement = Agreed.Whole with
        {
            Plan = [.. Agreed.Whole.Plan, Agreed.Post],
            Criteria = [.. Agreed.Whole.Criteria, .. Agreed.Whole.Criteria],
            People = [.. Agreed.Whole.People, Agreed.Whole.People[0]],
        };

        Assert.That(AgreementCheck.Check(agreement, Agreed.Templates).Select(problem => problem.English), Is.EqualTo([
            "'burst' appears twice under criteria.", "'post' appears twice under plan.", "'coordinator' appears twice under people.",
        ]));
    }

    [Test]
    public void A_criterion_of_an_unknown_offence_is_refused() =>
        Assert.That(
            AgreementCheck.Check(Agreed.Whole with { Criteria = [Agreed.Whole.Criteria[0] with { OffenceId = "theft" }] }, Agreed.Templates).Single().English,
            Is.EqualTo("The field 'criteria.burst.offence' has a wrong value: 'theft'. Expected burglary."));

    [Test]
    public void An_example_of_an_unknown_criterion_or_a_foreign_area_is_refused() =>
        Assert.That(Numbers(Agreed.Whole with { Examples = [new Example("9999", new DateOnly(2020, 2, 16), "wave", Holds: true)] }), Is.EqualTo([3004, 3004]));

    [Test]
    public void False_discoveries_are_left_out_only_by_rules_that_ask_a_chance()
    {
        Agreement With(Rule rule) => Agreed.Whole with { Criteria = [Agreed.Whole.Criteria[0] with { Rule = rule, FalseDiscoveryRate = 0.2 }] };

        Assert.Multiple(() =>
        {
            Assert.That(Numbers(With(new PooledRule(0.001, 3))), Does.Not.Contain(7020));
            Assert.That(Numbers(With(new FarringtonRule(0.01))), Does.Not.Contain(7020));
            Assert.That(Numbers(With(new RatioRule(4, 14, 0.01))), Does.Not.Contain(7020));
            Assert.That(Numbers(With(new RatioRule(4, 14, 1))), Does.Contain(7020));
            Assert.That(Numbers(With(new NearRepeatRule(3, 200, 7))), Does.Contain(7020));
        });
    }

    private static Agreement WithDeputy(string of, string deputy) =>
        Agreed.Whole with { People = [.. Agreed.Whole.People.Select(person => person.Id == of ? person with { Deputy = deputy } : person)] };

    [TestCase("coordinator", "duty", null)]
    [TestCase("coordinator", "nobody", 3040)]
    [TestCase("coordinator", "coordinator", 3040)]
    [TestCase("coordinator", "lead", 3041)]
    public void A_deputy_is_another_person_of_the_same_party(string person, string deputy, int? problem) =>
        Assert.That(AgreementCheck.Check(WithDeputy(person, deputy), Agreed.Templates).Select(found => found.Number), Is.EqualTo(problem is { } number ? [number] : Array.Empty<int>()));

    [Test]
    public void One_person_alone_cannot_accept_for_both_parties()
    {
        var alone = Agreed.Whole with
        {
            People = [new Person("joint", "joint-coordinator", "J", "j@example.dk")],
            Decision = Agreed.Whole.Decision with { Deputies = ["joint"] },
            Plan = [.. Agreed.Whole.Plan.Select(step => step with { Responsible = "joint" })],
        };

        Assert.That(AgreementCheck.Check(alone, Agreed.Templates).Select(found => found.Number), Is.EqualTo([3042]));
        Assert.That(AgreementCheck.Check(alone with { People = [.. alone.People, new Person("lead", "municipal-lead", "L", "l@example.dk")] }, Agreed.Templates), Is.Empty);
    }
}
