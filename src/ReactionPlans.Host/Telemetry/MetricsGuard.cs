using System.Net;
using System.Security.Cryptography;
using System.Text;
using ReactionPlans.Rules;
using ReactionPlans.Web.Api;

namespace ReactionPlans.Host.Telemetry;

/// <summary>Who may read the figures: whoever has the key, or, where there is none, this machine alone.</summary>
internal sealed class MetricsGuard(string? key)
{
    private const string Scheme = "Bearer ";

    /// <summary>What a proxy writes on what it passes on: then this machine is not who asks.</summary>
    private static readonly string[] PassedOn = ["X-Forwarded-For", "X-Forwarded-Host", "Forwarded", "Via"];

    public Task Admit(HttpContext context, RequestDelegate next)
    {
        if (key is not null)
            return IsKey(context.Request.Headers.Authorization.ToString()) ? next(context) : Refusal.Write(context, StatusCodes.Status401Unauthorized, Problems.MetricsKeyUnknown.With());
        var isThisMachine = context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address) && !PassedOn.Any(context.Request.Headers.ContainsKey);
        return isThisMachine ? next(context) : Refusal.Write(context, StatusCodes.Status403Forbidden, Problems.MetricsFromElsewhere.With());
    }

    /// <summary>In constant time, also where the lengths differ: hashes are compared.</summary>
    private bool IsKey(string authorization) =>
        authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && CryptographicOperations.FixedTimeEquals(Hash(authorization[Scheme.Length..]), Hash(key!));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
