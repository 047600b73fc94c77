using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Flow.Backtest;
using ReactionPlans.Flow.Detection;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Access;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Web.Pages.Agreements;

/// <summary>From how often one is willing to be called, the numbers that a criterion should have: the alarm rate is chosen, and the number follows.</summary>
[Authorize(nameof(Right.Agree))]
public sealed class NumbersModel([SeenByPerson] Database database, AgreementBook book, [SeenByPerson] BacktestHistory history) : PageModel
{
    private const double MostPerYear = 26;

    [BindProperty(SupportsGet = true)]
    public string? Criterion { get; set; }

    /// <summary>As typed: with a comma or a point.</summary>
    [BindProperty(SupportsGet = true)]
    public string? PerYear { get; set; }

    public Agreement InForce { get; private set; } = null!;

    public IReadOnlyList<Criterion> Criteria { get; private set; } = [];

    /// <summary>Null: not asked yet, or nothing to propose.</summary>
    public AlarmRateOfCriterion? Proposed { get; private set; }

    public int Histories { get; private set; }

    public (DateOnly From, DateOnly To) Days { get; private set; }

    /// <summary>The agreement in force with the proposed numbers, as its next version.</summary>
    public string? Yaml { get; private set; }

    public IReadOnlyList<Problem> Problems { get; private set; } = [];

    private SignedIn Person => SignedIn.From(User);

    public async Task<IActionResult> OnGetAsync(CancellationToken stopping)
    {
        if (await database.Do(work => AgreementVersions.InForce(work, book, Person.PartnershipId), stopping) is not { } inForce)
            return NotFound();
        (InForce, Criteria) = (inForce, [.. inForce.Criteria.Where(criterion => criterion.Rule is ThresholdRule)]);
        if (PerYear is null)
            return Page();
        if (Criteria.FirstOrDefault(one => one.Id == Criterion) is not { } criterion)
            Problems = [Rules.Problems.CriterionUnknown.With(Criterion, string.Join(", ", Criteria.Select(one => one.Id)))];
        else if (!double.TryParse(PerYear.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var perYear) || perYear is not (> 0 and <= MostPerYear))
            Problems = [Rules.Problems.YamlFieldWrong.With("perYear", PerYear, new Phrase($"et tal over 0, højst {MostPerYear}", $"a number above 0, at most {MostPerYear}"))];
        else
            await Propose(criterion, perYear, stopping);
        return Page();
    }

    private async Task Propose(Criterion criterion, double perYear, CancellationToken stopping)
    {
        (var report, Problems) = await history.Numbers(InForce, criterion.Id, perYear, BacktestHistory.MostDays, stopping);
        if (report?.Thresholds.SingleOrDefault() is not { } proposed)
            return;
        (Proposed, Histories, Days) = (proposed, report.Histories, (report.From, report.To));
        var next = (await database.Do(work => AgreementVersions.Of(work, Person.PartnershipId), stopping)).Max(one => one.Row.Version) + 1;
        var byArea = proposed.Areas.ToDictionary(row => row.Number.Area, row => row.Number.AtLeast);
        Yaml = AgreementYamlWriter.Write(InForce with
        {
            Version = next,
            Criteria = [.. InForce.Criteria.Select(one => one == criterion ? one with { Rule = (ThresholdRule)one.Rule with { AtLeast = proposed.Default, AtLeastByArea = byArea } } : one)],
        });
    }
}
