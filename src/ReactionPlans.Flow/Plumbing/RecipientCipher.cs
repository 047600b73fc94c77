using System.Security.Cryptography;
using System.Text;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>Keeps recipient numbers unreadable in the database: encrypted to send to, hashed with a key to find again.</summary>
/// <remarks>A plain hash would not do: there are few enough numbers to try them all.</remarks>
public sealed class RecipientCipher
{
    public const int KeyBytes = Seal.KeyBytes;

    /// <summary>What the numbers are sealed for.</summary>
    public const string Purpose = "reactionplans recipient encryption";

    private readonly Seal seal;
    private readonly DataKeys? dataKeys;
    private readonly byte[] hashKey;

    /// <param name="ring">Its lookup key hashes, whichever key encrypts.</param>
    /// <param name="dataKeys">Open what was encrypted for an extract with a key of its own; null: there is none.</param>
    public RecipientCipher(KeyRing ring, DataKeys? dataKeys = null)
    {
        this.dataKeys = dataKeys;
        seal = new Seal(ring, Purpose);
        hashKey = ring.LookupKey;
        LookupMark = Convert.ToHexStringLower(Seal.Derive(hashKey, "reactionplans lookup mark").AsSpan(0, 8));
    }

    /// <summary>Tells one lookup key from another, and nothing of either: what is hashed under another is found no more.</summary>
    public string LookupMark { get; }

    public byte[] Encrypt(string number) => seal.Close(number);

    /// <param name="key">The extract's own; null: the installation's.</param>
    public byte[] Encrypt(string number, DataKey? key) => key?.Close(number) ?? Encrypt(number);

    /// <exception cref="CryptographicException">Another key encrypted it, or it was tampered with.</exception>
    /// <exception cref="IOException">Its data key is not there: <see cref="DataKeys.Look"/> tells.</exception>
    public string Decrypt(byte[] encrypted) => dataKeys is not null && DataKey.IdOf(encrypted) is not null ? dataKeys.Open(encrypted) : seal.Open(encrypted);

    /// <summary>The same for the same type and number under the same key, and for nothing else; 32 bytes.</summary>
    public byte[] KeyedHash(string type, string number) => HMACSHA256.HashData(hashKey, Encoding.UTF8.GetBytes($"{type}\u001f{number}"));
}
