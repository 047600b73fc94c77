using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ReactionPlans.Flow.Decision;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Access;

namespace ReactionPlans.Web.Pages.Overview;

/// <summary>The console's first page: is anything rising, what must I decide, what must I do.</summary>
[Authorize(nameof(Right.SeeCounts))]
public sealed class OverviewModel(ReadOverview reader, [SeenByPerson] AnswerQuestion answerQuestion) : PageModel
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

    [Needs(Right.Decide)]
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

    public static string FormOf(Guid spike) => $"f-{spike:N}";

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
