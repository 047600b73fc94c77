using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ReactionPlans.Flow.Activation;
using ReactionPlans.Flow.Decision;
using ReactionPlans.Flow.Reactions;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Access;

namespace ReactionPlans.Web.Pages.Overview;

/// <summary>The console's first page: is anything rising, what must I decide, what must I do.</summary>
[Authorize(nameof(Right.SeeCounts))]
public sealed class OverviewModel(
    ReadOverview reader, [SeenByPerson] AnswerQuestion answerQuestion, [SeenByPerson] SettleTask settleTask, [SeenByPerson] AnswerGate answerGate,
    [SeenByPerson] StopActivation stopActivation, [SeenByPerson] CorrectPlan correctPlan, [SeenByPerson] AnswerEnd answerEnd,
    [SeenByPerson] ReadAreaPicture areaPicture) : PageModel
{
    private SignedIn? person;

    /// <summary>Told once, after what was asked for has been done.</summary>
    [TempData]
    public string? Done { get; set; }

    public OverviewFacts Facts { get; private set; } = null!;

    public Problem? Problem { get; private set; }

    /// <summary>The form that was refused, and what was typed in it.</summary>
    public string? RefusedForm { get; private set; }

    public string? Typed { get; private set; }

    private SignedIn Person => person ??= SignedIn.From(User);

    public const string PictureHandler = "Picture";

    /// <summary>The map that goes with a local post.</summary>
    public async Task<IActionResult> OnGetPictureAsync(Guid activation, CancellationToken stopping) =>
        await areaPicture.Of(Person.PartnershipId, activation, stopping) is { } picture ? new PictureResult(picture) : NotFound();

    public const string MapHandler = "Map";

    /// <summary>The areas as the map draws them: the same that the list below it tells.</summary>
    public async Task<IActionResult> OnGetMapAsync(CancellationToken stopping) =>
        new JsonResult((await reader.MapFor(Person, stopping)).Select(area => new
        {
            area.Code,
            area.Name,
            State = area.State.ToString().ToLowerInvariant(),
            Text = MapWords.State(area),
            Address = Url.Page("/Areas/Area", new { code = area.Code }),
            Parts = area.Parts.Select(part => part.Select(ring => ring.Select(corner => new[] { corner.Latitude, corner.Longitude }))),
        }));

    public async Task OnGetAsync(CancellationToken stopping) => Facts = await reader.For(Person, stopping);

    public async Task<IActionResult> OnPostDecideAsync(Guid spike, string? choice, string? reason, string? until, string? seen, CancellationToken stopping)
    {
        var given = AnswerForm.Given(choice, reason, until, seen);
        return await Answered(
            given.Chosen is not null ? await answerQuestion.Answer(spike, given, Person.PartnershipId, Person.PersonId, stopping) : Problems.ChoiceUnknown.With(choice),
            FormOf(spike),
            reason,
            given.Chosen is { } done ? Words.Answered(done) : "",
            stopping);
    }

    public async Task<IActionResult> OnPostSettleAsync(Guid activation, string step, string? choice, string? reason, CancellationToken stopping) =>
        await Answered(
            choice is "acknowledge" or "done" or "not-possible"
                ? await settleTask.Settle(activation, step, choice, Person.PartnershipId, Person.PersonId, reason?.Trim(), stopping)
                : Problems.ChoiceUnknown.With(choice),
            FormOf(activation, step),
            reason,
            Words.Settled(choice),
            stopping);

    public async Task<IActionResult> OnPostGateAsync(Guid activation, string step, string? choice, CancellationToken stopping) =>
        await Answered(
            choice is "open" or "wait" or "otherwise"
                ? await answerGate.Answer(activation, step, choice, Person.PartnershipId, Person.PersonId, stopping)
                : Problems.ChoiceUnknown.With(choice),
            FormOf(activation, step),
            typed: null,
            Words.GateAnswered(choice),
            stopping);

    public async Task<IActionResult> OnPostEndAsync(Guid activation, string? choice, CancellationToken stopping) =>
        await Answered(
            await answerEnd.Answer(activation, choice ?? "", Person.PartnershipId, Person.PersonId, stopping),
            FormOf(activation, "end"),
            typed: null,
            Words.EndAnswered(choice),
            stopping);

    public async Task<IActionResult> OnPostStopAsync(Guid activation, string? reason, CancellationToken stopping) =>
        await Answered(
            await stopActivation.Stop(activation, Person.PartnershipId, Person.PersonId, reason, stopping),
            FormOf(activation),
            reason,
            "Planen er stoppet. De, der havde fået brev eller besked, får at vide, at indsatsen er stoppet.",
            stopping);

    public async Task<IActionResult> OnPostCorrectAsync(Guid activation, string? words, string[] steps, CancellationToken stopping) =>
        await Answered(
            await correctPlan.Correct(activation, Person.PartnershipId, Person.PersonId, words, steps, stopping),
            FormOf(activation, CorrectForm),
            words,
            "Planen er rettet. De, der havde fået brev eller besked, får rettelsen.",
            stopping);

    /// <summary>A name no step of a plan can have.</summary>
    public const string CorrectForm = "_correct";

    public static string FormOf(Guid id, string? step = null) => step is null ? $"f-{id:N}" : $"f-{id:N}-{step}";

    public Problem? ProblemOf(string form) => RefusedForm == form ? Problem : null;

    private async Task<IActionResult> Answered(Problem? problem, string form, string? typed, string done, CancellationToken stopping)
    {
        if (problem is null)
        {
            Done = done;
            return RedirectToPage();
        }

        (Problem, RefusedForm, Typed) = (Words.Of(problem), form, typed);
        Facts = await reader.For(Person, stopping);
        return Page();
    }
}
