using ReactionPlans.Rules;
using ReactionPlans.Rules.Access;

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
    }

    internal IReadOnlyList<Problem> Check() => [.. Faults()];

    private static Problem Wrong(string setting, Phrase why) => Problems.ProviderSettingWrong.With($"{Section}:{setting}", why);
}
