using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using ReactionPlans.Flow.Access;
using ReactionPlans.Rules.Access;

namespace ReactionPlans.Web.Pages.SignIn;

/// <summary>
/// Signing in at an identity provider: OpenID Connect, code flow with PKCE. What comes back is a person of ours or nobody: of the provider's claims only who it is and what
/// <see cref="ProviderOptions.Work"/> knows are read, and its tokens are not kept.
/// </summary>
internal static partial class ProviderSignIn
{
    public const string Scheme = "provider";

    /// <summary>Why somebody who came back was not let in, as the sign-in page is told it.</summary>
    public const string Failed = "failed", NothingClaimed = "nothing-claimed";

    private const string Subject = "sub";

    public static AuthenticationBuilder AddProvider(this AuthenticationBuilder authentication, ProviderOptions provider) =>
        authentication.AddOpenIdConnect(Scheme, options =>
        {
            options.Authority = provider.Authority;
            options.RequireHttpsMetadata = !new Uri(provider.Authority).IsLoopback;
            options.ClientId = provider.ClientId;
            options.ClientSecret = provider.ClientSecret;
            options.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
            options.ResponseType = OpenIdConnectResponseType.Code;
            // Answered by an address and not by a form: the cookies that prove whose answer it is then need not go to other sites.
            options.ResponseMode = OpenIdConnectResponseMode.Query;
            options.UsePkce = true;
            options.MapInboundClaims = false;
            options.SaveTokens = false;
            options.CallbackPath = "/SignIn/Back";
            options.SignedOutCallbackPath = "/SignOut/Back";
            options.RemoteSignOutPath = default; // an address that signs people out would do it for whoever links to it
            options.TimeProvider = TimeProvider.System; // a replay's clock stands years back, a sign-in happens now
            foreach (var cookie in new[] { options.NonceCookie, options.CorrelationCookie })
            {
                cookie.SameSite = SameSiteMode.Lax;
                cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            }

            foreach (var scope in provider.Scopes)
                options.Scope.Add(scope);
            options.Events.OnTokenValidated = AskForSignature;
            options.Events.OnTicketReceived = context => Enter(context, provider);
            options.Events.OnRedirectToIdentityProviderForSignOut = context => SignOut(context, provider);
            options.Events.OnRemoteFailure = context => Refuse(context, Failed, context.Failure);
        });

    /// <summary>The code flow may do without a signature, because the token comes from the provider itself. Who stands between us and it would be believed, so we do not do without.</summary>
    private static Task AskForSignature(TokenValidatedContext context)
    {
        if (context.SecurityToken.RawSignature is not { Length: > 0 })
            context.Fail("The token is not signed.");
        return Task.CompletedTask;
    }

    /// <summary>The provider is told whose people these are by the client's id: no token was kept that would say who it is, so it may ask the person first.</summary>
    private static Task SignOut(RedirectContext context, ProviderOptions provider)
    {
        context.ProtocolMessage.ClientId = provider.ClientId;
        if (string.IsNullOrEmpty(context.ProtocolMessage.IssuerAddress)) // it knows no signing out
        {
            context.Response.Redirect(context.Properties.RedirectUri!);
            context.HandleResponse();
        }

        return Task.CompletedTask;
    }

    private static async Task Enter(TicketReceivedContext context, ProviderOptions provider)
    {
        var (services, stopping) = (context.HttpContext.RequestServices, context.HttpContext.RequestAborted);
        var accounts = services.GetRequiredService<Accounts>();
        if (context.Principal?.FindFirstValue(Subject) is not { Length: > 0 } subject)
        {
            await Refuse(context, Failed, null);
            return;
        }

        var claimed = ClaimedWork.Of(context.Principal.FindAll(provider.WorkClaim).Select(claim => claim.Value), provider.Work);
        var memberships = await accounts.Vouch(provider.Authority, subject, claimed, stopping);
        var places = await services.GetRequiredService<Workplaces>().Of(memberships, stopping);
        if (places.Count == 0)
        {
            await Refuse(context, NothingClaimed, null);
            return;
        }

        var person = new SignedIn(places[0].UserName, places[0].Name, places[0].Role, places[0].PartnershipId, places[0].PersonId);
        await accounts.Note(AuditAction.SignedIn, person.Account, person.PartnershipId is { Length: > 0 } partnership ? partnership : null, stopping);
        context.Principal = person.AsPrincipal();
        if (places.Count > 1)
            context.ReturnUri = "/Choose";
        else if (context.ReturnUri is null or "/")
            context.ReturnUri = person.StartPage;
    }

    private static Task Refuse(HandleRequestContext<RemoteAuthenticationOptions> context, string why, Exception? failure)
    {
        // What the provider or a stranger put into the address is not written down.
        RefusedAtProvider(context.HttpContext.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ProviderSignIn)), why, failure?.GetType().Name);
        context.Response.Redirect($"/SignIn?refused={why}");
        context.HandleResponse();
        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Somebody came back from the identity provider and was not let in: {Why} ({Failure}).")]
    private static partial void RefusedAtProvider(ILogger logger, string why, string? failure);
}
