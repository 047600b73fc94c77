using System.Net.Http.Json;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>A real identity provider (OpenIddict) on a port of its own, at which one person is signed in already until they sign out, and every system with the secret gets an access token.</summary>
public sealed class IdentityProvider : IAsyncDisposable
{
    public const string ClientId = "reactionplans", ClientSecret = "not-a-secret-but-checked";

    private readonly WebApplication app;

    private IdentityProvider(WebApplication app) => this.app = app;

    /// <summary>Who is signed in at it; null: it refuses.</summary>
    public string? Subject { get; set; } = "Karen-7";

    public IReadOnlyList<string> Roles { get; set; } = [];

    public Uri Address => new(app.Urls.Single());

    public static async Task<IdentityProvider> Start()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        IdentityProvider provider = null!;
        builder.Services.AddOpenIddict().AddServer(server =>
        {
            server.EnableDegradedMode(); // without a database: the handlers below are what it knows
            server.SetAuthorizationEndpointUris("connect/authorize").SetTokenEndpointUris("connect/token").SetEndSessionEndpointUris("connect/logout");
            server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
            server.AllowClientCredentialsFlow();
            server.RegisterScopes(Scopes.Profile);
            server.AddEphemeralEncryptionKey().AddSigningKey(NewKey()).DisableAccessTokenEncryption();
            server.UseAspNetCore().DisableTransportSecurityRequirement();
            server.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                if (context.ClientId != ClientId || !IsOurs(context.RedirectUri, "/SignIn/Back"))
                    context.Reject(Errors.InvalidRequest);
                return default;
            }));
            server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                if ((context.ClientId != ClientId && !context.Request.IsClientCredentialsGrantType()) || context.ClientSecret != ClientSecret)
                    context.Reject(Errors.InvalidClient);
                return default;
            }));
            server.AddEventHandler<HandleTokenRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                if (context.Request.IsClientCredentialsGrantType())
                {
                    var identity = new ClaimsIdentity("at the provider");
                    identity.SetClaim(Claims.Subject, context.ClientId).SetResources(LyingProvider.Audience);
                    context.Principal = new ClaimsPrincipal(identity);
                }

                return default;
            }));
            server.AddEventHandler<ValidateEndSessionRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                if (context.ClientId != ClientId || !IsOurs(context.PostLogoutRedirectUri, "/SignOut/Back"))
                    context.Reject(Errors.InvalidRequest);
                return default;
            }));
            server.AddEventHandler<HandleEndSessionRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                provider.Subject = null;
                context.SignOut();
                return default;
            }));
            server.AddEventHandler<HandleAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                if (provider.Subject is not { } subject)
                {
                    context.Reject(Errors.AccessDenied);
                    return default;
                }

                var identity = new ClaimsIdentity("at the provider", Claims.Name, "roles");
                identity.SetClaim(Claims.Subject, subject).SetClaims("roles", [.. provider.Roles]);
                identity.SetScopes(context.Request.GetScopes());
                identity.SetDestinations(_ => [Destinations.IdentityToken]);
                context.Principal = new ClaimsPrincipal(identity);
                return default;
            }));
        });
        provider = new IdentityProvider(builder.Build());
        provider.app.UseAuthentication();
        await provider.app.StartAsync();
        return provider;
    }

    /// <summary>What a system gets for its id and secret.</summary>
    public async Task<string> AccessToken(string client)
    {
        using var http = new HttpClient { BaseAddress = Address };
        using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", client), new("client_secret", ClientSecret)]);
        using var answer = await http.PostAsync("connect/token", form);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }

    /// <summary>From now on it signs with a new key, and the old one is no longer its own.</summary>
    public void ChangeKey()
    {
        var credentials = app.Services.GetRequiredService<IOptionsMonitor<OpenIddictServerOptions>>().CurrentValue.SigningCredentials;
        credentials.Clear();
        credentials.Add(new SigningCredentials(NewKey(), SecurityAlgorithms.RsaSha256));
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static bool IsOurs(string? address, string path) => Uri.TryCreate(address, UriKind.Absolute, out var back) && back.IsLoopback && back.AbsolutePath == path;

    private static RsaSecurityKey NewKey() => new(RSA.Create(2048)) { KeyId = RandomNumberGenerator.GetHexString(16) };
}
