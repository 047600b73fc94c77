using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ReactionPlans.Flow.Detection;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Access;

namespace ReactionPlans.Web.Pages.Areas;

/// <summary>One area: its counts over time beside what was agreed, the reports behind them, and why each criterion fired on a day, or why not.</summary>
[Authorize(nameof(Right.SeeCounts))]
public sealed class AreaModel(ReadArea reader, [SeenByPerson] ExplainDay explainDay) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string? Criterion { get; set; }

    [BindProperty(SupportsGet = true)]
    public int Years { get; set; } = 1;

    /// <summary>A day of the week whose reports are listed.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Week { get; set; }

    /// <summary>The day that is explained, as it was typed.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Day { get; set; }

    public AreaShown Facts { get; private set; } = null!;

    public DayExplained? Explained { get; private set; }

    public Problem? Problem { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken stopping)
    {
        var asked = new AreaAsked(Criterion, Years, Read(Week));
        if (await reader.Of(SignedIn.From(User), Code, asked, stopping) is not { } facts)
            return NotFound(); // another partnership's area is as good as none
        Facts = facts;
        if (string.IsNullOrEmpty(Day))
            Day = Iso(facts.JudgedThrough ?? facts.Today.AddDays(-1));
        if (Read(Day) is { } day)
            (Explained, Problem) = await explainDay.Of(Code, day, criterionId: null, stopping);
        Problem ??= Read(Day) is null ? Problems.DayUnreadable.With(Day) : null;
        if (Problem is not null)
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    /// <summary>The page with the reports of one week listed, and all else as it is.</summary>
    public string OfWeek(DateOnly monday) => Url.Page("/Areas/Area", null, new { code = Code, criterion = Criterion, years = Years, week = Iso(monday), day = Day }, null, null, "anmeldelser")!;

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly? Read(string? day) => DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : null;
}
