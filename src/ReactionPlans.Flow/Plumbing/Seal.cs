using System.Security.Cryptography;
using System.Text;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>Texts that only this installation can read: AES-256-GCM with a random nonce, written nonce ‖ tag ‖ text.</summary>
/// <remarks>Its key is derived from the installation's (HKDF-SHA256) for one purpose, so that what one purpose leaks says nothing of another.</remarks>
public sealed class Seal
{
    public const int KeyBytes = 32;

    private const int NonceBytes = 12, TagBytes = 16;

    private readonly byte[] key;

    /// <param name="installationKey">32 bytes.</param>
    /// <param name="purpose">What it seals; another purpose cannot open it.</param>
    public Seal(byte[] installationKey, string purpose) => key = Derive(installationKey, purpose);

    /// <exception cref="ArgumentException">The key is not 32 bytes.</exception>
    public static byte[] Derive(byte[] installationKey, string purpose) =>
        installationKey.Length == KeyBytes
            ? HKDF.DeriveKey(HashAlgorithmName.SHA256, installationKey, KeyBytes, info: Encoding.UTF8.GetBytes(purpose))
            : throw new ArgumentException($"The key has {installationKey.Length} bytes, not {KeyBytes}.", nameof(installationKey));

    public byte[] Close(string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var sealedBytes = new byte[NonceBytes + TagBytes + plain.Length];
        var (nonce, tag, cipher) = Parts(sealedBytes);
        RandomNumberGenerator.Fill(nonce.Span);
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(nonce.Span, plain, cipher.Span, tag.Span);
        return sealedBytes;
    }

    /// <exception cref="CryptographicException">Another key closed it, or it was tampered with.</exception>
    public string Open(byte[] sealedBytes)
    {
        if (sealedBytes.Length < NonceBytes + TagBytes)
            throw new CryptographicException("Too short to be a sealed text.");
        var (nonce, tag, cipher) = Parts(sealedBytes);
        var plain = new byte[cipher.Length];
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(nonce.Span, cipher.Span, tag.Span, plain);
        return Encoding.UTF8.GetString(plain);
    }

    private static (Memory<byte> Nonce, Memory<byte> Tag, Memory<byte> Cipher) Parts(byte[] bytes) =>
        (bytes.AsMemory(0, NonceBytes), bytes.AsMemory(NonceBytes, TagBytes), bytes.AsMemory(NonceBytes + TagBytes));
}
