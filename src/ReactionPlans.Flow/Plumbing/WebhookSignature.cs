using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>Signs a request as Standard Webhooks describes, so that who takes it knows that it is ours, unchanged and new: HMAC-SHA256 over <c>id.timestamp.body</c>.</summary>
/// <remarks>https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md</remarks>
public sealed class WebhookSignature
{
    public const string IdHeader = "webhook-id", TimeHeader = "webhook-timestamp", Header = "webhook-signature";

    private const string Prefix = "whsec_";

    private const int FewestBytes = 24, MostBytes = 64;

    private readonly byte[] key;

    /// <param name="secret">whsec_ and 24 to 64 bytes in base64.</param>
    /// <exception cref="ArgumentException">It is none.</exception>
    public WebhookSignature(string? secret) => key = Read(secret) ?? throw new ArgumentException("The secret is no Standard Webhooks secret.", nameof(secret));

    /// <summary>A new secret, to be told to who takes the requests.</summary>
    public static string NewSecret() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    public static bool IsSecret(string? secret) => Read(secret) is not null;

    /// <summary>The three headers of a request.</summary>
    public IEnumerable<(string Name, string Value)> Of(string id, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.ASCII.GetBytes($"{id}.{time}."), .. body];
        return [(IdHeader, id), (TimeHeader, time), (Header, $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, signed))}")];
    }

    private static byte[]? Read(string? secret)
    {
        var bytes = new byte[MostBytes + 1];
        return secret is not null && secret.StartsWith(Prefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(secret[Prefix.Length..], bytes, out var length) && length is >= FewestBytes and <= MostBytes
            ? bytes[..length] : null;
    }
}
