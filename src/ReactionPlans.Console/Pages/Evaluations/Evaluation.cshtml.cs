using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ReactionPlans.Flow.Evaluation;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Access;
using ReactionPlans.Rules.Time;
using ReactionPlans.Web.Pages.Overview;

namespace ReactionPlans.Web.Pages.Evaluations;

/// <summary>One plan from beginning to end: why, who decided, who did what when, whom it reached, where the station stood, what came of it, and what the parties say.</summary>
[Authorize(nameof(Right.SeeCounts))]
public sealed class EvaluationModel(ReadEvaluations reader, [SeenByPerson] GiveVerdict giveVerdict, [SeenByPerson] ConfirmStation confirmStation) : PageModel
{
    private const string LocalTime = "yyyy-MM-dd'T'HH:mm";

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Told once, after what was asked for has been done.</summary>
    [TempData]
    public string? Done { get; set; }

    public EvaluationFacts Facts { get; private set; } = null!;

    public Problem? Problem { get; private set; }

    private SignedIn Person => SignedIn.From(User);

    public Task<IActionResult> OnGetAsync(CancellationToken stopping) => Show(stopping);

    [Needs(Right.GiveVerdict)]
    public async Task<IActionResult> OnPostVerdictAsync(string? verdict, CancellationToken stopping) =>
        await Answered(await giveVerdict.Give(Id, verdict, Person.PartnershipId, Person.PersonId, stopping), T("Din bedømmelse er gemt. Den vises, næste gang aftalen ses efter."), stopping);

    [Needs(Right.ConfirmStations)]
    public async Task<IActionResult> OnPostDoseAsync(string step, int visit, string? choice, string? from, string? to, string? place, CancellationToken stopping)
    {
        var key = new VisitKey(Id, step, visit);
        var problem = choice switch
        {
            "stood" when Read(from) is { } began && Read(to) is { } ended =>
                await confirmStation.Confirm(key, new Stood(began, ended, place ?? ""), Person.PartnershipId, Person.PersonId, stopping),
            "stood" => Problems.StoodTimesWrong.With(),
            "absent" => await confirmStation.Confirm(key, null, Person.PartnershipId, Person.PersonId, stopping),
            _ => Problems.ChoiceUnknown.With(choice),
        };
        return await Answered(problem, T("Det er noteret, hvor og hvornår stationen stod."), stopping);
    }

    /// <summary>What a time field of the browser shows for an instant.</summary>
    public static string Field(DateTimeOffset instant) =>
        string.Create(CultureInfo.InvariantCulture, $"{DanishTime.DayOf(instant):yyyy-MM-dd}T{DanishTime.TimeOf(instant):HH:mm}");

    private static DateTimeOffset? Read(string? typed) =>
        DateTime.TryParseExact(typed, LocalTime, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? DanishTime.At(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local))
            : null;

    private async Task<IActionResult> Answered(Problem? problem, string done, CancellationToken stopping)
    {
        if (problem is null)
        {
            Done = done;
            return RedirectToPage(new { Id });
        }

        Problem = Words.Of(problem);
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
