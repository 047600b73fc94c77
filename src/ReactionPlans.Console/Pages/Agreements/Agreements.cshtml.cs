using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Flow.Evaluation;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Access;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Web.Pages.Evaluations;

namespace ReactionPlans.Web.Pages.Agreements;

/// <summary>Every version of the partnership's agreement and how far it has come.</summary>
[Authorize(nameof(Right.SeeAgreement))]
public sealed class AgreementsModel([SeenByPerson] Database database, AgreementBook book) : PageModel
{
    [TempData]
    public string? Done { get; set; }

    public IReadOnlyList<VersionStanding> Versions { get; private set; } = [];

    public Agreement? InForce { get; private set; }

    /// <summary>Null: it has no goals, or none that can be followed yet.</summary>
    public GoalFacts? Goals { get; private set; }

    /// <summary>The plans that the next review is about: those since the version in force began.</summary>
    public IReadOnlyList<EvaluationRow> Plans { get; private set; } = [];

    /// <summary>By version; one that is not there was never rehearsed.</summary>
    public IReadOnlyDictionary<int, RehearsalStanding> Rehearsals { get; private set; } = new Dictionary<int, RehearsalStanding>();

    public bool MayAgree => SignedIn.From(User).May(Right.Agree);

    public Task OnGetAsync(CancellationToken stopping) => database.Do(async work =>
    {
        var partnershipId = SignedIn.From(User).PartnershipId;
        Versions = await AgreementVersions.Of(work, partnershipId);
        Rehearsals = await RehearsalBook.Of(work, partnershipId);
        InForce = await AgreementVersions.InForce(work, book, partnershipId);
        if (InForce is null)
            return;
        Goals = await GoalProgress.Of(work, InForce);
        Plans = await ReadEvaluations.Since(work, partnershipId, InForce.HoldsFrom);
    }, stopping);

    /// <summary>The person's name where today's agreement has it.</summary>
    public string Who(string? personId, string nobody) => personId is null ? nobody : InForce?.FindPerson(personId)?.Name ?? personId;
}
