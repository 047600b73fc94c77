using System.Security.Cryptography;
using System.Text;

namespace ReactionPlans.Rules.Plans;

/// <summary>Ids made from what a row is about, so that the same act twice gives the same row.</summary>
/// <remarks>The SQL function plumbing.stable_id follows the same rule: a statement and this class must give the same id.</remarks>
public static class StableId
{
    /// <summary>The first 128 bits of the SHA-256 of <paramref name="subject"/> in UTF-8, read as a hexadecimal id.</summary>
    public static Guid Of(string subject)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(subject)));
        return Guid.ParseExact(hash[..32], "N");
    }

    /// <summary>The activation a spike has or would have: known before the decision, so that notices about the question share its key.</summary>
    public static Guid OfActivation(Guid spikeId) => Of($"activation/{spikeId}");
}
