using ReactionPlans.Rules;
using ReactionPlans.Rules.Access;
using ReactionPlans.Web.Api;

namespace ReactionPlans.Web.Pages.SignIn;

/// <summary>How people sign in: at an identity provider (OpenID Connect), or with a local account. Section SignIn.</summary>
public sealed record SignInOptions
{
    /// <summary>Null: there is none, and local accounts are all there is.</summary>
    public ProviderOptions? Provider { get; init; }

    /// <summary>Whether passwords of our own open anything; without a word only where there is no provider.</summary>
    public bool? LocalAccounts { get; init; }

    public bool HasLocalAccounts => LocalAccounts ?? Provider is null;

    /// <summary>Empty: nothing is wrong.</summary>
    public IReadOnlyList<Problem> Check() => Provider?.Check() ?? [];
}

/// <summary>The identity provider that vouches for people, and what its claims let them work as.</summary>
public sealed record ProviderOptions
{
    private const string Section = "SignIn:Provider";

    /// <summary>What people call it, on the button.</summary>
    public string Name { get; init; } = "";

    /// <summary>Where it is: below it stands .well-known/openid-configuration.</summary>
    public string Authority { get; init; } = "";

    public string ClientId { get; init; } = "";

    /// <summary>From the environment (SignIn__Provider__ClientSecret) and from nowhere else.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>What is asked for beside openid and profile.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>The claim whose values say what a person may work as.</summary>
    public string WorkClaim { get; init; } = "roles";

    public IReadOnlyList<ClaimedWork> Work { get; init; } = [];

    /// <summary>What an access token for the API names as its audience.</summary>
    public string Audience { get; init; } = "";

    /// <summary>The claim of an access token that names the client.</summary>
    public string ClientClaim { get; init; } = "client_id";

    /// <summary>Systems that come with an access token instead of a key.</summary>
    public IReadOnlyList<ProviderClient> Clients { get; init; } = [];

    internal IEnumerable<Problem> Faults()
    {
        if (Name.Length == 0)
            yield return Wrong(nameof(Name), new Phrase("den mangler", "it is missing"));
        if (ClientId.Length == 0)
            yield return Wrong(nameof(ClientId), new Phrase("den mangler", "it is missing"));
        if (!Uri.TryCreate(Authority, UriKind.Absolute, out var address) || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
            yield return Wrong(nameof(Authority), new Phrase("den skal begynde med https://", "it must begin with https://"));
        if (Work.Count == 0)
            yield return Wrong(nameof(Work), new Phrase("uden den kan ingen komme ind", "without it nobody can come in"));
        for (var number = 0; number < Work.Count; number++)
        {
            if (!Work[number].IsWhole)
            {
                var roles = string.Join(", ", PersonRoles.WithoutPartnership);
                yield return Wrong($"{nameof(Work)}:{number}", new Phrase(
                    $"der skal stå Value og enten Partnership og Person, eller Role med en af: {roles}", $"it needs Value and either Partnership and Person, or Role with one of: {roles}"));
            }
        }
        foreach (var problem in FaultsOfClients())
            yield return problem;
    }

    private IEnumerable<Problem> FaultsOfClients()
    {
        if (Clients.Count > 0 && Audience.Length == 0)
            yield return Wrong(nameof(Audience), new Phrase("den mangler, når der er Clients", "it is missing, and there are Clients"));
        if (Audience.Length > 0 && Audience == ClientId) // what a person signs in with would be an access token too
            yield return Wrong(nameof(Audience), new Phrase("den skal være en anden end ClientId", "it must be another than ClientId"));
        for (var number = 0; number < Clients.Count; number++)
        {
            if (!Clients[number].IsWhole)
                yield return Wrong($"{nameof(Clients)}:{number}", new Phrase("der skal stå Client og enten Partnership og Person, eller Sources", "it needs Client and either Partnership and Person, or Sources"));
            else if (Clients.Take(number).Any(other => other.Client == Clients[number].Client))
                yield return Wrong($"{nameof(Clients)}:{number}", new Phrase($"'{Clients[number].Client}' står der allerede", $"'{Clients[number].Client}' stands there already"));
        }
    }

    internal IReadOnlyList<Problem> Check() => [.. Faults()];

    private static Problem Wrong(string setting, Phrase why) => Problems.ProviderSettingWrong.With($"{Section}:{setting}", why);
}
