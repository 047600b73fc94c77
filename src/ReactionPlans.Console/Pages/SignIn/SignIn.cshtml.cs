using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Web.Pages.SignIn;

[AllowAnonymous]
public sealed class SignInModel(Accounts accounts, Database database, AgreementBook book, SignInThrottle throttle) : PageModel
{
    [BindProperty]
    public string? UserName { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public Problem? Problem { get; private set; }

    public IActionResult OnGet() => User.Identity is { IsAuthenticated: true } ? LocalRedirect(Target) : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken stopping)
    {
        Problem = await Try(UserName ?? "", Password ?? "", stopping);
        return Problem is null ? LocalRedirect(Target) : Page();
    }

    private string Target => Url.IsLocalUrl(ReturnUrl) ? ReturnUrl! : "/";

    private async Task<Problem?> Try(string userName, string password, CancellationToken stopping)
    {
        if (throttle.WaitOf(userName) is { } wait)
            return Problems.SignInTooOften.With((int)Math.Ceiling(wait.TotalMinutes));

        if (await accounts.Find(userName, password, stopping) is not { } account)
        {
            throttle.Failed(userName);
            return Problems.SignInFailed.With();
        }

        throttle.Succeeded(userName);
        if (await PersonOf(account, stopping) is not { } person)
            return Problems.NotInAgreement.With(account.PersonId);

        await HttpContext.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, SignedIn.AsPrincipal(account.PartnershipId, person));
        return null;
    }

    private Task<Person?> PersonOf(Account account, CancellationToken stopping) =>
        database.Do(async work =>
        {
            var agreements = await book.InForce(work, work.Today);
            return agreements.FirstOrDefault(agreement => agreement.Partnership.Id == account.PartnershipId)?.FindPerson(account.PersonId);
        }, stopping);
}
