using NUnit.Framework;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Rules.Tests.Agreements;

public sealed class AgreementStateTests
{
    private static readonly DateOnly Day = new(2026, 3, 4);

    private static readonly Person Police = new("p", "police-coordinator", "P", "p@example.dk");
    private static readonly Person Municipal = new("m", "municipal-lead", "M", "m@example.dk");
    private static readonly Person Joint = new("j", "joint-coordinator", "J", "j@example.dk");

    /// <summary>What may happen, written down apart from the rule: rows are states, letters the steps P(olice), M(unicipality), W(ithdraw), T(ake effect), S(upersede).</summary>
    private static readonly Dictionary<AgreementState, string> Allowed = new()
    {
        [AgreementState.Proposed] = "PMWS",
        [AgreementState.AcceptedByPolice] = "PMWS",
        [AgreementState.AcceptedByMunicipality] = "PMWS",
        [AgreementState.Accepted] = "PMTS",
        [AgreementState.InForce] = "PMS",
        [AgreementState.Superseded] = "",
        [AgreementState.Withdrawn] = "",
    };

    private static readonly Dictionary<AgreementStep, char> Letters = new()
    {
        [AgreementStep.AcceptForPolice] = 'P',
        [AgreementStep.AcceptForMunicipality] = 'M',
        [AgreementStep.Withdraw] = 'W',
        [AgreementStep.TakeEffect] = 'T',
        [AgreementStep.Supersede] = 'S',
    };

    private static AgreementLife Life(int version = 1, string? police = null, string? municipality = null, bool withdrawn = false, DateOnly? from = null, string? proposedBy = null) =>
        new(version, from ?? new DateOnly(2020, 1, 1), proposedBy, police, municipality, withdrawn);

    [Test]
    public void Every_step_in_every_state_happens_or_is_refused_with_a_number([Values] AgreementState state, [Values] AgreementStep step)
    {
        var (next, problem) = AgreementStates.Next(state, step);

        Assert.That(next is not null, Is.EqualTo(Allowed[state].Contains(Letters[step])));
        Assert.That(problem?.Number, Is.EqualTo(next is null ? 3043 : (int?)null));
    }

    [TestCase(AgreementState.Proposed, AgreementStep.AcceptForPolice, AgreementState.AcceptedByPolice)]
    [TestCase(AgreementState.AcceptedByMunicipality, AgreementStep.AcceptForPolice, AgreementState.Accepted)]
    [TestCase(AgreementState.AcceptedByPolice, AgreementStep.AcceptForMunicipality, AgreementState.Accepted)]
    [TestCase(AgreementState.AcceptedByPolice, AgreementStep.AcceptForPolice, AgreementState.AcceptedByPolice)]
    [TestCase(AgreementState.AcceptedByPolice, AgreementStep.Withdraw, AgreementState.Withdrawn)]
    [TestCase(AgreementState.Accepted, AgreementStep.TakeEffect, AgreementState.InForce)]
    [TestCase(AgreementState.InForce, AgreementStep.Supersede, AgreementState.Superseded)]
    public void A_step_leads_on(AgreementState from, AgreementStep step, AgreementState to) =>
        Assert.That(AgreementStates.Next(from, step).State, Is.EqualTo(to));

    [Test]
    public void A_refusal_says_what_was_tried_and_where_it_stands() =>
        Assert.That(AgreementStates.Next(AgreementState.InForce, AgreementStep.Withdraw).Problem!.Danish,
            Is.EqualTo("Aftalens version kan ikke trækkes tilbage, når den er 'gældende'."));

    private static IEnumerable<TestCaseData> Lives()
    {
        yield return new TestCaseData(Life(), AgreementState.Proposed);
        yield return new TestCaseData(Life(police: "p"), AgreementState.AcceptedByPolice);
        yield return new TestCaseData(Life(municipality: "m"), AgreementState.AcceptedByMunicipality);
        yield return new TestCaseData(Life(police: "p", withdrawn: true), AgreementState.Withdrawn);
        yield return new TestCaseData(Life(police: "p", municipality: "m", from: Day), AgreementState.InForce);
        yield return new TestCaseData(Life(police: "p", municipality: "m", from: Day.AddDays(1)), AgreementState.Accepted);
    }

    [TestCaseSource(nameof(Lives))]
    public void The_state_follows_from_what_is_stored(AgreementLife life, AgreementState state) =>
        Assert.That(AgreementStates.Of(life, [life], Day), Is.EqualTo(state));

    [Test]
    public void A_version_is_superseded_on_the_day_on_which_the_next_one_holds()
    {
        var (first, next) = (Life(1, "p", "m"), Life(2, "p", "m", from: Day));

        Assert.That(AgreementStates.Of(first, [first, next], Day.AddDays(-1)), Is.EqualTo(AgreementState.InForce));
        Assert.That(AgreementStates.Of(first, [first, next], Day), Is.EqualTo(AgreementState.Superseded));
        Assert.That(AgreementStates.Of(next, [first, next], Day), Is.EqualTo(AgreementState.InForce));
    }

    [Test]
    public void A_proposal_that_a_later_version_has_overtaken_can_no_longer_be_accepted()
    {
        var (late, next) = (Life(1, police: "p"), Life(2, "p", "m", from: Day));
        var state = AgreementStates.Of(late, [late, next], Day);

        Assert.That(state, Is.EqualTo(AgreementState.Superseded));
        Assert.That(AgreementStates.WhyNotAccept(late, state, Municipal, Party.Municipality)!.Number, Is.EqualTo(3043));
    }

    [Test]
    public void Only_a_person_of_the_party_accepts_for_it()
    {
        Assert.That(AgreementStates.WhyNotAccept(Life(), AgreementState.Proposed, Police, Party.Municipality)!.Number, Is.EqualTo(4004));
        Assert.That(AgreementStates.WhyNotAccept(Life(), AgreementState.Proposed, Police, Party.Police), Is.Null);
    }

    [Test]
    public void A_joint_coordinator_accepts_for_one_party_only()
    {
        var life = Life(police: "j");

        Assert.That(AgreementStates.WhyNotAccept(life, AgreementState.AcceptedByPolice, Joint, Party.Municipality)!.Number, Is.EqualTo(3044));
        Assert.That(AgreementStates.WhyNotAccept(life, AgreementState.AcceptedByPolice, Municipal, Party.Municipality), Is.Null);
        Assert.That(AgreementStates.WhyNotAccept(life, AgreementState.AcceptedByPolice, Joint, Party.Police), Is.Null, "a yes can be repeated");
    }

    [Test]
    public void Who_proposed_a_version_can_take_it_back_until_both_have_accepted()
    {
        var life = Life(proposedBy: "p");

        Assert.That(AgreementStates.WhyNotWithdraw(life, AgreementState.AcceptedByMunicipality, Police), Is.Null);
        Assert.That(AgreementStates.WhyNotWithdraw(life, AgreementState.Proposed, Municipal)!.Number, Is.EqualTo(3046));
        Assert.That(AgreementStates.WhyNotWithdraw(life, AgreementState.Accepted, Police)!.Number, Is.EqualTo(3043));
        Assert.That(AgreementStates.WhyNotWithdraw(Life(), AgreementState.Proposed, Municipal), Is.Null, "a command proposed it");
    }
}
