using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Delivery;

/// <summary>Sections "Carriers:Sms" and "Carriers:Push": a gateway that brings short messages.</summary>
public sealed record WebhookOptions : HttpOptions
{
    /// <summary>With which requests are signed: whsec_ and 24 to 64 bytes in base64, as agreed with the gateway. It belongs in the environment.</summary>
    public string? Secret { get; init; }

    internal IEnumerable<Problem> Check(string section)
    {
        if (Url is not null && !WebhookSignature.IsSecret(Secret))
            yield return Problems.SettingWrong.With($"{section}:{nameof(Secret)}", new Phrase(
                "der skal stå whsec_ og 24 til 64 byte i base64.", "it must be whsec_ and 24 to 64 bytes in base64."));
    }
}
