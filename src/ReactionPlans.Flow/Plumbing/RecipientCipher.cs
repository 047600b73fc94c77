using System.Security.Cryptography;
using System.Text;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>Keeps recipient numbers unreadable in the database: encrypted to send to, hashed with a key to find again.</summary>
/// <remarks>A plain hash would not do: there are few enough numbers to try them all.</remarks>
public sealed class RecipientCipher
{
    public const int KeyBytes = Seal.KeyBytes;

    private readonly Seal seal;
    private readonly byte[] hashKey;

    /// <exception cref="ArgumentException">The key is not 32 bytes; <see cref="FromSetting"/> says so as a problem.</exception>
    public RecipientCipher(byte[] key)
    {
        seal = new Seal(key, "reactionplans recipient encryption");
        hashKey = Seal.Derive(key, "reactionplans recipient lookup");
    }

    /// <param name="setting">RecipientKey: base64.</param>
    public static (RecipientCipher? Cipher, Problem? Problem) FromSetting(string? setting)
    {
        var key = new byte[KeyBytes];
        return Convert.TryFromBase64String(setting ?? "", key, out var length) && length == KeyBytes
            ? (new RecipientCipher(key), null)
            : (null, Problems.RecipientKeyWrong.With());
    }

    public byte[] Encrypt(string number) => seal.Close(number);

    /// <exception cref="CryptographicException">Another key encrypted it, or it was tampered with.</exception>
    public string Decrypt(byte[] encrypted) => seal.Open(encrypted);

    /// <summary>The same for the same type and number under the same key, and for nothing else; 32 bytes.</summary>
    public byte[] KeyedHash(string type, string number) => HMACSHA256.HashData(hashKey, Encoding.UTF8.GetBytes($"{type}\u001f{number}"));
}
