using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using ReactionPlans.Rules.Reactions;

namespace ReactionPlans.Rules.Tests.Reactions;

public sealed class DeliveryReceiptsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public void Receipts_in_any_order_and_any_number_of_times_come_to_the_same()
    {
        var receipt = from kind in Gen.Elements(Enum.GetValues<ReceiptKind>()) from hour in Gen.Choose(0, 9) select (kind, hour);
        var told = from receipts in receipt.ListOf() from again in Gen.Shuffle(receipts.Concat(receipts).ToArray()) select (Once: receipts.ToArray(), Again: again);

        Prop.ForAll(told.ToArbitrary(), both => Of(both.Once).Equals(Of(both.Again))).QuickCheckThrowOnFailure();
    }

    [TestCase(ReceiptKind.Accepted, DeliveryState.Accepted, DeliveryStanding.Accepted)]
    [TestCase(ReceiptKind.Delivered, DeliveryState.Accepted, DeliveryStanding.Delivered)]
    [TestCase(ReceiptKind.Read, DeliveryState.Accepted, DeliveryStanding.Read)]
    [TestCase(ReceiptKind.Returned, DeliveryState.Returned, DeliveryStanding.Returned)]
    public void A_receipt_says_how_far_a_message_has_come_whatever_was_known_before(ReceiptKind kind, DeliveryState state, DeliveryStanding standing)
    {
        var heard = default(Heard).With(kind, Noon);
        foreach (var before in Enum.GetValues<DeliveryState>().Except([DeliveryState.Skipped]))
        {
            var after = DeliveryReceipts.StateAfter(before, heard);
            Assert.That((after, DeliveryStandings.Of(after, heard)), Is.EqualTo((state, standing)), $"{before}");
        }
    }

    [Test]
    public void What_a_rule_left_out_stays_left_out() =>
        Assert.That(DeliveryReceipts.StateAfter(DeliveryState.Skipped, default(Heard).With(ReceiptKind.Delivered, Noon)), Is.EqualTo(DeliveryState.Skipped));

    [Test]
    public void What_has_been_read_has_arrived_though_it_is_said_to_have_come_back() =>
        Assert.That(DeliveryReceipts.StateAfter(DeliveryState.Accepted, default(Heard).With(ReceiptKind.Returned, Noon).With(ReceiptKind.Read, Noon)), Is.EqualTo(DeliveryState.Accepted));

    [TestCase(DeliveryState.Returned, "mailbox-closed", true, ExpectedResult = true)]
    [TestCase(DeliveryState.Returned, null, true, ExpectedResult = true)]
    [TestCase(DeliveryState.Returned, "mailbox-closed", false, ExpectedResult = false, Description = "no paper was agreed")]
    [TestCase(DeliveryState.Failed, "no-mailbox", true, ExpectedResult = true)]
    [TestCase(DeliveryState.Failed, "transient", true, ExpectedResult = false, Description = "the carrier was away, and not the person")]
    [TestCase(DeliveryState.Failed, "text-7043", true, ExpectedResult = false, Description = "it is no better on paper")]
    [TestCase(DeliveryState.Failed, "no-answer", true, ExpectedResult = false, Description = "it may have arrived")]
    [TestCase(DeliveryState.Accepted, null, true, ExpectedResult = false)]
    public bool Paper_goes_to_those_whom_digital_post_cannot_reach(DeliveryState state, string? reason, bool paperInstead) =>
        DeliveryReceipts.GoesOnPaper(state, reason, paperInstead);

    private static Heard Of(IEnumerable<(ReceiptKind Kind, int Hour)> receipts) =>
        receipts.Aggregate(default(Heard), (heard, receipt) => heard.With(receipt.Kind, Noon.AddHours(receipt.Hour)));
}
