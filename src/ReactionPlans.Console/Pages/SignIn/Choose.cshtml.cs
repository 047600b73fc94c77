using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ReactionPlans.Flow.Access;

namespace ReactionPlans.Web.Pages.SignIn;

/// <summary>For an account with several: which partnership to work in now. Every page is one partnership's at a time.</summary>
public sealed class ChooseModel(Accounts accounts, Workplaces workplaces) : PageModel
{
    public IReadOnlyList<Workplace> Places { get; private set; } = [];

    public SignedIn Person => SignedIn.From(User);

    public async Task OnGetAsync(CancellationToken stopping) => Places = await workplaces.Of(Person.Account, stopping);

    public async Task<IActionResult> OnPostAsync(string? partnership, string? role, CancellationToken stopping)
    {
        // From the account's own list, not from the form: what is not on it cannot be chosen.
        Places = await workplaces.Of(Person.Account, stopping);
        if (Places.FirstOrDefault(place => place.PartnershipId == (partnership ?? "") && place.Role == role) is not { } chosen)
            return Page();

        var person = await HttpContext.Enter(chosen);
        await accounts.Note(AuditAction.PartnershipChosen, person.Account, person.PartnershipId is { Length: > 0 } id ? id : null, stopping);
        return LocalRedirect(person.StartPage);
    }
}
