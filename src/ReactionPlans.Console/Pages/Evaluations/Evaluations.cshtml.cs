using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ReactionPlans.Rules.Access;

namespace ReactionPlans.Web.Pages.Evaluations;

/// <summary>Every plan there has been, what it came to, and all of them together.</summary>
[Authorize(nameof(Right.SeeCounts))]
public sealed class EvaluationsModel(ReadEvaluations reader) : PageModel
{
    public EvaluationList Facts { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken stopping) => Facts = await reader.All(SignedIn.From(User), stopping);
}
