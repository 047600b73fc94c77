using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
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

    public async Task<IActionResult> OnGetAsync(CancellationToken stopping)
    {
        await Read(Most, stopping);
        return Standings.Count == 0 ? NotFound() : Page();
    }

    /// <summary>The homes that are left, for whoever goes round.</summary>
    public async Task<IActionResult> OnGetListAsync(CancellationToken stopping)
    {
        await Read(int.MaxValue, stopping);
        if (Standings.Count == 0)
            return NotFound();
        var csv = new StringBuilder("adresse;husstand;hvorfor\r\n");
        foreach (var home in Left)
            csv.Append(Cell(home.AddressId)).Append(';').Append(Cell(home.Household)).Append(';').Append(Cell(string.Join(", ", home.Reasons.Select(ReachWords.Reason)))).Append("\r\n");
        return File(Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(csv.ToString())).ToArray(), "text/csv; charset=utf-8", "ikke-naaet.csv");
    }

    private Task Read(int most, CancellationToken stopping) => database.Do(async work =>
    {
        var key = new { partnership_id = SignedIn.From(User).PartnershipId, activation_id = Id, limit = most, now = work.Now };
        Standings = await work.Query<StandingRow>("Delivery/show-standings.sql", key);
        Households = await work.QueryOne<HouseholdReach>("Delivery/show-household-reach.sql", key) ?? Households;
        Left = await work.Query<HouseholdLeft>("Delivery/list-households-left.sql", key);
    }, stopping);

    /// <summary>Quoted, and never read as a formula by a spreadsheet.</summary>
    private static string Cell(string text) =>
        $"\"{(text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) ? "'" : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
