using System.Security.Cryptography;
using System.Text;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>Keeps recipient numbers unreadable in the database: encrypted to send to, hashed with a key to find again.</summary>
/// <remarks>AES-256-GCM with a random nonce, written nonce ‖ tag ‖ text. The two keys are derived from the configured one (HKDF-SHA256), so that
/// what the one leaks says nothing of the other. A plain hash would not do: there are few enough numbers to try them all.</remarks>
public sealed class RecipientCipher
{
    public const int KeyBytes = 32;

    private const int NonceBytes = 12, TagBytes = 16;

    private readonly byte[] encryptionKey;
    private readonly byte[] hashKey;

    /// <exception cref="ArgumentException">The key is not 32 bytes; <see cref="FromSetting"/> says so as a problem.</exception>
    public RecipientCipher(byte[] key)
    {
        if (key.Length != KeyBytes)
            throw new ArgumentException($"The key has {key.Length} bytes, not {KeyBytes}.", nameof(key));
        encryptionKey = Derive(key, "reactionplans recipient encryption");
        hashKey = Derive(key, "reactionplans recipient lookup");
    }

    /// <param name="setting">RecipientKey: base64.</param>
    public static (RecipientCipher? Cipher, Problem? Problem) FromSetting(string? setting)
    {
        var key = new byte[KeyBytes];
        return Convert.TryFromBase64String(setting ?? "", key, out var length) && length == KeyBytes
            ? (new RecipientCipher(key), null)
            : (null, Problems.RecipientKeyWrong.With());
    }

    public byte[] Encrypt(string number)
    {
        var text = Encoding.UTF8.GetBytes(number);
        var sealedBytes = new byte[NonceBytes + TagBytes + text.Length];
        var (nonce, tag, cipher) = Parts(sealedBytes);
        RandomNumberGenerator.Fill(nonce.Span);
        using var aes = new AesGcm(encryptionKey, TagBytes);
        aes.Encrypt(nonce.Span, text, cipher.Span, tag.Span);
        return sealedBytes;
    }

    /// <exception cref="CryptographicException">Another key encrypted it, or it was tampered with.</exception>
    public string Decrypt(byte[] encrypted)
    {
        if (encrypted.Length < NonceBytes + TagBytes)
            throw new CryptographicException("Too short to be an encrypted number.");
        var (nonce, tag, cipher) = Parts(encrypted);
        var text = new byte[cipher.Length];
        using var aes = new AesGcm(encryptionKey, TagBytes);
        aes.Decrypt(nonce.Span, cipher.Span, tag.Span, text);
        return Encoding.UTF8.GetString(text);
    }

    /// <summary>The same for the same type and number under the same key, and for nothing else; 32 bytes.</summary>
    public byte[] KeyedHash(string type, string number) => HMACSHA256.HashData(hashKey, Encoding.UTF8.GetBytes($"{type}\u001f{number}"));

    private static byte[] Derive(byte[] key, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, KeyBytes, info: Encoding.UTF8.GetBytes(purpose));

    private static (Memory<byte> Nonce, Memory<byte> Tag, Memory<byte> Cipher) Parts(byte[] bytes) =>
        (bytes.AsMemory(0, NonceBytes), bytes.AsMemory(NonceBytes, TagBytes), bytes.AsMemory(NonceBytes + TagBytes));
}
