using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ReactionPlans.Flow.Activation;
using ReactionPlans.Flow.Reactions;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Access;
using ReactionPlans.Web.Pages.Overview;

namespace ReactionPlans.Web.Pages.Activations;

/// <summary>One plan: who does what and when, whom it has reached, what has happened, and what the person at the screen can do about it.</summary>
[Authorize(nameof(Right.SeeCounts))]
public sealed class ActivationModel(
    ReadActivation reader, [SeenByPerson] SettleTask settleTask, [SeenByPerson] AnswerGate answerGate, [SeenByPerson] StopActivation stopActivation,
    [SeenByPerson] CorrectPlan correctPlan, [SeenByPerson] AnswerEnd answerEnd, [SeenByPerson] ReadAreaPicture areaPicture) : PageModel
{
    public const string PictureHandler = "Picture";

    public const string CorrectForm = "ret", StopForm = "stop", EndForm = "slut";

    private SignedIn? person;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Told once, after what was asked for has been done.</summary>
    [TempData]
    public string? Done { get; set; }

    public PlanFacts Facts { get; private set; } = null!;

    public Problem? Problem { get; private set; }

    /// <summary>The form that was refused, and what was typed in it.</summary>
    public string? RefusedForm { get; private set; }

    public string? Typed { get; private set; }

    public bool MaySeeResidents => Person.May(Right.SeeResidents);

    private SignedIn Person => person ??= SignedIn.From(User);

    public static string FormOf(string step) => $"trin-{step}";

    public Problem? ProblemOf(string form) => RefusedForm == form ? Problem : null;

    public Task<IActionResult> OnGetAsync(CancellationToken stopping) => Show(stopping);

    /// <summary>The map that goes with a local post.</summary>
    public async Task<IActionResult> OnGetPictureAsync(CancellationToken stopping) =>
        await areaPicture.Of(Person.PartnershipId, Id, stopping) is { } picture ? new PictureResult(picture) : NotFound();

    [Needs(Right.SettleTasks)]
    public async Task<IActionResult> OnPostSettleAsync(string step, string? choice, string? reason, CancellationToken stopping) =>
        await Answered(
            choice is "acknowledge" or "done" or "not-possible"
                ? await settleTask.Settle(Id, step, choice, Person.PartnershipId, Person.PersonId, reason?.Trim(), stopping)
                : Problems.ChoiceUnknown.With(choice),
            FormOf(step),
            reason,
            Words.Settled(choice),
            stopping);

    [Needs(Right.AnswerGates)]
    public async Task<IActionResult> OnPostGateAsync(string step, string? choice, CancellationToken stopping) =>
        await Answered(
            choice is "open" or "wait" or "otherwise"
                ? await answerGate.Answer(Id, step, choice, Person.PartnershipId, Person.PersonId, stopping)
                : Problems.ChoiceUnknown.With(choice),
            FormOf(step),
            typed: null,
            Words.GateAnswered(choice),
            stopping);

    [Needs(Right.StopPlan)]
    public async Task<IActionResult> OnPostEndAsync(string? choice, CancellationToken stopping) =>
        await Answered(
            await answerEnd.Answer(Id, choice ?? "", Person.PartnershipId, Person.PersonId, stopping),
            EndForm,
            typed: null,
            Words.EndAnswered(choice),
            stopping);

    [Needs(Right.StopPlan)]
    public async Task<IActionResult> OnPostStopAsync(string? reason, CancellationToken stopping) =>
        await Answered(
            await stopActivation.Stop(Id, Person.PartnershipId, Person.PersonId, reason, stopping),
            StopForm,
            reason,
            T("Planen er stoppet. De, der havde fået brev eller besked, får at vide, at indsatsen er stoppet."),
            stopping);

    [Needs(Right.StopPlan)]
    public async Task<IActionResult> OnPostCorrectAsync(string? words, string[] steps, CancellationToken stopping) =>
        await Answered(
            await correctPlan.Correct(Id, Person.PartnershipId, Person.PersonId, words, steps, stopping),
            CorrectForm,
            words,
            T("Planen er rettet. De, der havde fået brev eller besked, får rettelsen."),
            stopping);

    private async Task<IActionResult> Answered(Problem? problem, string form, string? typed, string done, CancellationToken stopping)
    {
        if (problem is null)
        {
            Done = done;
            return RedirectToPage(new { Id });
        }

        (Problem, RefusedForm, Typed) = (Words.Of(problem), form, typed);
        return await Show(stopping);
    }

    /// <summary>Somebody else's plan is as good as none.</summary>
    private async Task<IActionResult> Show(CancellationToken stopping)
    {
        if (await reader.Of(Id, Person, stopping) is not { } facts)
            return NotFound();
        Facts = facts;
        return Page();
    }
}
