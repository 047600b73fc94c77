using NUnit.Framework;
using ReactionPlans.Rules.Plans;

namespace ReactionPlans.Rules.Tests.Plans;

public sealed class PublicCodeTests
{
    private static readonly Guid Plan = Guid.Parse("01990000-0000-7000-8000-000000000001");

    [Test]
    public void The_code_is_the_beginning_of_the_digest_of_the_id() => // printf '01990000000070008000000000000001' | xxd -r -p | sha256sum
        Assert.That(PublicCode.Of(Plan), Is.EqualTo("564671a08088"));

    [TestCase("4f2a91bc0733", ExpectedResult = "4f2a91bc0733")]
    [TestCase("4F2A-91BC-0733", ExpectedResult = "4f2a91bc0733")]
    [TestCase(" 4f2a 91bc 0733. ", ExpectedResult = "4f2a91bc0733")]
    [TestCase("4f2a91bc073", ExpectedResult = null)]
    [TestCase("4f2a91bc07333", ExpectedResult = null)]
    [TestCase("4f2a91bc073g", ExpectedResult = null)]
    [TestCase("", ExpectedResult = null)]
    [TestCase(null, ExpectedResult = null)]
    public string? A_code_is_read_as_people_type_it(string? typed) => PublicCode.Read(typed);
}
