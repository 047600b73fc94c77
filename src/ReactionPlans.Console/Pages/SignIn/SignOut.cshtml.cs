using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ReactionPlans.Flow.Access;

namespace ReactionPlans.Web.Pages.SignIn;

/// <summary>Signing out is a POST, so that no other page can do it with a link.</summary>
[AllowAnonymous]
public sealed class SignOutModel(Accounts accounts) : PageModel
{
    public IActionResult OnGet() => LocalRedirect("/");

    public async Task<IActionResult> OnPostAsync(CancellationToken stopping)
    {
        if (SignedIn.Find(User) is { } person)
            await accounts.Note(AuditAction.SignedOut, person.Account, person.PartnershipId is { Length: > 0 } partnership ? partnership : null, stopping);
        await HttpContext.SignOutAsync();
        return LocalRedirect("/SignIn");
    }
}
