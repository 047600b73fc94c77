using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Flow.Exercises;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Access;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Web.Pages.Overview;

namespace ReactionPlans.Web.Pages.Exercise;

/// <summary>Starts and ends an exercise. Only the console of an exercise has the page: the live one holds none.</summary>
[Authorize(nameof(Right.Rehearse))]
public sealed class ExerciseModel([SeenByPerson] Database database, AgreementBook book, Purpose purpose) : PageModel
{
    public Agreement? Agreement { get; private set; }

    public IReadOnlyList<ExerciseArea> Areas { get; private set; } = [];

    public IReadOnlyList<Criterion> Criteria { get; private set; } = [];

    /// <summary>Null: none is under way.</summary>
    public ExerciseRow? UnderWay { get; private set; }

    public IReadOnlyList<ExerciseRow> Over { get; private set; } = [];

    public Problem? Problem { get; private set; }

    public string? ChosenArea { get; private set; }

    public string? ChosenCriterion { get; private set; }

    private SignedIn Person => SignedIn.From(User);

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (!purpose.IsExercise)
            context.Result = NotFound();
    }

    public Task<IActionResult> OnGetAsync(CancellationToken stopping) => Show(stopping);

    [Needs(Right.Rehearse)]
    public async Task<IActionResult> OnPostStartAsync(string? area, string? criterion, CancellationToken stopping)
    {
        Problem = await database.Do(work => AskForExercise.Start(work, book, purpose, Person.PartnershipId, area, criterion, Person.PersonId), stopping);
        if (Problem is null)
            return RedirectToPage();
        (Problem, ChosenArea, ChosenCriterion) = (Words.Of(Problem), area, criterion);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return await Show(stopping);
    }

    [Needs(Right.Rehearse)]
    public async Task<IActionResult> OnPostEndAsync(CancellationToken stopping)
    {
        await database.Do(work => AskForExercise.End(work, Person.PartnershipId, Person.PersonId), stopping);
        return RedirectToPage();
    }

    /// <summary>The person's name where today's agreement has it.</summary>
    public string Who(string personId) => Agreement?.FindPerson(personId)?.Name ?? personId;

    private async Task<IActionResult> Show(CancellationToken stopping)
    {
        await database.Do(async work =>
        {
            Agreement = await AgreementVersions.InForce(work, book, Person.PartnershipId);
            if (Agreement is null)
                return;
            Areas = await AskForExercise.AreasOf(work, Agreement);
            Criteria = [.. Agreement.Criteria.Where(criterion => criterion is { Level: CriterionLevel.Activate, Rule.CountsReports: true })];
            var exercises = await AskForExercise.Of(work, Person.PartnershipId);
            UnderWay = exercises.FirstOrDefault(exercise => exercise.EndedAt is null);
            Over = [.. exercises.Where(exercise => exercise.EndedAt is not null)];
        }, stopping);
        return Page();
    }
}
