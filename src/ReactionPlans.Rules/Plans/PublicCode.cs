using System.Security.Cryptography;

namespace ReactionPlans.Rules.Plans;

/// <summary>The code in a plan's public address, which letters carry so that a reader can check that they are genuine: short enough to type, too long to guess.</summary>
/// <remarks>The first 12 hexadecimal digits (48 bits) of SHA-256 over the plan's id in network order; the index in 0038-public-page.sql computes the same.</remarks>
public static class PublicCode
{
    public const int Length = 12;

    public static string Of(Guid activationId) => Convert.ToHexStringLower(SHA256.HashData(activationId.ToByteArray(bigEndian: true)))[..Length];

    /// <summary>As somebody may have typed or copied it, with spaces, hyphens, capitals or the full stop after it; null: it is none.</summary>
    public static string? Read(string? typed)
    {
        var code = string.Concat((typed ?? "").Where(letter => letter is not (' ' or '-' or '.' or ','))).ToLowerInvariant();
        return code.Length == Length && code.All(char.IsAsciiHexDigitLower) ? code : null;
    }
}
