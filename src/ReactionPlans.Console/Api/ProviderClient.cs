using ReactionPlans.Flow.Intake;

namespace ReactionPlans.Web.Api;

/// <summary>
/// A system that comes with an access token of the identity provider (OAuth 2.0 client credentials), and what it may: act in one person's name, or deliver reports of sources. It is what a key is,
/// and as with keys nothing is both.
/// </summary>
public sealed record ProviderClient
{
    /// <summary>What the provider calls it (the claim client_id, or <c>ClientClaim</c>), letter for letter.</summary>
    public string Client { get; init; } = "";

    /// <summary>The token's sub, where a provider calls the client something else there (a service account). A token with another one was got by somebody through the client, and is not the client's own.</summary>
    public string? Subject { get; init; }

    public string? Partnership { get; init; }

    /// <summary>Id in the partnership's agreement, which says with which role.</summary>
    public string? Person { get; init; }

    /// <summary>The sources whose reports it may deliver.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    public bool IsWhole => Client.Length > 0 && (Sources.Count == 0
        ? Partnership is { Length: > 0 } && Person is { Length: > 0 }
        : Partnership is null && Person is null && Sources.All(ApiKeys.IsSource));

    /// <summary>How the audit and the log name it, where a key's id would stand.</summary>
    internal string Account => $"client:{Client}";

    internal string ExpectedSubject => Subject ?? Client;
}
