using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ReactionPlans.Rules.Access;

/// <summary>An entry of the account of who did what, as it is stored in its partnership's chain.</summary>
public sealed record ChainedEntry
{
    /// <summary>1, 2, 3, ... within the chain, without gaps.</summary>
    public long Number { get; init; }
    public long Id { get; init; }
    public DateTimeOffset At { get; init; }
    public string ActorKind { get; init; } = "";
    public string Actor { get; init; } = "";

    /// <summary>Null: the installation's own chain.</summary>
    public string? PartnershipId { get; init; }
    public string Action { get; init; } = "";
    public string? SubjectKind { get; init; }
    public string? SubjectId { get; init; }

    /// <summary>JSON as PostgreSQL writes a jsonb value, to the letter: the hash is of this text.</summary>
    public string? Detail { get; init; }
    public byte[] PreviousHash { get; init; } = [];
    public byte[] EntryHash { get; init; } = [];
}

/// <summary>What an entry's hash is of. The same form stands in SQL in 0023-audit-chain.sql, which fills the hashes in; docs/audit.md tells it to others.</summary>
/// <remarks>Pure. SHA-256 over fields one after the other, each as its length in bytes (32 bits, most significant byte first) and then its bytes, UTF-8;
/// a field without a value is the length 0xFFFFFFFF alone. So no two entries have the same bytes.</remarks>
public static class AuditChain
{
    /// <summary>The first field of every entry: another form gets another name, and old entries keep theirs.</summary>
    public const string Form = "reactionplans-audit-1";

    public const int HashBytes = SHA256.HashSizeInBytes;

    /// <summary>What stands as the previous hash of a chain's first entry: 32 zeros.</summary>
    public static ReadOnlySpan<byte> Beginning => new byte[HashBytes];

    public static byte[] HashOf(ChainedEntry entry) => HashOf(entry, new ArrayBufferWriter<byte>());

    /// <param name="bytes">Emptied and used anew: a million entries need one buffer, and one call of the hash each.</param>
    internal static byte[] HashOf(ChainedEntry entry, ArrayBufferWriter<byte> bytes)
    {
        bytes.ResetWrittenCount();
        Add(bytes, Form);
        Add(bytes, Convert.ToHexStringLower(entry.PreviousHash));
        Add(bytes, entry.Number.ToString(CultureInfo.InvariantCulture));
        Add(bytes, entry.Id.ToString(CultureInfo.InvariantCulture));
        Add(bytes, MicrosecondsOf(entry.At).ToString(CultureInfo.InvariantCulture));
        Add(bytes, entry.ActorKind);
        Add(bytes, entry.Actor);
        Add(bytes, entry.PartnershipId);
        Add(bytes, entry.Action);
        Add(bytes, entry.SubjectKind);
        Add(bytes, entry.SubjectId);
        Add(bytes, entry.Detail);
        return SHA256.HashData(bytes.WrittenSpan);
    }

    /// <summary>Whole microseconds since 1970 in UTC: as exactly as PostgreSQL keeps an instant.</summary>
    private static long MicrosecondsOf(DateTimeOffset at) => (at.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    private static void Add(ArrayBufferWriter<byte> bytes, string? field)
    {
        var room = bytes.GetSpan(sizeof(int) + Encoding.UTF8.GetMaxByteCount(field?.Length ?? 0));
        var length = field is null ? 0 : Encoding.UTF8.GetBytes(field, room[sizeof(int)..]);
        BinaryPrimitives.WriteInt32BigEndian(room, field is null ? -1 : length);
        bytes.Advance(sizeof(int) + length);
    }
}

/// <summary>Where a chain ends, kept apart from its entries: without it nobody could see that the last ones are gone.</summary>
/// <param name="LastNumber">0 where there is none.</param>
/// <param name="LastHash">Of the last entry.</param>
public sealed record AuditHead(long LastNumber, byte[] LastHash);

/// <summary>Goes through a chain from its first entry to its last, and stops at the first that is not as it was written. Holds one hash and no entry.</summary>
/// <param name="chain">The partnership's id, or what the installation's own chain is called.</param>
/// <param name="expected">A hash that was written down outside earlier: the chain must still lead through it. Null: none was.</param>
public sealed class AuditChainCheck(object chain, byte[]? expected = null)
{
    private readonly ArrayBufferWriter<byte> buffer = new();
    private byte[] last = AuditChain.Beginning.ToArray();

    /// <summary>How many entries were whole so far.</summary>
    public long Whole { get; private set; }

    /// <summary>The last whole entry's hash: what to write down outside.</summary>
    public string LastHash => Convert.ToHexStringLower(last);

    /// <summary>The number of the entry whose hash was written down; null while it has not been met.</summary>
    public long? ExpectedAt { get; private set; }

    /// <returns>Null: the entry is whole and follows on the one before.</returns>
    public Problem? Next(ChainedEntry entry)
    {
        var number = Whole + 1;
        if (entry.Number > number)
            return entry.Number == number + 1 ? Problems.AuditEntryMissing.With(number, chain) : Problems.AuditEntriesMissing.With(number, entry.Number - 1, chain);
        if (entry.Number < number)
            return Problems.AuditEntryInserted.With(entry.Number, chain, entry.Id);
        if (!entry.PreviousHash.AsSpan().SequenceEqual(last))
            return Problems.AuditEntryUnlinked.With(number, chain);
        if (!AuditChain.HashOf(entry, buffer).AsSpan().SequenceEqual(entry.EntryHash))
            return Problems.AuditEntryChanged.With(number, chain);

        (Whole, last) = (number, entry.EntryHash);
        if (expected is not null && last.AsSpan().SequenceEqual(expected))
            ExpectedAt = number;
        return null;
    }

    /// <summary>After the last entry: is it the one that the head tells of, and was what is written down outside on the way?</summary>
    /// <param name="lastEntry">The highest number among the chain's entries, those beyond the head included.</param>
    public Problem? End(AuditHead head, long lastEntry) =>
        Whole < head.LastNumber ? Problems.AuditEndMissing.With(Whole + 1, head.LastNumber, chain)
        : lastEntry > head.LastNumber ? Problems.AuditBeyondHead.With(head.LastNumber + 1, chain)
        : Whole > 0 && !head.LastHash.AsSpan().SequenceEqual(last) ? Problems.AuditHeadDiffers.With(Whole, chain)
        : expected is not null && ExpectedAt is null ? Problems.AuditExpectedMissing.With(chain, Convert.ToHexStringLower(expected))
        : null;
}
