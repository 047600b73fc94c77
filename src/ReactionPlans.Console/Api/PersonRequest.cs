using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Access;

namespace ReactionPlans.Web.Api;

/// <summary>What every request that comes with a person's key has in common.</summary>
internal static class PersonRequest
{
    private const int LongestBody = 8_192;

    /// <summary>Only with a key, and only for who has the right today.</summary>
    public static AuthorizationPolicy May(Right right) => new AuthorizationPolicyBuilder(PersonKeyScheme.Name)
        .RequireAuthenticatedUser().RequireAssertion(context => SignedIn.Find(context.User)?.May(right) == true).Build();

    /// <summary>True: the refusal is written.</summary>
    public static async Task<bool> IsTooOften(this PersonRate rate, HttpContext context, SignedIn person)
    {
        if (rate.Take([$"{person.PartnershipId}/{person.PersonId}"]) is not { } wait)
            return false;
        await Refusal.Write(context, StatusCodes.Status429TooManyRequests, Problems.AskedTooOften.With(Math.Ceiling(wait.TotalSeconds)), wait);
        return true;
    }

    /// <summary>What was sent along.</summary>
    /// <param name="nothing">No body is an answer without words.</param>
    /// <returns>Null: the refusal is written.</returns>
    public static async Task<T?> Body<T>(HttpContext context, T nothing) where T : class
    {
        var request = context.Request;
        if (request.ContentLength is 0 or null && request.Headers.TransferEncoding.Count == 0)
            return nothing;
        if (!request.HasJsonContentType() || request.ContentLength is null or > LongestBody)
            return await Refuse($"application/json, Content-Length 1-{LongestBody}");
        try
        {
            return await request.ReadFromJsonAsync<T>(context.RequestAborted) ?? nothing;
        }
        catch (JsonException broken)
        {
            return await Refuse(broken.Path ?? "JSON");
        }

        async Task<T?> Refuse(string why)
        {
            await Refusal.Write(context, StatusCodes.Status400BadRequest, Problems.AnswerUnreadable.With(why));
            return null;
        }
    }

    /// <summary>A name of the code as the API says it: "mobileStation".</summary>
    public static string NameOf(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
