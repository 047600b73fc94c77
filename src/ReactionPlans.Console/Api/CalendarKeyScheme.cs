using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ReactionPlans.Flow.Access;

namespace ReactionPlans.Web.Api;

/// <summary>Signs a person in by the key in the address of a station's calendar ("calendar.ics?key=rpp_..."): a calendar program asks an address and sends no header.
/// Such a key opens that station's calendar and nothing else, so an address that is passed on gives away no more than that.</summary>
public sealed class CalendarKeyScheme(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, PersonKeys keys, Workplaces workplaces)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "calendar-key";

    /// <summary>In the address.</summary>
    public const string Parameter = "key";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync() =>
        Request.Query[Parameter] is not [{ } sent] || Request.RouteValues[StationsApi.Id] is not string stationId ? AuthenticateResult.NoResult()
        : await keys.Find(sent, Context.RequestAborted, stationId) is not { } key ? AuthenticateResult.Fail("unknown key")
        : await PersonKeyScheme.SignIn(PersonKeyScheme.MembershipOf(key), workplaces, Name, Context.RequestAborted);

    /// <summary>The refusal is the other scheme's to write, once.</summary>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => Task.CompletedTask;

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Task.CompletedTask;
}
