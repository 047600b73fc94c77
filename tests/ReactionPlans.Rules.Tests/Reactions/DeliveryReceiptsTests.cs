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

    [TestCase("digital-post", DeliveryState.Returned, "mailbox-closed", "print nemsms", ExpectedResult = "print")]
    [TestCase("digital-post", DeliveryState.Returned, null, "print", ExpectedResult = "print")]
    [TestCase("digital-post", DeliveryState.Returned, "mailbox-closed", "", ExpectedResult = null, Description = "no other way was agreed")]
    [TestCase("digital-post", DeliveryState.Failed, "no-mailbox", "nemsms", ExpectedResult = "nemsms")]
    [TestCase("digital-post", DeliveryState.Failed, "transient", "print", ExpectedResult = null, Description = "the carrier was away, and not the person")]
    [TestCase("digital-post", DeliveryState.Failed, "text-7043", "print", ExpectedResult = null, Description = "it is no better on paper")]
    [TestCase("digital-post", DeliveryState.Failed, "no-answer", "print", ExpectedResult = null, Description = "it may have arrived")]
    [TestCase("digital-post", DeliveryState.Failed, "bad-address", "print", ExpectedResult = null, Description = "paper asks for the same number")]
    [TestCase("digital-post", DeliveryState.Accepted, null, "print", ExpectedResult = null)]
    [TestCase("print", DeliveryState.Failed, "no-address", "nemsms", ExpectedResult = "nemsms")]
    [TestCase("print", DeliveryState.Returned, null, "nemsms", ExpectedResult = "nemsms")]
    [TestCase("nemsms", DeliveryState.Failed, "unknown-recipient", "", ExpectedResult = null, Description = "it is the last")]
    public string? The_next_agreed_way_is_for_those_whom_the_first_cannot_reach(string channel, DeliveryState state, string? reason, string instead) =>
        DeliveryReceipts.NextChannel(channel, state, reason, instead.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static Heard Of(IEnumerable<(ReceiptKind Kind, int Hour)> receipts) =>
        receipts.Aggregate(default(Heard), (heard, receipt) => heard.With(receipt.Kind, Noon.AddHours(receipt.Hour)));
}
