using Microsoft.Extensions.Logging;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Reactions;

namespace ReactionPlans.Flow.Delivery;

/// <summary>What a carrier tells of one message.</summary>
/// <param name="Kind">As the carrier says it: accepted, delivered, read, returned, or failed, which is the same as returned; any other is kept and changes nothing.</param>
/// <param name="Channel">The channel it was brought by: a message that went out on paper since is not touched by what Digital Post still says.</param>
/// <param name="At">When it happened, as the carrier says; one of the future counts as now.</param>
/// <param name="Reason">Why it came back, as a short code; null: not told.</param>
public sealed record Receipt(Guid DeliveryId, string Channel, string Kind, DateTimeOffset At, string? Reason);

/// <param name="Unknown">Of messages that are not ours, or of a kind we do not know; kept.</param>
public sealed record ReceiptsTaken(int Known, int Unknown);

/// <summary>Takes in receipts, whether a carrier brings them or they are fetched. Late, twice, out of order and of somebody else's message: all are safe.</summary>
public sealed partial class ReceiveReceipts(Database database, CarrierOptions options, ILogger<ReceiveReceipts> logger)
{
    private static readonly string[] Kinds = [.. Enum.GetNames<ReceiptKind>().Select(name => name.ToLowerInvariant()), "failed"];

    private sealed record Applied(Guid Id, bool IsOurs, Guid? ActivationId, bool IsNewState);

    public Task<ReceiptsTaken> Take(string carrier, IReadOnlyList<Receipt> receipts, CancellationToken stopping) =>
        database.Do(work => Take(work, carrier, receipts), stopping);

    /// <summary>The same within the caller's transaction.</summary>
    public async Task<ReceiptsTaken> Take(Work work, string carrier, IReadOnlyList<Receipt> receipts)
    {
        if (receipts.Count == 0)
            return new ReceiptsTaken(0, 0);

        var readable = receipts.Where(receipt => Kinds.Contains(receipt.Kind)).ToList();
        var applied = await work.Query<Applied>("Delivery/Receipts/apply-receipts.sql", Columns(carrier, readable, work.Now));
        var ours = applied.Where(one => one.IsOurs).Select(one => one.Id).ToHashSet();
        var unknown = receipts.Where(receipt => !Kinds.Contains(receipt.Kind) || !ours.Contains(receipt.DeliveryId)).ToList();
        if (unknown.Count > 0)
        {
            await work.Execute("Delivery/Receipts/add-unknown-receipts.sql", Columns(carrier, unknown, work.Now));
            LogUnknown(carrier, unknown.Count);
        }

        var changed = applied.Where(one => one.IsNewState).ToList();
        if (changed.Count > 0)
        {
            await NotReached.Take(work, [.. changed.Select(one => one.Id)]);
            await work.Publish(new DeliveriesSettled([.. changed.Select(one => one.ActivationId!.Value).Distinct()]));
        }

        return new ReceiptsTaken(receipts.Count - unknown.Count, unknown.Count);
    }

    private object Columns(string carrier, IReadOnlyList<Receipt> receipts, DateTimeOffset now) => new
    {
        carrier,
        ids = receipts.Select(receipt => receipt.DeliveryId).ToArray(),
        channels = receipts.Select(receipt => receipt.Channel).ToArray(),
        kinds = receipts.Select(receipt => receipt.Kind).ToArray(),
        ats = receipts.Select(receipt => receipt.At.UtcDateTime).ToArray(),
        reasons = receipts.Select(receipt => receipt.Reason).ToArray(),
        paper_at = options.Print.Mail.ExpectedDelivery(now),
        now,
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "Carrier {Carrier} told {Count} receipts that fit no message of ours; they are kept")]
    private partial void LogUnknown(string carrier, int count);
}
