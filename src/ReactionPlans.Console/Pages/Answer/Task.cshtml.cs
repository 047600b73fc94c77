using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ReactionPlans.Flow.Activation;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.Web.Pages.Overview;
using ReactionPlans.Web.Pages.SignIn;

namespace ReactionPlans.Web.Pages.Answer;

/// <summary>
/// What a link in a notice about a step opens: the step, and what the one person whom the link was made for can do with it. Looking changes nothing,
/// for mail scanners follow links; only the form's own post acts. The link speaks until the step is closed, so that who takes it on can report it done.
/// </summary>
[AllowAnonymous]
[OpenedByLink]
public sealed class TaskModel(
    ReadOverview reader, [SeenByPerson] SettleTask settleTask, [SeenByPerson] AnswerGate answerGate, SignInThrottle throttle) : PageModel
{
    public ActivationFacts? Activation { get; private set; }

    public TaskFacts? Task { get; private set; }

    /// <summary>Why the link does not act; null: it does.</summary>
    public Problem? Refused { get; private set; }

    /// <summary>Why this answer was not taken; the link still acts.</summary>
    public Problem? Problem { get; private set; }

    public string? Typed { get; private set; }

    public string? Done { get; private set; }

    public string PersonId => Link?.PersonId ?? "";

    private TaskLink? Link => HttpContext.Features.Get<TaskLink>();

    public async Task<IActionResult> OnGetAsync(CancellationToken stopping) => await WhyNot(stopping) is { } refused ? Refuse(refused) : Page();

    public Task<IActionResult> OnPostSettleAsync(string? choice, string? reason, CancellationToken stopping) =>
        Answered(
            link => settleTask.Settle(link.ActivationId, link.StepId, choice ?? "", link.PartnershipId, link.PersonId, reason?.Trim(), stopping),
            Words.Settled(choice), reason, stopping);

    public Task<IActionResult> OnPostGateAsync(string? choice, CancellationToken stopping) =>
        Answered(
            link => answerGate.Answer(link.ActivationId, link.StepId, choice ?? "", link.PartnershipId, link.PersonId, stopping),
            Words.GateAnswered(choice), null, stopping);

    private async Task<IActionResult> Answered(Func<TaskLink, Task<Problem?>> answer, string done, string? typed, CancellationToken stopping)
    {
        if (await WhyNot(stopping) is { } refused)
            return Refuse(refused);
        var problem = await answer(Link!);
        if (problem is null)
        {
            Done = done;
            return Page();
        }

        // Somebody else may have been quicker between the look and the answer.
        if (await WhyNot(stopping) is { } spent)
            return Refuse(spent);
        (Problem, Typed) = (Words.Of(problem), typed);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    /// <summary>Reads the step as well: what the person may do with it is what the page shows.</summary>
    private async Task<Problem?> WhyNot(CancellationToken stopping)
    {
        if (LinkPage.WhyNot(HttpContext, throttle, Link is { } made ? (made.PartnershipId, made.PersonId) : null) is { } refused)
            return refused;
        var link = Link!;
        if (!await reader.IsStillIn(link.PartnershipId, link.PersonId, stopping))
            return Problems.LinkOfFormerDecider.With();
        if (await reader.Step(link.PartnershipId, link.PersonId, link.ActivationId, link.StepId, stopping) is not { } step)
            return Problems.LinkOfClosedTask.With();
        (Activation, Task) = step;
        return Task.MaySettle || Task.MayAnswerGate ? null : Problems.LinkOfClosedTask.With();
    }

    private PageResult Refuse(Problem problem)
    {
        Refused = problem;
        Response.StatusCode = LinkPage.StatusOf(problem);
        return Page();
    }
}
