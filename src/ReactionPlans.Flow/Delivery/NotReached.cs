using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Reactions;

namespace ReactionPlans.Flow.Delivery;

/// <summary>What becomes of messages that did not reach their recipients, whether the carrier said so at once or a receipt tells it later.</summary>
internal static class NotReached
{
    /// <summary>Shuts the addresses from which they came back, and sends by the next agreed way what has one. Messages that did arrive are left alone.</summary>
    public static async Task Take(Work work, Guid[] ids)
    {
        var of_address = DeliveryReceipts.OfAddress.ToArray();
        await work.Execute("Delivery/note-bounces.sql", new { ids, reasons = of_address, now = work.Now });
        await work.Execute("Delivery/send-instead.sql", new { ids, of_recipient = DeliveryReceipts.OfRecipient.ToArray(), of_address, now = work.Now });
    }
}
