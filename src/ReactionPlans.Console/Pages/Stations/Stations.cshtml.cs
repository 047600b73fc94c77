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
using ReactionPlans.Web.Pages.Overview;

namespace ReactionPlans.Web.Pages.Stations;

/// <summary>The day of the mobile police stations: what each has before it, that one cannot be sent for a time or can again, and what came of it. Both parties see it; the police say it.</summary>
[Authorize(nameof(Right.SeeCounts))]
public sealed class StationsModel([SeenByPerson] Database database, [SeenByPerson] TakeStationOut takeStationOut) : PageModel
{
    /// <summary>So long a change is shown where no station is out any more.</summary>
    private static readonly TimeSpan OfLate = TimeSpan.FromDays(1);

    /// <summary>Told once, after it has been stored.</summary>
    [TempData]
    public string? Done { get; set; }

    [BindProperty]
    public OutageForm Typed { get; set; } = new();

    public IReadOnlyList<StationRow> Stations { get; private set; } = [];

    public ILookup<string, OutageRow> Outages { get; private set; } = Enumerable.Empty<OutageRow>().ToLookup(row => row.StationId);

    public ILookup<string, AheadRow> Ahead { get; private set; } = Enumerable.Empty<AheadRow>().ToLookup(row => row.StationId);

    public IReadOnlyList<ChangedRow> Changed { get; private set; } = [];

    /// <summary>The visits in the time that is typed; null: nobody has asked.</summary>
    public IReadOnlyList<AheadRow>? Hit { get; private set; }

    public Problem? Problem { get; private set; }

    public bool MaySay => Person.May(Right.ConfirmStations);

    private SignedIn Person => SignedIn.From(User);

    public Task OnGetAsync(CancellationToken stopping) => Show(stopping);

    /// <summary>Shows which visits the time would take, and changes nothing.</summary>
    [Needs(Right.ConfirmStations)]
    public async Task<IActionResult> OnPostSeeAsync(CancellationToken stopping)
    {
        (var outage, Problem) = Read();
        await Show(stopping);
        Hit = outage is null ? null : [.. Ahead[outage.StationId].Where(visit => visit.IsIn(outage.From, outage.To))];
        return Answer();
    }

    [Needs(Right.ConfirmStations)]
    public async Task<IActionResult> OnPostOutAsync(CancellationToken stopping)
    {
        (var outage, Problem) = Read();
        if (outage is not null)
            Problem = await takeStationOut.Take(outage, Person.PartnershipId, Person.PersonId, stopping);
        if (outage is not null && Problem is null)
        {
            Done = T($"Stationen er meldt ude fra {Written.Instant(outage.From)} til {Written.Instant(outage.To)}. Besøgene i den tid lægges om, og de berørte får besked.");
            return RedirectToPage();
        }

        await Show(stopping);
        return Answer();
    }

    [Needs(Right.ConfirmStations)]
    public async Task<IActionResult> OnPostBackAsync(string? station, CancellationToken stopping)
    {
        Problem = await takeStationOut.Return(station ?? "", Person.PartnershipId, Person.PersonId, stopping);
        if (Problem is null)
        {
            Done = T("Stationen kan sendes igen. Besøg, der mangler en plads, kan få en.");
            return RedirectToPage();
        }

        await Show(stopping);
        return Answer();
    }

    private (Outage? Outage, Problem? Problem) Read()
    {
        int? crews = null;
        if (!string.IsNullOrWhiteSpace(Typed.Crews))
        {
            if (!int.TryParse(Typed.Crews.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return (null, Problems.OutageCrewsWrong.With());
            crews = number;
        }

        return Outage.Read(Typed.Station ?? "", Typed.From ?? "", Typed.To ?? "", crews, Typed.Because ?? "") is { } outage
            ? (outage, null)
            : (null, Problems.OutageTimesWrong.With(TakeStationOut.LongestDays, Moment.Expected));
    }

    private PageResult Answer()
    {
        if (Problem is not null)
        {
            Problem = Words.Of(Problem);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        }

        return Page();
    }

    private Task Show(CancellationToken stopping) => database.Do(async work =>
    {
        var now = new { now = work.Now };
        Stations = await work.Query<StationRow>("Reactions/show-stations.sql");
        var outages = await work.Query<OutageRow>("Reactions/show-outages.sql", now);
        Outages = outages.ToLookup(row => row.StationId);
        Ahead = (await work.Query<AheadRow>("Reactions/show-station-visits.sql", now)).ToLookup(row => row.StationId);
        var since = outages.Select(row => row.NotedAt).Append(work.Now - OfLate).Min();
        Changed = await work.Query<ChangedRow>("Reactions/show-changed-visits.sql", new { since });
    }, stopping);
}
