using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.Flow.Outward;

/// <summary>Keeps the secrets that requests are signed with.</summary>
public sealed class WebhookSeal(KeyRing ring)
{
    /// <summary>What the secrets are sealed for.</summary>
    public const string Purpose = "reactionplans webhook secrets";

    private readonly Seal seal = new(ring, Purpose);

    public byte[] Close(string secret) => seal.Close(secret);

    public WebhookSignature Open(byte[] sealedSecret) => new(seal.Open(sealedSecret));
}
