using NUnit.Framework;
using ReactionPlans.Rules.Access;

namespace ReactionPlans.Rules.Tests.Access;

public sealed class AuditChainTests
{
    private static readonly ChainedEntry Known = new()
    {
        Number = 1,
        Id = 17,
        At = DateTimeOffset.UnixEpoch.AddMicroseconds(1_772_625_600_123_456),
        ActorKind = "person",
        Actor = "Åse",
        PartnershipId = "aarhus",
        Action = "task-done",
        SubjectKind = null,
        SubjectId = "",
        Detail = """{"rows": 2}""",
        PreviousHash = AuditChain.Beginning.ToArray(),
    };

    /// <summary>Reckoned by hand in another language from docs/audit.md. Chains that are written must be readable for good: it never changes.</summary>
    [Test]
    public void The_form_of_an_entry_never_changes() =>
        Assert.That(Convert.ToHexStringLower(AuditChain.HashOf(Known)), Is.EqualTo("2110fc529e9d4f7f641f7a90d33cead6d656dee230ea1c5ded1a1d0ec9017ff1"));

    [Test]
    public void A_field_without_a_value_is_not_an_empty_one() =>
        Assert.That(AuditChain.HashOf(Known with { SubjectId = null }), Is.Not.EqualTo(AuditChain.HashOf(Known)));

    [Test]
    public void What_moves_from_one_field_to_the_next_makes_another_entry() =>
        Assert.That(AuditChain.HashOf(Known with { Actor = "Ås", PartnershipId = "eaarhus" }), Is.Not.EqualTo(AuditChain.HashOf(Known)));
}
