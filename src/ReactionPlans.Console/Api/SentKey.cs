using Microsoft.AspNetCore.Http;

namespace ReactionPlans.Web.Api;

/// <summary>The key that a caller sends: "Authorization: Bearer KEY".</summary>
internal static class SentKey
{
    private const string Scheme = "Bearer ";

    /// <summary>Null: none is sent, or not in this way.</summary>
    public static string? Of(HttpRequest request) =>
        request.Headers.Authorization is [{ } sent] && sent.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? sent[Scheme.Length..].Trim() : null;
}
