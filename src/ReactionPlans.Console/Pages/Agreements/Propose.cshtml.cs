using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Flow.Detection;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Access;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Web.Pages.Agreements;

/// <summary>Proposes a new version, by fields or by the whole text: the same reader takes both.</summary>
[Authorize(nameof(Right.Agree))]
public sealed class ProposeModel([SeenByPerson] Database database, AgreementBook book, TemplateBook templates, StoredExamples examples, ReadTrial trial) : PageModel
{
    /// <summary>The years that a proposal can be tried on.</summary>
    public static readonly IReadOnlyList<int> TrialYears = [1, 5];

    [TempData]
    public string? Done { get; set; }

    public Agreement InForce { get; private set; } = null!;

    public int Next { get; private set; }

    /// <summary>Of the version in force; null: never rehearsed.</summary>
    public RehearsalStanding? Rehearsal { get; private set; }

    public IReadOnlyDictionary<string, string> Fields { get; private set; } = new Dictionary<string, string>();

    public string Yaml { get; private set; } = "";

    public IReadOnlyList<FieldProblem> FieldProblems { get; private set; } = [];

    /// <summary>Problems that belong to no field of the form.</summary>
    public IReadOnlyList<Problem> Problems { get; private set; } = [];

    /// <summary>What the fields would have done; null: not asked, or a field is wrong.</summary>
    public TrialPart? Trial { get; private set; }

    [BindProperty]
    public int Years { get; set; } = 1;

    private SignedIn Person => SignedIn.From(User);

    public async Task<IActionResult> OnGetAsync(CancellationToken stopping) => await Begin(stopping) ? Page() : NotFound();

    [Needs(Right.Agree)]
    public async Task<IActionResult> OnPostFormAsync([FromForm] Dictionary<string, string?> field, CancellationToken stopping)
    {
        if (!await Begin(stopping))
            return NotFound();
        var typed = Type(field);
        return AsTyped(typed) is { } agreement ? await Propose(AgreementYamlWriter.Write(agreement), problems => Place(problems, typed), stopping) : Page();
    }

    /// <summary>Tries the fields on the past and stores nothing: the part of the page alone where the page itself asks for it.</summary>
    [Needs(Right.Agree)]
    public async Task<IActionResult> OnPostTryAsync([FromForm] Dictionary<string, string?> field, CancellationToken stopping)
    {
        if (!await Begin(stopping))
            return NotFound();
        var typed = Type(field);
        if (AsTyped(typed) is { } agreement)
        {
            var reading = AgreementYaml.Read(AgreementYamlWriter.Write(agreement), "forslag"); // its bounds are the file's
            Place(reading.Problems, typed);
            if (reading.Agreement is { } proposal)
                Trial = await trial.Of(proposal, InForce, TrialYears.Contains(Years) ? Years : TrialYears[0], stopping);
        }

        return Request.Headers.ContainsKey("HX-Request") ? Partial("_Trial", this) : Page();
    }

    /// <summary>Begins with another page's text, which is not stored yet.</summary>
    [Needs(Right.Agree)]
    public async Task<IActionResult> OnPostBeginAsync(string? yaml, CancellationToken stopping)
    {
        if (!await Begin(stopping))
            return NotFound();
        Yaml = yaml ?? Yaml;
        return Page();
    }

    [Needs(Right.Agree)]
    public async Task<IActionResult> OnPostYamlAsync(string? yaml, CancellationToken stopping)
    {
        if (!await Begin(stopping))
            return NotFound();
        Yaml = yaml ?? "";
        return await Propose(Yaml, problems => Problems = problems, stopping);
    }

    public Problem? ProblemOf(string field) => FieldProblems.FirstOrDefault(one => one.Field == field)?.Problem;

    public static string Told(TrialCost cost)
    {
        var days = Phrase.Days(cost.Rest.StationDays);
        return cost.Letters > 0
            ? T($"{Written.Count(cost.Letters, T("brev"), T("breve"))} og {days} med politistationen")
            : T($"breve til et område {Written.Count(cost.Rest.LetterRounds, T("gang"), T("gange"))} og {days} med politistationen");
    }

    /// <summary>What was typed stays.</summary>
    private Dictionary<string, string> Type(Dictionary<string, string?> field)
    {
        var typed = field.Where(pair => Fields.ContainsKey(pair.Key)).ToDictionary(pair => pair.Key, pair => pair.Value ?? "");
        Fields = Fields.ToDictionary(pair => pair.Key, pair => typed.GetValueOrDefault(pair.Key, pair.Value));
        return typed;
    }

    /// <summary>Null: a field cannot be read.</summary>
    private Agreement? AsTyped(Dictionary<string, string> typed)
    {
        (var agreement, FieldProblems) = AgreementForm.Read(InForce, Next, typed);
        return FieldProblems.Count == 0 ? agreement : null;
    }

    private void Place(IReadOnlyList<Problem> problems, Dictionary<string, string> typed)
    {
        var placed = problems.Select(problem => (problem, field: AgreementForm.FieldOf(problem, typed))).ToList();
        FieldProblems = [.. placed.Where(one => one.field is not null).Select(one => new FieldProblem(one.field!, one.problem))];
        Problems = [.. placed.Where(one => one.field is null).Select(one => one.problem)];
    }

    private async Task<IActionResult> Propose(string yaml, Action<IReadOnlyList<Problem>> refused, CancellationToken stopping)
    {
        var reading = await database.Do(work => ImportAgreement.ProposeAs(work, yaml, "forslag", templates, examples.Failed, InForce, Person.PersonId), stopping);
        if (reading.Agreement is not { } proposed)
        {
            refused(reading.Problems);
            return Page();
        }

        Done = T($"Version {proposed.Version} er foreslået. Begge parter skal godkende den.");
        return RedirectToPage("/Agreements/Agreements");
    }

    /// <summary>False: no version is in force, and the first one is imported at the server.</summary>
    private Task<bool> Begin(CancellationToken stopping) => database.Do(async work =>
    {
        if (await AgreementVersions.InForce(work, book, Person.PartnershipId) is not { } inForce)
            return false;
        InForce = inForce;
        Next = (await AgreementVersions.Of(work, Person.PartnershipId)).Max(one => one.Row.Version) + 1;
        Rehearsal = (await RehearsalBook.Of(work, Person.PartnershipId)).GetValueOrDefault(inForce.Version);
        Fields = AgreementForm.Fields(inForce);
        Yaml = AgreementYamlWriter.Write(inForce with { Version = Next });
        return true;
    }, stopping);
}
