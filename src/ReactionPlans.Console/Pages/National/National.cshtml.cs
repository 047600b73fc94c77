using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Access;

namespace ReactionPlans.Web.Pages.National;

/// <param name="Letters">Letters that have arrived, in whole months.</param>
/// <param name="AreasInRise">Areas in which a criterion has fired and is not closed.</param>
public sealed record AggregateRow(string PartnershipId, int Activations, int Running, int Letters, int AreasInRise);

/// <summary>The national secretariat's page: figures of every partnership, none of them small enough to be a case.</summary>
[Authorize(nameof(Right.SeeAggregates))]
public sealed class NationalModel([SeenByPerson] Database database, TimeProvider clock) : PageModel
{
    private const int DaysBack = 365;

    public IReadOnlyList<AggregateRow> Rows { get; private set; } = [];

    public DateOnly Since { get; private set; }

    public async Task OnGetAsync(CancellationToken stopping)
    {
        Since = Rules.Time.DanishTime.DayOf(clock.GetUtcNow()).AddDays(-DaysBack);
        Rows = await database.Read<AggregateRow>("Access/show-aggregates.sql", new { since = Since }, stopping);
    }

    public static string Shown(int number) =>
        SmallNumbers.Shown(number) is { } shown ? Written.Number(shown) : T($"færre end {SmallNumbers.LeastShown}");
}
