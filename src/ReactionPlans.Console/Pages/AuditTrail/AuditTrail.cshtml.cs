using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Access;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Web.Pages.AuditTrail;

public sealed record AuditRow
{
    /// <summary>Its place in the partnership's chain.</summary>
    public long Number { get; init; }
    public DateTimeOffset At { get; init; }
    public string ActorKind { get; init; } = "";
    public string Actor { get; init; } = "";
    public string Action { get; init; } = "";
    public string? SubjectKind { get; init; }
    public string? SubjectId { get; init; }
}

/// <summary>Who did what in the person's own partnership. Read from what cannot be changed.</summary>
[Authorize(nameof(Right.SeeAudit))]
public sealed class AuditTrailModel([SeenByPerson] Database database, AgreementBook agreements) : PageModel
{
    public const int Most = 200;

    /// <summary>Enough of the name that stands for a person of an identity provider to tell two of them apart.</summary>
    private const int ToldDigits = 6;

    private Agreement? agreement;

    public IReadOnlyList<AuditRow> Rows { get; private set; } = [];

    public DateOnly Today { get; private set; }

    public Task OnGetAsync(CancellationToken stopping) =>
        database.Do(async work =>
        {
            var partnershipId = SignedIn.From(User).PartnershipId;
            Today = DanishTime.DayOf(work.Now);
            agreement = (await agreements.InForce(work, work.Today)).FirstOrDefault(one => one.Partnership.Id == partnershipId);
            Rows = await work.Query<AuditRow>("Access/show-audit.sql", new { partnership_id = partnershipId, most = Most });
        }, stopping);

    /// <summary>The person's name where today's agreement has it; else the id, and what kind it is.</summary>
    public string Who(AuditRow row) => row.ActorKind switch
    {
        "person" => agreement?.FindPerson(row.Actor)?.Name ?? row.Actor,
        "account" when Accounts.IsVouchedFor(row.Actor) => T($"Bruger hos egen organisation, {row.Actor[^ToldDigits..]}"),
        "account" => T($"Bruger {row.Actor}"),
        "api-key" => T($"Nøgle {row.Actor}"),
        "neighbour-friend" => T($"Naboven {row.Actor}"),
        _ => T("Programmet"),
    };
}
