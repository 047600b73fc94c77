using NUnit.Framework;
using ReactionPlans.Rules.Access;

namespace ReactionPlans.Rules.Tests.Access;

public sealed class ClaimedWorkTests
{
    private static readonly ClaimedWork Coordinator = new() { Value = "rp-koordinator", Partnership = "aarhus", Person = "coordinator" };
    private static readonly ClaimedWork Duty = new() { Value = "rp-vagt", Partnership = "aarhus", Person = "duty" };
    private static readonly ClaimedWork Elsewhere = new() { Value = "rp-koordinator", Partnership = "favrskov", Person = "coordinator" };
    private static readonly ClaimedWork National = new() { Value = "rp-sekretariat", Role = "national-secretariat" };

    [Test]
    public void A_value_claims_what_is_listed_for_it_letter_for_letter_and_one_person_in_each_partnership()
    {
        ClaimedWork[] known = [Coordinator, Duty, Elsewhere, National];

        Assert.That(ClaimedWork.Of(["rp-vagt", "rp-koordinator", "other"], known), Is.EqualTo([Coordinator, Elsewhere]), "the first that is listed, whatever the provider's order");
        Assert.That(ClaimedWork.Of(["rp-sekretariat", "rp-vagt"], known), Is.EqualTo([Duty, National]));
        Assert.That(ClaimedWork.Of(["RP-VAGT", "rp-vagt "], known), Is.Empty);
        Assert.That(ClaimedWork.Of([], known), Is.Empty);
    }

    [Test]
    public void It_is_a_person_of_an_agreement_or_a_role_without_one_and_never_both_or_half()
    {
        Assert.That(new[] { Coordinator, National }.All(work => work.IsWhole), Is.True);
        foreach (var half in new[]
        {
            new ClaimedWork(), Coordinator with { Value = "" }, Coordinator with { Person = null }, Coordinator with { Partnership = "" },
            National with { Partnership = "aarhus" }, National with { Person = "coordinator" }, National with { Role = "police-coordinator" }, National with { Role = "Administrator" },
        })
        {
            Assert.That(half.IsWhole, Is.False, half.ToString());
        }
    }
}
