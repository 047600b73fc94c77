using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Access;
using ReactionPlans.Rules.Reactions;

namespace ReactionPlans.Web.Pages.Reach;

/// <param name="ToVisit">No letter will come, and the home may be listed.</param>
/// <param name="Protected">No letter will come, and the home is never listed.</param>
public sealed record HouseholdReach(int Households, int Reached, int Waiting, int ToVisit, int Protected);

public sealed record HouseholdLeft
{
    public string AddressId { get; init; } = "";
    public string Household { get; init; } = "";

    /// <summary>Of its people, each once.</summary>
    public string[] Reasons { get; init; } = [];
}

public sealed record StandingRow(string Channel, string State, bool IsDelivered, bool IsRead, string? Reason, int Messages)
{
    /// <summary>Only whether something was heard matters here, not when.</summary>
    public DeliveryStanding Standing => DeliveryStandings.Of(
        Enum.Parse<DeliveryState>(State), new Heard(IsDelivered ? default(DateTimeOffset) : null, IsRead ? default(DateTimeOffset) : null, null));
}

/// <summary>Whom a plan's letters have reached, over every channel, and whose doors are left to knock on: the municipality's own residents, so for its people alone.</summary>
[Authorize(nameof(Right.SeeResidents))]
public sealed class ReachModel([SeenByPerson] Database database) : PageModel
{
    /// <summary>Homes shown on the page; the file has all of them.</summary>
    public const int Most = 200;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public HouseholdReach Households { get; private set; } = new(0, 0, 0, 0, 0);

    public IReadOnlyList<HouseholdLeft> Left { get; private set; } = [];

    public IReadOnlyList<StandingRow> Standings { get; private set; } = [];

    public Task<IActionResult> OnGetAsync(CancellationToken stopping) => database.Do<IActionResult>(async work =>
    {
        await Read(work, Most);
        Households = await work.QueryOne<HouseholdReach>("Delivery/show-household-reach.sql", new { partnership_id = SignedIn.From(User).PartnershipId, activation_id = Id, now = work.Now }) ?? Households;
        return Standings.Count == 0 ? NotFound() : Page();
    }, stopping);

    /// <summary>The homes that are left, for whoever goes round.</summary>
    public async Task<IActionResult> OnGetListAsync(CancellationToken stopping)
    {
        await database.Do(work => Read(work, int.MaxValue), stopping);
        if (Standings.Count == 0)
            return NotFound();
        var rows = Left.Select(home => string.Join(';', new[] { home.AddressId, home.Household, Why(home) }.Select(cell => CsvCell.Write(cell, ';'))));
        var csv = string.Concat(rows.Prepend($"{T("adresse")};{T("husstand")};{T("hvorfor")}").Select(row => row + "\r\n"));
        return File([.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(csv)], "text/csv; charset=utf-8", T("ikke-naaet.csv"));
    }

    public static string Why(HouseholdLeft home) => string.Join(", ", home.Reasons.Select(ReachWords.Reason));

    private async Task Read(Work work, int most)
    {
        var key = new { partnership_id = SignedIn.From(User).PartnershipId, activation_id = Id, limit = most };
        Standings = await work.Query<StandingRow>("Delivery/show-standings.sql", key);
        Left = await work.Query<HouseholdLeft>("Delivery/list-households-left.sql", key);
    }
}
