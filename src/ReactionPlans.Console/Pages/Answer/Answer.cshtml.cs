using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ReactionPlans.Flow.Decision;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.Web.Pages.Overview;
using ReactionPlans.Web.Pages.SignIn;
using ReactionPlans.Web.Pages.Spikes;

namespace ReactionPlans.Web.Pages.Answer;

/// <summary>
/// What a link in a notice opens: the evidence, then the answer of the one person whom the link was made for. Looking changes nothing, for mail
/// scanners follow links; only the form's own post answers, and once.
/// </summary>
[AllowAnonymous]
[OpenedByLink]
public sealed class AnswerModel(ReadSpike reader, [SeenByPerson] AnswerQuestion answerQuestion, SignInThrottle throttle) : PageModel
{
    public SpikeFacts? Facts { get; private set; }

    /// <summary>Why the link does not answer; null: it does.</summary>
    public Problem? Refused { get; private set; }

    /// <summary>Why this answer was not taken; the link still answers.</summary>
    public Problem? Problem { get; private set; }

    public string? Typed { get; private set; }

    public string? Done { get; private set; }

    public string PersonId => Link?.PersonId ?? "";

    private AnswerLink? Link => HttpContext.Features.Get<AnswerLink>();

    public async Task<IActionResult> OnGetAsync(CancellationToken stopping) =>
        await WhyNot(stopping) is { } refused ? Refuse(refused) : await Show(stopping);

    public async Task<IActionResult> OnPostDecideAsync(string? choice, string? reason, string? until, string? seen, CancellationToken stopping)
    {
        if (await WhyNot(stopping) is { } refused)
            return Refuse(refused);

        var given = AnswerForm.Given(choice, reason, until, seen);
        var problem = given.Chosen is null ? Problems.ChoiceUnknown.With(choice) : await answerQuestion.Answer(Link!, given, stopping);
        if (problem is null)
        {
            Done = Words.Answered(given.Chosen!.Value);
            return Page();
        }

        // Somebody else may have been quicker between the look and the answer.
        if (await WhyNot(stopping) is { } spent)
            return Refuse(spent);
        (Problem, Typed) = (Words.Of(problem), reason);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return await Show(stopping);
    }

    private async Task<Problem?> WhyNot(CancellationToken stopping)
    {
        if (LinkPage.WhyNot(HttpContext, throttle, Link is { } made ? (made.PartnershipId, made.PersonId) : null) is { } refused)
            return refused;
        return await answerQuestion.WhyNot(Link!, stopping);
    }

    private PageResult Refuse(Problem problem)
    {
        Refused = problem;
        Response.StatusCode = LinkPage.StatusOf(problem);
        return Page();
    }

    private async Task<IActionResult> Show(CancellationToken stopping)
    {
        Facts = await reader.Of(Link!.SpikeId, Link.PartnershipId, Link.PersonId, unsealed: false, stopping);
        return Facts is null ? Refuse(Problems.SpikeUnknown.With()) : Page();
    }
}
