using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ReactionPlans.Flow.Access;

namespace ReactionPlans.Web.Pages.SignIn;

/// <summary>
/// Signing out is a POST, so that no other page can do it with a link. Who came by the identity provider is signed out there too, or the next one at the same machine would be let in without a word:
/// the page that answers goes on there by itself, since a form may lead nowhere but to us.
/// </summary>
[AllowAnonymous]
public sealed class SignOutModel(Accounts accounts, SignInOptions options) : PageModel
{
    private const string Afterwards = "/SignIn";

    public string ProviderName => options.Provider?.Name ?? "";

    public IActionResult OnGet() => LocalRedirect("/");

    public async Task<IActionResult> OnPostAsync(CancellationToken stopping)
    {
        var person = SignedIn.Find(User);
        if (person is not null)
            await accounts.Note(AuditAction.SignedOut, person.Account, person.PartnershipId is { Length: > 0 } partnership ? partnership : null, stopping);
        await HttpContext.SignOutAsync();
        if (options.Provider is null || person is null || !Accounts.IsVouchedFor(person.Account))
            return LocalRedirect(Afterwards);
        HttpContext.User = new ClaimsPrincipal(new ClaimsIdentity());
        return Page();
    }

    /// <summary>Goes to the provider, which ends its own session and sends the person back.</summary>
    public async Task<IActionResult> OnGetProviderAsync()
    {
        if (options.Provider is null)
            return NotFound();
        try
        {
            await HttpContext.SignOutAsync(ProviderSignIn.Scheme, new AuthenticationProperties { RedirectUri = Afterwards });
            return new EmptyResult();
        }
        catch (InvalidOperationException)
        {
            return LocalRedirect(Afterwards); // the provider does not answer; here the person is out all the same
        }
    }
}
