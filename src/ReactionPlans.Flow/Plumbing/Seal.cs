using System.Security.Cryptography;
using System.Text;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>Texts that only this installation can read: AES-256-GCM with a random nonce, written nonce ‖ tag ‖ text, and before it the mark of its key where there are several.</summary>
/// <remarks>Its keys are derived from the installation's (HKDF-SHA256) for one purpose, so that what one purpose leaks says nothing of another; once, when it is made, and not for each text.</remarks>
public sealed class Seal
{
    public const int KeyBytes = 32;

    private const int NonceBytes = 12, TagBytes = 16;

    private readonly (byte[] Header, byte[] Key)[] keys;
    private readonly byte[] unmarked;
    private readonly bool marks;

    /// <param name="ring">The first key closes, all of them open.</param>
    /// <param name="purpose">What it seals; another purpose cannot open it.</param>
    public Seal(KeyRing ring, string purpose)
    {
        keys = [.. ring.Keys.Select(key => (key.Header, Derive(key.Bytes, purpose)))];
        (unmarked, marks) = (Derive(ring.Unmarked.Bytes, purpose), ring.Marks);
    }

    /// <exception cref="ArgumentException">The key is not 32 bytes.</exception>
    public static byte[] Derive(byte[] installationKey, string purpose) =>
        installationKey.Length == KeyBytes
            ? HKDF.DeriveKey(HashAlgorithmName.SHA256, installationKey, KeyBytes, info: Encoding.UTF8.GetBytes(purpose))
            : throw new ArgumentException($"The key has {installationKey.Length} bytes, not {KeyBytes}.", nameof(installationKey));

    /// <summary>For what is kept: it tells by which key it was closed, so that it can be closed anew by another.</summary>
    public byte[] Close(string text) => Close(keys[0].Key, text, marks ? keys[0].Header : []);

    /// <summary>For what goes out and should be short: no mark. <see cref="OpenByAny"/> opens it.</summary>
    public byte[] CloseShort(string text) => Close(keys[0].Key, text, []);

    /// <exception cref="CryptographicException">Another key closed it, or it was tampered with.</exception>
    public string Open(byte[] sealedBytes)
    {
        foreach (var (header, key) in keys)
        {
            if (sealedBytes.AsSpan().StartsWith(header))
                return Open(key, sealedBytes.AsMemory(header.Length));
        }

        return Open(unmarked, sealedBytes);
    }

    /// <summary>Tries the keys, the newest first: there are two or three at the most.</summary>
    /// <exception cref="CryptographicException">None of them closed it, or it was tampered with.</exception>
    public string OpenByAny(byte[] sealedBytes)
    {
        foreach (var (_, key) in keys.SkipLast(1))
        {
            try
            {
                return Open(key, sealedBytes);
            }
            catch (AuthenticationTagMismatchException)
            {
                // an older one's
            }
        }

        return Open(keys[^1].Key, sealedBytes);
    }

    /// <summary>Under a key that is for nothing else.</summary>
    internal static byte[] Close(byte[] key, string text, byte[] header)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var sealedBytes = new byte[header.Length + NonceBytes + TagBytes + plain.Length];
        header.CopyTo(sealedBytes, 0);
        var (nonce, tag, cipher) = Parts(sealedBytes.AsMemory(header.Length));
        RandomNumberGenerator.Fill(nonce.Span);
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(nonce.Span, plain, cipher.Span, tag.Span);
        return sealedBytes;
    }

    /// <exception cref="CryptographicException">Another key closed it, or it was tampered with.</exception>
    internal static string Open(byte[] key, Memory<byte> sealedBytes)
    {
        if (sealedBytes.Length < NonceBytes + TagBytes)
            throw new CryptographicException("Too short to be a sealed text.");
        var (nonce, tag, cipher) = Parts(sealedBytes);
        var plain = new byte[cipher.Length];
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(nonce.Span, cipher.Span, tag.Span, plain);
        return Encoding.UTF8.GetString(plain);
    }

    private static (Memory<byte> Nonce, Memory<byte> Tag, Memory<byte> Cipher) Parts(Memory<byte> bytes) =>
        (bytes[..NonceBytes], bytes.Slice(NonceBytes, TagBytes), bytes[(NonceBytes + TagBytes)..]);
}
