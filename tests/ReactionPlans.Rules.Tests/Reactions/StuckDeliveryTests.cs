using NUnit.Framework;
using ReactionPlans.Rules.Reactions;

namespace ReactionPlans.Rules.Tests.Reactions;

public sealed class StuckDeliveryTests
{
    [TestCase(DeliveryState.Planned, null, StuckCause.NotHandedOn)]
    [TestCase(DeliveryState.Planned, "transient", StuckCause.NotHandedOn)]
    [TestCase(DeliveryState.Released, null, StuckCause.UnderWay)]
    [TestCase(DeliveryState.Sending, "no-answer", StuckCause.UnderWay)]
    [TestCase(DeliveryState.Failed, "transient", StuckCause.CarrierAway)]
    [TestCase(DeliveryState.Failed, "no-answer", StuckCause.AnswerLost)]
    [TestCase(DeliveryState.Failed, "restored", StuckCause.Restored)]
    [TestCase(DeliveryState.Failed, "text-7043", StuckCause.TextRefused)]
    [TestCase(DeliveryState.Failed, "no-mailbox", StuckCause.Recipient)]
    [TestCase(DeliveryState.Failed, "bad-address", StuckCause.Recipient)]
    [TestCase(DeliveryState.Failed, "recipient-gone", StuckCause.Recipient)]
    [TestCase(DeliveryState.Failed, "http-422", StuckCause.Refused)]
    [TestCase(DeliveryState.Failed, null, StuckCause.Refused)]
    public void Why_it_does_not_get_on(DeliveryState state, string? reason, StuckCause cause) => Assert.That(StuckDelivery.CauseOf(state, reason), Is.EqualTo(cause));

    [TestCase(DeliveryState.Accepted)]
    [TestCase(DeliveryState.Skipped)]
    [TestCase(DeliveryState.Returned)]
    public void What_is_settled_otherwise_is_not_stuck(DeliveryState state) => Assert.That(() => StuckDelivery.CauseOf(state, null), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void A_button_is_there_only_where_it_helps_and_brings_nobody_the_same_twice()
    {
        var asked = Enum.GetValues<StuckCause>().Where(cause => StuckDelivery.MayRetry(cause, "digital-post"));
        var mailed = Enum.GetValues<StuckCause>().Where(cause => StuckDelivery.MayRetry(cause, "mail"));

        Assert.That(asked, Is.EqualTo(new[] { StuckCause.UnderWay, StuckCause.CarrierAway, StuckCause.AnswerLost, StuckCause.Restored, StuckCause.TextRefused, StuckCause.Refused }));
        Assert.That(asked.Except(mailed), Is.EqualTo(new[] { StuckCause.AnswerLost }), "a mail server cannot be asked what it has");
    }
}
