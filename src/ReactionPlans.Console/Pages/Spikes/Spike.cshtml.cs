using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ReactionPlans.Flow.Decision;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Access;
using ReactionPlans.Web.Pages.Overview;

namespace ReactionPlans.Web.Pages.Spikes;

/// <summary>One spike: why it was found, everything that has been done about it, and the answer of who may give one.</summary>
[Authorize(nameof(Right.SeeCounts))]
public sealed class SpikeModel(ReadSpike reader, [SeenByPerson] AnswerQuestion answerQuestion) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Told once, after the answer is stored.</summary>
    [TempData]
    public string? Done { get; set; }

    public SpikeFacts Facts { get; private set; } = null!;

    public Problem? Problem { get; private set; }

    public string? Typed { get; private set; }

    public bool MaySeeReports => Person.May(Right.SeeReports);

    private SignedIn Person => SignedIn.From(User);

    public Task<IActionResult> OnGetAsync(CancellationToken stopping) => Show(stopping);

    [Needs(Right.Decide)]
    public async Task<IActionResult> OnPostDecideAsync(string? choice, string? reason, string? until, string? seen, CancellationToken stopping)
    {
        var given = AnswerForm.Given(choice, reason, until, seen);
        var problem = given.Chosen is null
            ? Problems.ChoiceUnknown.With(choice)
            : await answerQuestion.Answer(Id, given, Person.PartnershipId, Person.PersonId, stopping);
        if (problem is null)
        {
            Done = Words.Answered(given.Chosen!.Value);
            return RedirectToPage(new { Id });
        }

        (Problem, Typed) = (Words.Of(problem), reason);
        return await Show(stopping);
    }

    /// <summary>Somebody else's spike is as good as none.</summary>
    private async Task<IActionResult> Show(CancellationToken stopping)
    {
        if (await reader.Of(Id, Person.PartnershipId, Person.PersonId, unsealed: true, stopping) is not { } facts)
            return NotFound();
        Facts = facts;
        return Page();
    }
}
