using System.ComponentModel.DataAnnotations;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Delivery;

/// <summary>Sections "Carriers:Sms" and "Carriers:Push": a gateway that brings short messages.</summary>
public sealed record WebhookOptions
{
    /// <summary>Where it takes messages; null: they go to the folder.</summary>
    [Url]
    public string? Url { get; init; }

    /// <summary>With which requests are signed: whsec_ and 24 to 64 bytes in base64, as agreed with the gateway. It belongs in the environment.</summary>
    public string? Secret { get; init; }

    /// <summary>An answer that takes longer counts as lost; the gateway is asked about it later.</summary>
    [Range(1, 600)]
    public int TimeoutSeconds { get; init; } = 30;

    /// <summary>Most messages on their way to it at once.</summary>
    [Range(1, 64)]
    public int Parallel { get; init; } = 8;

    /// <summary>Most messages in a second, as agreed with the gateway; null: no limit.</summary>
    [Range(1, 100_000)]
    public int? MostPerSecond { get; init; }

    internal IEnumerable<Problem> Check(string section)
    {
        if (Url is not null && !WebhookSignature.IsSecret(Secret))
            yield return Problems.SettingWrong.With($"{section}:{nameof(Secret)}", new Phrase(
                "der skal stå whsec_ og 24 til 64 byte i base64.", "it must be whsec_ and 24 to 64 bytes in base64."));
    }
}
