using NUnit.Framework;
using ReactionPlans.Rules.Reactions;

namespace ReactionPlans.Rules.Tests.Reactions;

public sealed class NeighbourRouteTests
{
    private static readonly DateOnly Today = new(2026, 3, 4);
    private static readonly string[] Agreed = ["sms", "mail"];
    private static readonly NeighbourWay Mail = new("mail", false, false), Sms = new("sms", false, false), Push = new("push", false, false);

    [Test]
    public void The_agreements_first_channel_that_the_person_has_is_used_and_one_that_is_not_agreed_never()
    {
        Assert.That(Of([Mail, Sms, Push]), Is.EqualTo(new NeighbourRoute("sms", null)));
        Assert.That(Of([Push, Mail]), Is.EqualTo(new NeighbourRoute("mail", null)));
        Assert.That(Of([Push]), Is.EqualTo(new NeighbourRoute(null, "no-channel")));
        Assert.That(Of([]), Is.EqualTo(new NeighbourRoute(null, "no-channel")));
    }

    [Test]
    public void A_channel_that_is_stopped_or_came_back_gives_way_to_the_next()
    {
        Assert.That(Of([Mail, Sms with { IsStopped = true }]), Is.EqualTo(new NeighbourRoute("mail", null)));
        Assert.That(Of([Mail, Sms with { IsBounced = true }]), Is.EqualTo(new NeighbourRoute("mail", null)));
        Assert.That(Of([Mail with { IsBounced = true }, Sms with { IsStopped = true }]), Is.EqualTo(new NeighbourRoute(null, "bounced")), "somebody can mend it");
        Assert.That(Of([Mail with { IsStopped = true, IsBounced = true }]), Is.EqualTo(new NeighbourRoute(null, "stopped")));
    }

    [Test]
    public void Who_has_left_gets_nothing_and_a_pause_ends_on_its_day()
    {
        Assert.That(NeighbourRoute.Of(true, null, [Mail], Agreed, Today).Reason, Is.EqualTo("left"));
        Assert.That(NeighbourRoute.Of(true, Today.AddDays(1), [Mail], Agreed, Today).Reason, Is.EqualTo("left"));
        Assert.That(NeighbourRoute.Of(false, Today.AddDays(1), [Mail], Agreed, Today).Reason, Is.EqualTo("paused"));
        Assert.That(NeighbourRoute.Of(false, Today, [Mail], Agreed, Today).Channel, Is.EqualTo("mail"));
    }

    [TestCase(null, null, "p", true)]
    [TestCase("a@example.dk", null, "p", false)]
    [TestCase(null, "12345678", "p", false)]
    [TestCase("a@example.dk", null, null, false)]
    [TestCase(null, null, null, false)]
    public void The_app_alone_is_too_little(string? mail, string? mobile, string? push, bool lacks) =>
        Assert.That(NeighbourRoute.LacksSecondChannel(mail, mobile, push), Is.EqualTo(lacks));

    [TestCase("12345678", "+4512345678")]
    [TestCase("12 34 56 78", "+4512345678")]
    [TestCase("+46 70 123 45 67", "+46701234567")]
    [TestCase("0045 12345678", "+4512345678")]
    [TestCase("1234567", null)]
    [TestCase("123456789", null, Description = "no Danish number, and no country")]
    [TestCase("01234567", null)]
    [TestCase("12-34-56-78", null)]
    [TestCase("", null)]
    [TestCase("+", null)]
    [TestCase("+1234567890123456", null)]
    public void A_number_is_read_with_its_country(string written, string? read) => Assert.That(MobileNumber.Read(written), Is.EqualTo(read));

    private static NeighbourRoute Of(NeighbourWay[] ways) => NeighbourRoute.Of(false, null, ways, Agreed, Today);
}
