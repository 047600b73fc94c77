using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Rules.Access;

namespace ReactionPlans.Web.Pages.Quarantine;

/// <summary>Rows of the partnership's sources that could not be taken in: how many, why, and which.</summary>
[Authorize(nameof(Right.SeeQuarantine))]
public sealed class QuarantineModel([SeenByPerson] ShowRejected show) : PageModel
{
    public const int RowsOnAPage = 50;

    private IReadOnlyList<RejectedGroup> all = [];

    /// <summary>Told once, after what was asked for has been done.</summary>
    [TempData]
    public string? Done { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Settled { get; set; }

    [BindProperty(SupportsGet = true)]
    public int? Reason { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Source { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    public IReadOnlyList<RejectedRow> Rows { get; private set; } = [];

    /// <summary>Null: these are the last ones.</summary>
    public long? Next => Rows.Count == RowsOnAPage ? Rows[^1].Id : null;

    public IEnumerable<IGrouping<int, RejectedGroup>> Reasons => all.Where(Chosen).GroupBy(group => group.ProblemNumber).OrderByDescending(Count);

    public IEnumerable<int> EveryReason => all.Select(group => group.ProblemNumber).Union(Reason is { } chosen ? [chosen] : []).Order();

    public IEnumerable<string> EverySource => all.Select(group => group.Source).Union(Source is { } chosen ? [chosen] : []).Order(StringComparer.Ordinal);

    public int Total => Count(all.Where(Chosen));

    public async Task OnGetAsync(CancellationToken stopping)
    {
        Source = string.IsNullOrEmpty(Source) ? null : Source;
        all = await show.Groups(Settled, new RejectedChoice(), stopping);
        Rows = await show.Rows(Settled, new RejectedChoice(Reason, Source: Source), Before, RowsOnAPage, stopping);
    }

    public static int Count(IEnumerable<RejectedGroup> groups) => groups.Sum(group => group.Rows);

    public static string NameOf(int reason, IEnumerable<RejectedGroup> groups) => QuarantineWords.Reason(reason) ?? QuarantineWords.Told(groups.First());

    private bool Chosen(RejectedGroup group) => (Reason is null || group.ProblemNumber == Reason) && (Source is null || group.Source == Source);
}
