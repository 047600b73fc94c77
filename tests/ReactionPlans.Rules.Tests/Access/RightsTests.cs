using NUnit.Framework;
using ReactionPlans.Rules.Access;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Rules.Tests.Access;

public sealed class RightsTests
{
    /// <summary>The whole table written out by hand: a row is a right, a letter a role that has it, in the order of <see cref="PersonRole"/>.</summary>
    private static readonly Dictionary<Right, string> Agreed = new()
    {
        //                          c d m j f n a
        [Right.SeeCounts] = "+ + + + - - -",
        [Right.SeeReports] = "+ + - + - - -",
        [Right.SeeResidents] = "- - + + - - -",
        [Right.SeeRegister] = "+ - + + - - -",
        [Right.SeeQuarantine] = "+ - - + - - -",
        [Right.SettleQuarantine] = "+ - - + - - -",
        [Right.Decide] = "+ + + + - - -",
        [Right.StopPlan] = "+ + + + - - -",
        [Right.SettleTasks] = "+ + + + - - -",
        [Right.AnswerGates] = "+ + - + - - -",
        [Right.ConfirmStations] = "+ + - + - - -",
        [Right.GiveVerdict] = "+ - + + - - -",
        [Right.SeeAudit] = "+ - + + - - -",
        [Right.SeeAgreement] = "+ + + + - - -",
        [Right.Agree] = "+ - + + - - -",
        [Right.Rehearse] = "+ - + + - - -",
        [Right.SeeAggregates] = "- - - - - + -",
        [Right.SeeOperation] = "+ + + + - - +",
        [Right.RetryDeliveries] = "+ - + + - - -",
        [Right.RetryMessages] = "- - - - - - +",
        [Right.AdministerAccounts] = "- - - - - - +",
        [Right.AdministerSources] = "- - - - - - +",
        [Right.SeeNeighbourMessage] = "- - - - + - -",
    };

    private static IEnumerable<TestCaseData> EveryPair =>
        from right in Enum.GetValues<Right>()
        from role in Enum.GetValues<PersonRole>()
        select new TestCaseData(role, right);

    [TestCaseSource(nameof(EveryPair))]
    public void Who_may_what(PersonRole role, Right right)
    {
        var agreed = Agreed[right].Split(' ')[(int)role] == "+";

        Assert.That(Rights.May(role, right), Is.EqualTo(agreed));
        Assert.That(Rights.May(PersonRoles.NameOf(role), right), Is.EqualTo(agreed), "by the name an agreement uses");
    }

    [Test]
    public void Names_are_the_ones_that_agreements_use_and_nothing_near_them_is_a_role()
    {
        Assert.That(Enum.GetValues<PersonRole>().Select(PersonRoles.NameOf), Is.EqualTo(new[]
        {
            "police-coordinator", "police-duty", "municipal-lead", "joint-coordinator", "neighbour-friend", "national-secretariat", "administrator",
        }));
        Assert.That(Enum.GetValues<PersonRole>().Select(role => PersonRoles.Find(PersonRoles.NameOf(role))), Is.EqualTo(Enum.GetValues<PersonRole>().Cast<PersonRole?>()));
        foreach (var near in new[] { "", "police", "police-", "Police-Coordinator", "police-coordinator ", "joint-", "admin", "*" })
        {
            Assert.That(PersonRoles.Find(near), Is.Null, near);
            Assert.That(Enum.GetValues<Right>().Any(right => Rights.May(near, right)), Is.False, near);
        }
    }

    [TestCase("police-coordinator", true, false)]
    [TestCase("police-duty", true, false)]
    [TestCase("municipal-lead", false, true)]
    [TestCase("joint-coordinator", true, true)]
    [TestCase("neighbour-friend", false, false)]
    [TestCase("national-secretariat", false, false)]
    [TestCase("administrator", false, false)]
    [TestCase("police-imposter", false, false)]
    public void A_person_acts_for_the_party_of_the_role(string role, bool police, bool municipality)
    {
        var person = new Person("p", role, "P", "p@example.dk");

        Assert.That((person.ActsFor(Party.Police), person.ActsFor(Party.Municipality)), Is.EqualTo((police, municipality)));
        Assert.That(PersonRoles.OfAgreements.Contains(role), Is.EqualTo(police || municipality));
    }

    [TestCase(0, null)]
    [TestCase(2, null)]
    [TestCase(3, 3)]
    [TestCase(1_000, 1_000)]
    public void A_number_that_could_be_a_case_is_not_shown(int number, int? shown) => Assert.That(SmallNumbers.Shown(number), Is.EqualTo(shown));
}
