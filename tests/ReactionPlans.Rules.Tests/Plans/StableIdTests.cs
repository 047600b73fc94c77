using NUnit.Framework;
using ReactionPlans.Rules.Plans;

namespace ReactionPlans.Rules.Tests.Plans;

public sealed class StableIdTests
{
    [Test]
    public void The_id_of_a_subject_never_changes() => // sha256("abc") = ba7816bf 8f01cfea 414140de 5dae2223 ...: FIPS 180-4's own example
        Assert.That(StableId.Of("abc"), Is.EqualTo(Guid.Parse("ba7816bf-8f01-cfea-4141-40de5dae2223")));
}
