using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Reactions;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Access;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Web.Pages.Stations;

/// <summary>Where and when a visit is wanted, as it was typed, dragged, or left as it stands.</summary>
public sealed record PlaceForm
{
    public string? Day { get; init; }
    public string? Time { get; init; }
    public string? Station { get; init; }
    public string? Site { get; init; }
    public string? Revision { get; init; }
}

/// <summary>Moves a visit in two steps: what it would mean is shown at an address of its own, which changes nothing; then it is moved.</summary>
[Authorize(nameof(Right.ConfirmStations))]
public sealed class PlaceVisitModel([SeenByPerson] Database database, [SeenByPerson] PlaceVisit placeVisit) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string Step { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public int Number { get; set; }

    /// <summary>Told once, on the station's page.</summary>
    [TempData]
    public string? Done { get; set; }

    public PlaceForm Typed { get; private set; } = new();

    public VisitToPlace Visit { get; private set; } = null!;

    public IReadOnlyList<StationRow> Stations { get; private set; } = [];

    public Problem? Problem { get; private set; }

    /// <summary>What has been asked for and can be done; null: nothing, or it cannot.</summary>
    public WantedPlace? Wanted { get; private set; }

    public string StationName(string id) => Stations.FirstOrDefault(station => station.Id == id)?.Name ?? id;

    public string? SiteName(string id) => Visit.Sites.FirstOrDefault(site => site.Id == id)?.Name;

    private VisitId Key => new(Id, Step, Number);

    private SignedIn Person => SignedIn.From(User);

    /// <summary>Without a day: as it stands. With one: what it would mean.</summary>
    public async Task<IActionResult> OnGetAsync(PlaceForm form, CancellationToken stopping)
    {
        if (!await Show(form, stopping))
            return NotFound(); // another partnership's is as good as none
        if (string.IsNullOrEmpty(form.Day) && string.IsNullOrEmpty(form.Time))
        {
            Problem = Visit.Closed;
            return Page();
        }

        (Wanted, Problem) = Read(form);
        if (Wanted is not null)
            Problem = await placeVisit.Judge(Key, Wanted, Person.PartnershipId, Person.PersonId, stopping);
        return Answer();
    }

    [Needs(Right.ConfirmStations)]
    public async Task<IActionResult> OnPostAsync(PlaceForm form, CancellationToken stopping)
    {
        (var wanted, Problem) = Read(form);
        if (wanted is not null)
            Problem = await placeVisit.Place(Key, wanted, Person.PartnershipId, Person.PersonId, stopping);
        if (!await Show(form, stopping))
            return NotFound();
        if (wanted is null || Problem is not null)
            return Answer();

        Done = T($"Besøg {Number} i {Visit.Areas} er nu: {StationWords.Standing(Visit)}. De berørte får besked.");
        return RedirectToPage("/Stations/StationWeek", new { id = wanted.StationId, week = StationWeekModel.Iso(DanishTime.DayOf(wanted.StartsAt)) });
    }

    private PageResult Answer()
    {
        if (Problem is not null)
        {
            Wanted = null;
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        }

        return Page();
    }

    private static (WantedPlace? Wanted, Problem? Problem) Read(PlaceForm form) =>
        Moment.TryParse($"{form.Day}T{form.Time}", [], out var moment) && !moment.WholeDay
            ? (new WantedPlace(form.Station ?? "", form.Site ?? "", moment.Start, int.TryParse(form.Revision, NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : -1), null)
            : (null, Problems.VisitTimeUnreadable.With($"{form.Day} {form.Time}".Trim()));

    /// <summary>What is not typed stays as it stands. After a refusal the form goes on from what the person sees now.</summary>
    private async Task<bool> Show(PlaceForm form, CancellationToken stopping)
    {
        if (await placeVisit.Show(Key, Person.PartnershipId, stopping) is not { } visit)
            return false;
        (Visit, Stations) = (visit, await database.Read<StationRow>("Reactions/show-stations.sql", null, stopping));
        Typed = new PlaceForm
        {
            Day = form.Day ?? (visit.StartsAt is { } starts ? StationWeekModel.Iso(DanishTime.DayOf(starts)) : null),
            Time = form.Time ?? (visit.StartsAt is { } begins ? DanishTime.TimeOf(begins).ToString("HH:mm", CultureInfo.InvariantCulture) : null),
            Station = form.Station ?? visit.StationId,
            Site = form.Site ?? visit.SiteId,
            Revision = visit.Revision.ToString(CultureInfo.InvariantCulture),
        };
        return true;
    }
}
