using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Flow.Detection;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Access;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Web.Pages.Agreements;

/// <summary>One version: in words, beside the one in force, what it would have done, and a party's yes to it.</summary>
[Authorize(nameof(Right.SeeAgreement))]
public sealed class VersionModel([SeenByPerson] Database database, AgreementBook book, [SeenByPerson] BacktestHistory history) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public int Version { get; set; }

    [TempData]
    public string? Done { get; set; }

    public Agreement Agreement { get; private set; } = null!;

    public VersionStanding Standing { get; private set; } = null!;

    /// <summary>Null: none is, or this one.</summary>
    public Agreement? InForce { get; private set; }

    public IReadOnlyList<Phrase> Difference { get; private set; } = [];

    /// <summary>The backtest is on the page.</summary>
    public bool IsShown { get; private set; }

    /// <summary>Null where <see cref="IsShown"/>: nothing is stored to try it on.</summary>
    public HistoryBacktest? Backtest { get; private set; }

    /// <summary>The parties that this person can say yes for now.</summary>
    public IReadOnlyList<Party> MayAcceptFor { get; private set; } = [];

    public bool MustBeShown { get; private set; }

    public bool MayWithdraw { get; private set; }

    /// <summary>Null: never rehearsed.</summary>
    public RehearsalStanding? Rehearsal { get; private set; }

    public bool MayRehearse => Person.May(Right.Rehearse);

    public Problem? Problem { get; private set; }

    private SignedIn Person => SignedIn.From(User);

    public Task<IActionResult> OnGetAsync(CancellationToken stopping) => Show(stopping);

    /// <summary>Puts the backtest on the page and notes that this person was shown it.</summary>
    [Needs(Right.SeeAgreement)]
    public async Task<IActionResult> OnPostShowAsync(CancellationToken stopping)
    {
        if (await database.Do(work => book.Find(work, Person.PartnershipId, Version), stopping) is null)
            return NotFound();
        Backtest = await history.Of(Person.PartnershipId, Version, stopping);
        IsShown = true;
        Problem = await database.Do(work => ShowBacktest.To(
            work, book, Person.PartnershipId, Version, Person.PersonId, Backtest is null ? BacktestSeen.NothingStored : BacktestSeen.Of(Backtest.Version, Backtest.InForce)), stopping);
        return await Show(stopping);
    }

    [Needs(Right.Agree)]
    public Task<IActionResult> OnPostAcceptAsync(string? party, CancellationToken stopping) => Answered(
        party is "police" or "municipality"
            ? work => AcceptAgreement.By(work, book, Person.PartnershipId, Version, party == "police" ? Party.Police : Party.Municipality, Person.PersonId)
            : _ => Task.FromResult<Problem?>(Problems.ChoiceUnknown.With(party)),
        party == "police" ? T($"Version {Version} er godkendt for politiet.") : T($"Version {Version} er godkendt for kommunen."), stopping);

    [Needs(Right.Agree)]
    public Task<IActionResult> OnPostWithdrawAsync(CancellationToken stopping) => Answered(
        work => WithdrawAgreement.By(work, book, Person.PartnershipId, Version, Person.PersonId), T($"Version {Version} er trukket tilbage."), stopping);

    [Needs(Right.Rehearse)]
    public Task<IActionResult> OnPostRehearseAsync(CancellationToken stopping) => Rehearsed(
        work => AskForRehearsal.By(work, book, Person.PartnershipId, Version, Person.PersonId), stopping);

    [Needs(Right.Rehearse)]
    public Task<IActionResult> OnPostCancelRehearsalAsync(CancellationToken stopping) => Rehearsed(async work =>
    {
        await AskForRehearsal.Cancel(work, Person.PartnershipId, Version, Person.PersonId);
        return null;
    }, stopping);

    private async Task<IActionResult> Rehearsed(Func<Work, Task<Problem?>> act, CancellationToken stopping)
    {
        Problem = await database.Do(act, stopping);
        return Problem is null ? RedirectToPage(null, null, new { Version }, "oevelse") : await Show(stopping);
    }

    private async Task<IActionResult> Answered(Func<Work, Task<Problem?>> act, string done, CancellationToken stopping)
    {
        Problem = await database.Do(act, stopping);
        if (Problem is not null)
            return await Show(stopping);
        Done = done;
        return RedirectToPage("/Agreements/Agreements");
    }

    private async Task<IActionResult> Show(CancellationToken stopping)
    {
        var found = await database.Do(async work =>
        {
            if (await book.Find(work, Person.PartnershipId, Version) is not { } agreement || await AgreementVersions.Find(work, Person.PartnershipId, Version) is not { } standing)
                return false;
            (Agreement, Standing) = (agreement, standing);
            InForce = await AgreementVersions.InForce(work, book, Person.PartnershipId) is { } other && other.Version != Version ? other : null;
            Rehearsal = (await RehearsalBook.Of(work, Person.PartnershipId)).GetValueOrDefault(Version);
            MustBeShown = await AcceptAgreement.MustBeShown(work, book, agreement, Person.PersonId);
            return true;
        }, stopping);
        if (!found)
            return NotFound();

        Difference = InForce is null ? [] : AgreementDifference.Between(InForce, Agreement);
        if (Agreement.FindPerson(Person.PersonId) is { } person && Person.May(Right.Agree))
        {
            MayAcceptFor = [.. Enum.GetValues<Party>().Where(party => Standing.Life.AcceptedBy(party) is null && AgreementStates.WhyNotAccept(Standing.Life, Standing.State, person, party) is null)];
            MayWithdraw = AgreementStates.WhyNotWithdraw(Standing.Life, Standing.State, person) is null;
        }

        return Page();
    }
}
