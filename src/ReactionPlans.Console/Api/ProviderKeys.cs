using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ReactionPlans.Web.Api;

/// <summary>
/// What the identity provider calls itself and the keys it signs with now. Asked for again each hour, so that a key it has withdrawn stops, and at once when a token names a key that is not known,
/// so that a new one holds; but never more often than every ten seconds, or anybody's invented key would make us ask.
/// </summary>
internal sealed class ProviderKeys(Uri authority, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1), BetweenAsking = TimeSpan.FromSeconds(10), LongestWithoutProvider = TimeSpan.FromHours(24), Patience = TimeSpan.FromSeconds(5);

    private readonly HttpClient http = new() { Timeout = Patience, MaxResponseContentBufferSize = 1 << 20 };
    private readonly SemaphoreSlim oneAtATime = new(1);
    private Told? told;
    private DateTimeOffset? askedAt;

    private sealed record Told(OpenIdConnectConfiguration Provider, DateTimeOffset At)
    {
        public bool Knows(string keyId) => Provider.SigningKeys.Any(key => key.KeyId == keyId);
    }

    /// <returns>Null: the provider does not answer, and what it said last is too old.</returns>
    public async Task<OpenIdConnectConfiguration?> Of(string keyId, CancellationToken stopping)
    {
        if (MustAsk(keyId))
        {
            await oneAtATime.WaitAsync(stopping);
            try
            {
                if (MustAsk(keyId)) // another request may have asked meanwhile
                    await Ask(stopping);
            }
            finally
            {
                oneAtATime.Release();
            }
        }

        return told is { } last && clock.GetUtcNow() - last.At < LongestWithoutProvider ? last.Provider : null;
    }

    public void Dispose()
    {
        http.Dispose();
        oneAtATime.Dispose();
    }

    private bool MustAsk(string keyId) => (askedAt is not { } asked || clock.GetUtcNow() - asked >= BetweenAsking)
        && (told is not { } last || clock.GetUtcNow() - last.At >= Fresh || !last.Knows(keyId));

    private async Task Ask(CancellationToken stopping)
    {
        askedAt = clock.GetUtcNow();
        try
        {
            var address = $"{authority.ToString().TrimEnd('/')}/.well-known/openid-configuration";
            told = new Told(await OpenIdConnectConfigurationRetriever.GetAsync(address, new HttpDocumentRetriever(http) { RequireHttps = !authority.IsLoopback }, stopping), clock.GetUtcNow());
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested && failure is IOException or HttpRequestException or InvalidOperationException or ArgumentException or OperationCanceledException)
        {
            // What was told last holds on for a while.
        }
    }
}
