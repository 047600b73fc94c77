namespace ReactionPlans.Flow.Delivery;

/// <summary>One message of Digital Post, as every version of the MeMo format tells it.</summary>
/// <param name="DeliveryId">Ours, for receipts and for a message that comes twice.</param>
/// <param name="Label">What the recipient sees first.</param>
/// <param name="Files">The same document in every shape a reader may ask for, the best first; none in a NemSMS, which is its text alone.</param>
public sealed record MemoMessage(Guid DeliveryId, string Label, MemoParty Sender, MemoParty Recipient, DateTimeOffset CreatedAt, IReadOnlyList<MemoFile> Files)
{
    /// <summary>The whole of a NemSMS; null: it is no NemSMS.</summary>
    public string? NemSms { get; init; }

    /// <summary>The message's own id: the delivery's in the form that the format asks for (a version 4 UUID). Always the same for a delivery; six of its 128 bits are lost.</summary>
    public Guid MessageUuid
    {
        get
        {
            Span<byte> bytes = stackalloc byte[16];
            _ = DeliveryId.TryWriteBytes(bytes, bigEndian: true, out _);
            bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
            bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
            return new Guid(bytes, bigEndian: true);
        }
    }
}

/// <param name="IdType">CPR, CVR, or a word of our own where it is neither.</param>
/// <param name="Label">Name; null for a recipient, whom the number names.</param>
public sealed record MemoParty(string IdType, string Id, string? Label)
{
    public override string ToString() => "(party)";
}

/// <param name="Language">Two letters.</param>
public sealed record MemoFile(string MediaType, string Name, string Language, byte[] Content);
