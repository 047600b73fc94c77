using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ReactionPlans.Flow.Access;
using ReactionPlans.Rules;

namespace ReactionPlans.Web.Pages.SignIn;

[AllowAnonymous]
public sealed class SignInModel(Accounts accounts, Workplaces workplaces, Attempts attempts, SignInOptions options) : PageModel
{
    [BindProperty]
    public string? UserName { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public Problem? Problem { get; private set; }

    /// <summary>The identity provider's name; null: there is none.</summary>
    public string? ProviderName => options.Provider?.Name;

    public bool HasLocalAccounts => options.HasLocalAccounts;

    /// <param name="refused">Why the identity provider's answer was not taken.</param>
    public IActionResult OnGet(string? refused)
    {
        if (SignedIn.Find(User) is { } person)
            return LocalRedirect(person.StartPage);
        if (ProviderName is { } provider)
            Problem = refused switch
            {
                null => null,
                ProviderSignIn.NothingClaimed => Problems.NothingClaimed.With(provider),
                _ => Problems.ProviderFailed.With(provider),
            };
        return Page();
    }

    /// <summary>Goes to the identity provider; a link, since a form may lead nowhere but to us.</summary>
    public IActionResult OnGetProvider() => options.Provider is null
        ? NotFound()
        : Challenge(new AuthenticationProperties { RedirectUri = Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/" }, ProviderSignIn.Scheme);

    public async Task<IActionResult> OnPostAsync(CancellationToken stopping)
    {
        if (!HasLocalAccounts)
            return NotFound();
        var (places, problem) = await Try(UserName ?? "", Password ?? "", stopping);
        if (problem is not null)
        {
            Problem = problem;
            return Page();
        }

        var person = await HttpContext.Enter(places[0]);
        await accounts.Note(AuditAction.SignedIn, person.Account, places[0].PartnershipId is { Length: > 0 } partnership ? partnership : null, stopping);
        return places.Count > 1 ? LocalRedirect("/Choose")
            : LocalRedirect(ReturnUrl is not null and not "/" && Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : person.StartPage);
    }

    private async Task<(IReadOnlyList<Workplace> Places, Problem? Problem)> Try(string userName, string password, CancellationToken stopping)
    {
        var address = HttpContext.Connection.RemoteIpAddress?.ToString() ?? "";
        if (await attempts.SignIn(userName, address, stopping) is { } wait)
            return ([], Problems.SignInTooOften.With((int)Math.Ceiling(wait.TotalMinutes)));

        if (await accounts.Find(userName, password, stopping) is not { } memberships)
            return ([], Problems.SignInFailed.With());

        await attempts.SignedIn(userName, address, stopping);
        var places = await workplaces.Of(memberships, stopping);
        return places.Count > 0 ? (places, null)
            : ([], memberships is [{ PersonId: { } person }, ..] ? Problems.NotInAgreement.With(person) : Problems.AccountWithoutMembership.With(Accounts.Normal(userName)));
    }
}

/// <summary>Signing in, for both the first time and a change of partnership.</summary>
internal static class Entering
{
    public static async Task<SignedIn> Enter(this Microsoft.AspNetCore.Http.HttpContext context, Workplace place)
    {
        var person = new SignedIn(place.UserName, place.Name, place.Role, place.PartnershipId, place.PersonId);
        await context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, person.AsPrincipal());
        return person;
    }
}
