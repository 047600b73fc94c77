using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Access;

namespace ReactionPlans.Web.Pages.Administration;

public sealed record OperationRow
{
    public int StuckMessages { get; init; }
    public int ParkedMessages { get; init; }
    public int RejectedRows { get; init; }
    public string[] Sources { get; init; } = [];
}

/// <summary>The administrator's page: whether it runs, who may sign in, which sources deliver. No case.</summary>
[Authorize(nameof(Right.AdministerAccounts))]
public sealed class AdministrationModel([SeenByPerson] Database database, Accounts accounts) : PageModel
{
    public OperationRow Operation { get; private set; } = new();

    public IReadOnlyList<Membership> Memberships { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stopping)
    {
        Operation = (await database.Read<OperationRow>("Access/show-operation.sql", null, stopping))[0];
        Memberships = await accounts.List(stopping);
    }
}
