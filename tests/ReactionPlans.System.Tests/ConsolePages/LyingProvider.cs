using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>What is wrong with the token of <see cref="LyingProvider"/>.</summary>
public enum Lie
{
    Nothing,
    WithoutSignature,
    SignedByAnother,
    SignedWithTheSecret,
    Expired,
    NotYet,
    ForAnotherClient,
    FromAnotherIssuer,
    OfAnotherSignIn,
    Changed,
    WithoutSubject,
}

/// <summary>Speaks OpenID Connect well enough to be believed, and hands out a token with one thing wrong with it: what a correct provider cannot be made to do.</summary>
public sealed class LyingProvider : IAsyncDisposable
{
    public const string Role = "rp-coordinator";

    private readonly WebApplication app;
    private readonly RsaSecurityKey key = Key(), another = Key();
    private readonly ConcurrentDictionary<string, string> nonces = new();

    private LyingProvider(WebApplication app) => this.app = app;

    public Lie Lie { get; set; }

    public Uri Address => new(app.Urls.Single());

    private string Issuer => Address.ToString().TrimEnd('/');

    public static async Task<LyingProvider> Start()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var provider = new LyingProvider(builder.Build());
        provider.Map();
        await provider.app.StartAsync();
        return provider;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private void Map()
    {
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new
        {
            issuer = Issuer,
            authorization_endpoint = $"{Issuer}/authorize",
            token_endpoint = $"{Issuer}/token",
            jwks_uri = $"{Issuer}/keys",
            response_types_supported = new[] { "code" },
            subject_types_supported = new[] { "public" },
            id_token_signing_alg_values_supported = new[] { "RS256" },
        }));
        app.MapGet("/keys", () =>
        {
            var told = JsonWebKeyConverter.ConvertFromRSASecurityKey(key);
            return Results.Json(new { keys = new[] { new { kty = "RSA", use = "sig", alg = "RS256", kid = key.KeyId, n = told.N, e = told.E } } });
        });
        app.MapGet("/authorize", (HttpRequest request) =>
        {
            var code = RandomNumberGenerator.GetHexString(16);
            nonces[code] = request.Query["nonce"]!;
            return Results.Redirect($"{request.Query["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(request.Query["state"]!)}");
        });
        app.MapPost("/token", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync();
            return Results.Json(new { access_token = "unused", token_type = "Bearer", expires_in = 300, id_token = Token(nonces[form["code"]!], form["client_secret"]!) });
        });
    }

    private string Token(string nonce, string secret)
    {
        var now = DateTime.UtcNow;
        var claims = new Dictionary<string, object> { ["sub"] = "karen", ["roles"] = new[] { Role }, ["nonce"] = Lie == Lie.OfAnotherSignIn ? "another" : nonce };
        if (Lie == Lie.WithoutSubject)
            claims.Remove("sub");
        var token = new SecurityTokenDescriptor
        {
            Issuer = Lie == Lie.FromAnotherIssuer ? "https://elsewhere.example" : Issuer,
            Audience = Lie == Lie.ForAnotherClient ? "another-client" : IdentityProvider.ClientId,
            IssuedAt = now.AddHours(Lie == Lie.NotYet ? 1 : -2),
            NotBefore = now.AddHours(Lie == Lie.NotYet ? 1 : -2),
            Expires = now.AddHours(Lie == Lie.Expired ? -1 : 2),
            Claims = claims,
            SigningCredentials = Lie switch
            {
                Lie.WithoutSignature => null,
                Lie.SignedByAnother => new SigningCredentials(new RsaSecurityKey(another.Rsa) { KeyId = key.KeyId }, SecurityAlgorithms.RsaSha256),
                Lie.SignedWithTheSecret => new SigningCredentials(new SymmetricSecurityKey(SHA256.HashData(Encoding.UTF8.GetBytes(secret))) { KeyId = key.KeyId }, SecurityAlgorithms.HmacSha256),
                _ => new SigningCredentials(key, SecurityAlgorithms.RsaSha256),
            },
        };
        var written = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(token);
        return Lie == Lie.Changed ? WithAnotherSubject(written) : written;
    }

    /// <summary>The same signature under other words.</summary>
    private static string WithAnotherSubject(string token)
    {
        var parts = token.Split('.');
        var body = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(Base64UrlEncoder.DecodeBytes(parts[1]))!;
        body["sub"] = JsonSerializer.SerializeToElement("somebody-else");
        return $"{parts[0]}.{Base64UrlEncoder.Encode(JsonSerializer.SerializeToUtf8Bytes(body))}.{parts[2]}";
    }

    private static RsaSecurityKey Key() => new(RSA.Create(2048)) { KeyId = RandomNumberGenerator.GetHexString(8) };
}
