using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>Signs what is brought to others' servers, as Standard Webhooks describes it: HMAC-SHA256 over id, time and body.</summary>
/// <remarks>The receiver knows by it who sends, that nothing was changed, and, by the time, that an old request is not played again.</remarks>
public sealed class WebhookSignature
{
    private const string SecretPrefix = "whsec_", Version = "v1";

    private const int FewestBytes = 24, MostBytes = 64;

    private readonly byte[] key;

    private WebhookSignature(byte[] key) => this.key = key;

    /// <summary>A new secret, to be told to the receiver.</summary>
    public static string NewSecret() => SecretPrefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <returns>Null: no secret of the form whsec_ and 24 to 64 bytes in base64.</returns>
    public static WebhookSignature? Of(string secret)
    {
        var bytes = new byte[MostBytes];
        return secret.StartsWith(SecretPrefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(secret[SecretPrefix.Length..], bytes, out var length) && length >= FewestBytes
            ? new WebhookSignature(bytes[..length])
            : null;
    }

    /// <summary>The headers that go with a request.</summary>
    /// <param name="id">What the receiver knows a repeated request by.</param>
    public IEnumerable<(string Name, string Value)> Headers(string id, DateTimeOffset now, ReadOnlySpan<byte> body)
    {
        var time = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = Convert.ToBase64String(HMACSHA256.HashData(key, (byte[])[.. Encoding.UTF8.GetBytes($"{id}.{time}."), .. body]));
        return [("webhook-id", id), ("webhook-timestamp", time), ("webhook-signature", $"{Version},{signature}")];
    }
}
