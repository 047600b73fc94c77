using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Access;

namespace ReactionPlans.Web.Pages.Quarantine;

/// <summary>One row as it came: correct it and take it in, or let it stay out.</summary>
[Authorize(nameof(Right.SeeQuarantine))]
public sealed class RejectedRowModel([SeenByPerson] ShowRejected show, [SeenByPerson] SettleRejected settle) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    [TempData]
    public string? Done { get; set; }

    public RejectedRowFields Shown { get; private set; } = null!;

    public Problem? Problem { get; private set; }

    public string? Because { get; private set; }

    /// <summary>What was typed in a form that was refused.</summary>
    public IReadOnlyDictionary<string, string> Typed { get; private set; } = new Dictionary<string, string>();

    public bool MaySettle => SignedIn.From(User).May(Right.SettleQuarantine) && Shown.Row.SettledAt is null;

    public IEnumerable<string> Fields => Who.Correctable;

    private Settler Who
    {
        get
        {
            var person = SignedIn.From(User);
            return new Settler(Actor.Person(person.PersonId), person.PartnershipId);
        }
    }

    public string ValueOf(string field) => Typed.GetValueOrDefault(field) ?? Shown.Values[field];

    public Task<IActionResult> OnGetAsync(CancellationToken stopping) => Show(stopping);

    [Needs(Right.SettleQuarantine)]
    public Task<IActionResult> OnPostFixAsync([FromForm] Dictionary<string, string?> field, string? because, CancellationToken stopping) =>
        Answered(because, T("Rettelsen er gemt. Rækken tages ind om et øjeblik."), async () =>
        {
            Typed = field.ToDictionary(pair => pair.Key, pair => pair.Value?.Trim() ?? "");
            if (await show.One(Id, Who, stopping) is not { } before)
                return Problems.RejectedRowUnknown.With(Id);
            // What stands as it stood is no correction.
            var corrections = Typed.Where(pair => before.Values.GetValueOrDefault(pair.Key) != pair.Value).ToDictionary();
            return await settle.Correct(Id, corrections, Who, because?.Trim(), stopping);
        }, stopping);

    [Needs(Right.SettleQuarantine)]
    public Task<IActionResult> OnPostGiveUpAsync(string? because, CancellationToken stopping) =>
        Answered(because, T($"Række {Id} bliver ude. Den kan stadig ses under de afsluttede."), () => settle.GiveUp(Id, Who, because?.Trim(), stopping), stopping);

    private async Task<IActionResult> Answered(string? because, string done, Func<Task<Problem?>> act, CancellationToken stopping)
    {
        Because = because;
        Problem = await act();
        if (Problem is not null)
        {
            Problem = Overview.Words.Of(Problem);
            return await Show(stopping);
        }

        Done = done;
        return RedirectToPage("/Quarantine/Quarantine");
    }

    private async Task<IActionResult> Show(CancellationToken stopping)
    {
        if (await show.One(Id, Who, stopping) is not { } shown)
            return NotFound();
        Shown = shown;
        return Page();
    }
}
