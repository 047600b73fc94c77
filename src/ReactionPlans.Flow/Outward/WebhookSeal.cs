using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.Flow.Outward;

/// <summary>Keeps the secrets that requests are signed with.</summary>
public sealed class WebhookSeal(byte[] installationKey)
{
    private readonly Seal seal = new(installationKey, "reactionplans webhook secrets");

    public byte[] Close(string secret) => seal.Close(secret);

    public WebhookSignature Open(byte[] sealedSecret) => new(seal.Open(sealedSecret));
}
