using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ReactionPlans.Flow.Access;
using ReactionPlans.Rules;

namespace ReactionPlans.Web.Api;

/// <summary>Signs a person in by the key that their system sends ("Authorization: Bearer rpp_..."), for that one request. A browser's cookie opens nothing here.</summary>
public sealed class PersonKeyScheme(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, PersonKeys keys, Workplaces workplaces)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "person-key";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (SentKey.Of(Request) is not { } sent)
            return AuthenticateResult.NoResult();
        if (await keys.Find(sent, Context.RequestAborted) is not { } key)
            return AuthenticateResult.Fail("unknown key");
        return await SignIn(key, workplaces, Name, Context.RequestAborted);
    }

    internal static async Task<AuthenticateResult> SignIn(PersonKey key, Workplaces workplaces, string scheme, CancellationToken stopping)
    {
        // The role is the agreement's of today, as for one who signs in: who is taken out of it is out of here too.
        var places = await workplaces.Of([new Membership(key.Id, key.PartnershipId, key.PersonId, null)], stopping);
        return places is [var place]
            ? AuthenticateResult.Success(new AuthenticationTicket(new SignedIn(place.UserName, place.Name, place.Role, place.PartnershipId, place.PersonId).AsPrincipal(), scheme))
            : AuthenticateResult.Fail("no longer in the agreement");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) =>
        Refusal.Write(Context, StatusCodes.Status401Unauthorized, Problems.PersonKeyUnknown.With());

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Refusal.Write(Context, StatusCodes.Status403Forbidden, Problems.MayNot.With());
}
