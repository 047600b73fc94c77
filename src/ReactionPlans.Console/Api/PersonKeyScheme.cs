using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ReactionPlans.Flow.Access;
using ReactionPlans.Rules;

namespace ReactionPlans.Web.Api;

/// <summary>
/// Signs a person in by what their system sends, for that one request: a key ("Authorization: Bearer rpp_..."), or an access token of the identity provider. A browser's cookie opens nothing here.
/// </summary>
public sealed class PersonKeyScheme(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, PersonKeys keys, ClientTokens tokens, WrongKeys wrongKeys, Workplaces workplaces)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "person-key";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (SentKey.Of(Request) is not { } sent)
            return AuthenticateResult.NoResult();
        if (ClientTokens.IsToken(sent))
            return await SignInClient(sent);
        if (await keys.Find(sent, Context.RequestAborted) is not { } key)
            return AuthenticateResult.Fail("unknown key");
        return await SignIn(MembershipOf(key), workplaces, Name, Context.RequestAborted);
    }

    private async Task<AuthenticateResult> SignInClient(string sent)
    {
        try
        {
            return await tokens.Find(sent, Context.RequestAborted) is { Person: { } person, Partnership: { } partnership } client
                ? await SignIn(new Membership(client.Account, partnership, person, null), workplaces, Name, Context.RequestAborted)
                : AuthenticateResult.Fail("unknown client");
        }
        catch (ClientTokens.ProviderSilentException silent)
        {
            return AuthenticateResult.Fail(silent);
        }
    }

    internal static Membership MembershipOf(PersonKey key) => new(key.Id, key.PartnershipId, key.PersonId, null);

    /// <param name="membership">By the key's or client's id as its account.</param>
    internal static async Task<AuthenticateResult> SignIn(Membership membership, Workplaces workplaces, string scheme, CancellationToken stopping)
    {
        // The role is the agreement's of today, as for one who signs in: who is taken out of it is out of here too.
        var places = await workplaces.Of([membership], stopping);
        return places is [var place]
            ? AuthenticateResult.Success(new AuthenticationTicket(new SignedIn(place.UserName, place.Name, place.Role, place.PartnershipId, place.PersonId).AsPrincipal(), scheme))
            : AuthenticateResult.Fail("no longer in the agreement");
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if ((await HandleAuthenticateOnceSafeAsync()).Failure is ClientTokens.ProviderSilentException)
            await Refusal.ProviderSilent(Context);
        else
            await wrongKeys.Refuse(Context, Problems.PersonKeyUnknown.With(), isSent: SentKey.Of(Request) is not null || Request.Query.ContainsKey(CalendarKeyScheme.Parameter));
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Refusal.Write(Context, StatusCodes.Status403Forbidden, Problems.MayNot.With());
}
