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
    SignedWithThePublicKey,
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
    public const string Role = "rp-coordinator", Audience = "reactionplans-api";

    private readonly WebApplication app;
    private readonly RsaSecurityKey key = Key(), another = Key();
    private readonly ECDsaSecurityKey curve = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = RandomNumberGenerator.GetHexString(8) };
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

    /// <summary>What a person signs in with.</summary>
    public string IdToken(string nonce = "", string secret = IdentityProvider.ClientSecret)
    {
        var claims = new Dictionary<string, object> { ["sub"] = "karen", ["roles"] = new[] { Role }, ["nonce"] = Lie == Lie.OfAnotherSignIn ? "another" : nonce };
        return Write(claims, Lie == Lie.ForAnotherClient ? "another-client" : IdentityProvider.ClientId, "JWT", secret);
    }

    /// <summary>What a system comes to the API with.</summary>
    /// <param name="subject">Null: the client itself.</param>
    /// <param name="algorithm">Of a key that the provider has.</param>
    public string AccessToken(string client, string? subject = null, string kind = "at+jwt", string algorithm = SecurityAlgorithms.RsaSha256) =>
        Write(new() { ["sub"] = subject ?? client, ["client_id"] = client }, Lie == Lie.ForAnotherClient ? "another-api" : Audience, kind, IdentityProvider.ClientSecret, algorithm);

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
            var (told, ofCurve) = (JsonWebKeyConverter.ConvertFromRSASecurityKey(key), JsonWebKeyConverter.ConvertFromECDsaSecurityKey(curve));
            return Results.Json(new
            {
                keys = new object[]
                {
                    new { kty = "RSA", use = "sig", alg = "RS256", kid = key.KeyId, n = told.N, e = told.E },
                    new { kty = "EC", use = "sig", alg = "ES256", kid = curve.KeyId, crv = ofCurve.Crv, x = ofCurve.X, y = ofCurve.Y },
                },
            });
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
            return Results.Json(new { access_token = "unused", token_type = "Bearer", expires_in = 300, id_token = IdToken(nonces[form["code"]!], form["client_secret"]!) });
        });
    }

    private string Write(Dictionary<string, object> claims, string audience, string kind, string secret, string algorithm = SecurityAlgorithms.RsaSha256)
    {
        var now = DateTime.UtcNow;
        if (Lie == Lie.WithoutSubject)
            claims.Remove("sub");
        var token = new SecurityTokenDescriptor
        {
            Issuer = Lie == Lie.FromAnotherIssuer ? "https://elsewhere.example" : Issuer,
            Audience = audience,
            IssuedAt = now.AddHours(Lie == Lie.NotYet ? 1 : -2),
            NotBefore = now.AddHours(Lie == Lie.NotYet ? 1 : -2),
            Expires = now.AddHours(Lie == Lie.Expired ? -1 : 2),
            Claims = claims,
            TokenType = kind,
            SigningCredentials = Lie switch
            {
                Lie.WithoutSignature => null,
                Lie.SignedByAnother => new SigningCredentials(new RsaSecurityKey(another.Rsa) { KeyId = key.KeyId }, SecurityAlgorithms.RsaSha256),
                Lie.SignedWithTheSecret => Shared(SHA256.HashData(Encoding.UTF8.GetBytes(secret))),
                Lie.SignedWithThePublicKey => Shared(Encoding.ASCII.GetBytes(key.Rsa.ExportSubjectPublicKeyInfoPem())),
                _ => new SigningCredentials(algorithm == SecurityAlgorithms.EcdsaSha256 ? curve : key, algorithm),
            },
        };
        if (Lie == Lie.SignedByAnother) // and brings the key with it, as if that made it good
            token.AdditionalHeaderClaims = new Dictionary<string, object> { ["jwk"] = new Dictionary<string, object> { ["kty"] = "RSA", ["n"] = JsonWebKeyConverter.ConvertFromRSASecurityKey(another).N, ["e"] = "AQAB" } };
        var written = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(token);
        return Lie == Lie.Changed ? WithAnotherSubject(written) : written;
    }

    /// <summary>The same signature under other words.</summary>
    private static string WithAnotherSubject(string token)
    {
        var parts = token.Split('.');
        var body = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(Base64UrlEncoder.DecodeBytes(parts[1]))!;
        foreach (var claim in new[] { "sub", "client_id" })
        {
            if (body.TryGetValue(claim, out var was))
                body[claim] = JsonSerializer.SerializeToElement(was.GetString() == "lead-system" ? "coordinator-system" : "somebody-else");
        }

        return $"{parts[0]}.{Base64UrlEncoder.Encode(JsonSerializer.SerializeToUtf8Bytes(body))}.{parts[2]}";
    }

    private SigningCredentials Shared(byte[] secret) => new(new SymmetricSecurityKey(secret) { KeyId = key.KeyId }, SecurityAlgorithms.HmacSha256);

    private static RsaSecurityKey Key() => new(RSA.Create(2048)) { KeyId = RandomNumberGenerator.GetHexString(8) };
}
