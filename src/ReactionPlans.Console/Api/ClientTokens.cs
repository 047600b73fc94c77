using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using ReactionPlans.Web.Pages.SignIn;

namespace ReactionPlans.Web.Api;

/// <summary>Reads access tokens with which systems come instead of a key. Believed is what the provider has signed, for this API, for now, and for the client itself; all else is as good as a wrong key.</summary>
/// <param name="provider">Null, or one without clients: there are no such tokens.</param>
/// <param name="clock">Of the real world, also where a replay's stands years back: that is when a token was given.</param>
public sealed class ClientTokens(ProviderOptions? provider, TimeProvider clock) : IDisposable
{
    private const int LongestToken = 16_384;
    private static readonly TimeSpan ClocksMayDiffer = TimeSpan.FromMinutes(1);

    /// <summary>Signed with a key that nobody but the provider has. A secret that two know (HS256) is none of ours: it would be the public key, or the client's own.</summary>
    private static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.EcdsaSha256];

    /// <summary>"at+jwt" is an access token (RFC 9068), and many write "JWT"; what is of another kind (a sign-out, an event) opens nothing.</summary>
    private static readonly string[] Kinds = ["at+jwt", "application/at+jwt", "JWT"];

    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = LongestToken };

    private readonly ProviderKeys? keys = provider is { Clients.Count: > 0 } ? new ProviderKeys(new Uri(provider.Authority), clock) : null;

    /// <summary>The provider does not answer, so nobody can say whether a token is its own.</summary>
    public sealed class ProviderSilentException : Exception;

    /// <summary>Whether it has the form of a signed token, and so is not a key.</summary>
    public static bool IsToken(string? sent) => sent?.Count(letter => letter == '.') == 2;

    /// <returns>Null: it is not to be believed, or nobody here knows the client.</returns>
    /// <exception cref="ProviderSilentException">It cannot be told now.</exception>
    public async Task<ProviderClient?> Find(string sent, CancellationToken stopping)
    {
        if (keys is null || sent.Length > LongestToken || !Handler.CanReadToken(sent) || KeyIdOf(sent) is not { } keyId)
            return null;
        var told = await keys.Of(keyId, stopping) ?? throw new ProviderSilentException();
        var result = await Handler.ValidateTokenAsync(sent, new TokenValidationParameters
        {
            ValidIssuer = told.Issuer,
            ValidAudience = provider!.Audience,
            IssuerSigningKeys = told.SigningKeys,
            TryAllIssuerSigningKeys = false,
            ValidAlgorithms = Algorithms,
            ValidTypes = Kinds,
            ClockSkew = ClocksMayDiffer,
        });
        return result is { IsValid: true, SecurityToken: JsonWebToken token } && token.TryGetPayloadValue<string>(provider.ClientClaim, out var name)
            ? provider.Clients.FirstOrDefault(client => client.Client == name && client.ExpectedSubject == token.Subject)
            : null;
    }

    public void Dispose() => keys?.Dispose();

    /// <summary>Null: it names none, and is not tried with them all.</summary>
    private static string? KeyIdOf(string sent)
    {
        try
        {
            return new JsonWebToken(sent).Kid is { Length: > 0 } keyId ? keyId : null;
        }
        catch (ArgumentException)
        {
            return null; // three parts with points between, and no token
        }
    }
}

public static class ClientTokensSetup
{
    public static IServiceCollection AddClientTokens(this IServiceCollection services, SignInOptions? signIn)
    {
        services.TryAddSingleton(_ => new ClientTokens(signIn?.Provider, TimeProvider.System));
        return services;
    }
}
