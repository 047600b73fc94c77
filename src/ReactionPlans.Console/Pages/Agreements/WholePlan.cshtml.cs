using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ReactionPlans.Flow.Reactions;
using ReactionPlans.Rules.Access;
using ReactionPlans.Rules.Plans;

namespace ReactionPlans.Web.Pages.Agreements;

/// <summary>Everything that one version's plan would send in one area, as each kind of receiver would see it, before anything has happened. Nobody is named: receivers are numbers.</summary>
[Authorize(nameof(Right.SeeAgreement))]
public sealed class WholePlanModel(ReadWholePlan reader, [SeenByPerson] ReadAreaPicture areaPicture) : PageModel
{
    public const string PictureHandler = "Picture";

    [BindProperty(SupportsGet = true)]
    public int Version { get; set; }

    public WholePlanFacts Facts { get; private set; } = null!;

    private SignedIn Person => SignedIn.From(User);

    public async Task<IActionResult> OnGetAsync(string? area, string? criterion, CancellationToken stopping)
    {
        if (await reader.Of(Person.PartnershipId, Version, area, criterion, stopping) is not { } facts)
            return NotFound();
        Facts = facts;
        return Page();
    }

    /// <summary>The map that goes with a local post.</summary>
    public async Task<IActionResult> OnGetPictureAsync(string area, CancellationToken stopping) =>
        await areaPicture.Of(Person.PartnershipId, Version, area, stopping) is { } picture ? new PictureResult(picture) : NotFound();

    /// <summary>Small numbers are hidden from roles that have no right to the people behind them.</summary>
    public IReadOnlyList<ReceiverGroup> ReceiversOf(PlannedTask task, PlanBeforehand plan) =>
        WholePlanWords.ReceiversOf(task, Facts.Agreement, plan, Person.May(Right.SeeResidents), Person.May(Right.SeeRegister));
}
