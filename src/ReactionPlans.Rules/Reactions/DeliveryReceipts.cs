namespace ReactionPlans.Rules.Reactions;

/// <summary>What a carrier can tell of a message after it has been handed over.</summary>
public enum ReceiptKind
{
    /// <summary>The carrier has it: the answer that was lost, or said again.</summary>
    Accepted,

    /// <summary>It lies where its recipient gets messages.</summary>
    Delivered,

    /// <summary>Its recipient has opened it.</summary>
    Read,

    /// <summary>It cannot be brought, though the carrier had taken it.</summary>
    Returned,
}

/// <summary>All that has been heard of one message: the earliest instant of each kind; null: not heard of.</summary>
public readonly record struct Heard(DateTimeOffset? DeliveredAt, DateTimeOffset? ReadAt, DateTimeOffset? ReturnedAt)
{
    /// <summary>Adds a receipt. The order of receipts makes no difference, nor does one that comes again: of each kind the earliest instant stays.</summary>
    public Heard With(ReceiptKind kind, DateTimeOffset at) => kind switch
    {
        ReceiptKind.Delivered => this with { DeliveredAt = Earlier(DeliveredAt, at) },
        ReceiptKind.Read => this with { DeliveredAt = Earlier(DeliveredAt, at), ReadAt = Earlier(ReadAt, at) }, // nobody reads what has not come
        ReceiptKind.Returned => this with { ReturnedAt = Earlier(ReturnedAt, at) },
        _ => this,
    };

    private static DateTimeOffset Earlier(DateTimeOffset? known, DateTimeOffset at) => known is { } before && before <= at ? before : at;
}

/// <summary>What receipts make of a delivery. apply-receipts.sql does the same to many at once; a test holds it against this, case by case.</summary>
public static class DeliveryReceipts
{
    /// <summary>Reasons of a carrier that mean this person, and not this message or this hour: another channel may reach them.</summary>
    public static readonly IReadOnlyList<string> OfRecipient = ["exempt", "no-mailbox", "unknown-recipient", "mailbox-closed"];

    /// <summary>Reasons that shut an address of the register: nobody is there, or it is none.</summary>
    public static readonly IReadOnlyList<string> OfAddress = [.. OfRecipient, "bad-address", "no-address"];

    /// <summary>The state once a receipt has been heard. What has been read has arrived, whatever else is said; what came back has not; anything else a carrier says of a
    /// message means that it has it, so a lost answer is found again. A message that a rule left out stays left out.</summary>
    public static DeliveryState StateAfter(DeliveryState before, Heard heard) =>
        before == DeliveryState.Skipped ? before
        : heard is { ReturnedAt: not null, ReadAt: null } ? DeliveryState.Returned
        : DeliveryState.Accepted;

    /// <summary>The channel by which a letter goes out anew, since the one it was in cannot reach its recipient and the parties have agreed on another; null: it does not.</summary>
    /// <param name="channel">The one it was in. Paper depends on an address, so a bad one shuts it too; Digital Post and NemSMS know the person.</param>
    /// <param name="instead">The ways that are left, the next one first, as agreed when it was planned.</param>
    public static string? NextChannel(string channel, DeliveryState state, string? reason, IReadOnlyList<string> instead)
    {
        var isShut = state == DeliveryState.Returned || (state == DeliveryState.Failed && reason is not null && (channel == "print" ? OfAddress : OfRecipient).Contains(reason));
        return isShut && instead.Count > 0 ? instead[0] : null;
    }
}
