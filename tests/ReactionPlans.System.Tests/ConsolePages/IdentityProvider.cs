using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>A real identity provider (OpenIddict) on a port of its own, at which one person is always signed in already.</summary>
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
            server.SetAuthorizationEndpointUris("connect/authorize").SetTokenEndpointUris("connect/token");
            server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
            server.RegisterScopes(Scopes.Profile);
            server.AddEphemeralEncryptionKey().AddEphemeralSigningKey();
            server.UseAspNetCore().DisableTransportSecurityRequirement();
            server.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                if (context.ClientId != ClientId || !Uri.TryCreate(context.RedirectUri, UriKind.Absolute, out var back) || !back.IsLoopback || back.AbsolutePath != "/SignIn/Back")
                    context.Reject(Errors.InvalidRequest);
                return default;
            }));
            server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                if (context.ClientId != ClientId || context.ClientSecret != ClientSecret)
                    context.Reject(Errors.InvalidClient);
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

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
