using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules.Access;
using ReactionPlans.Rules.Reactions;
using ReactionPlans.Rules.Time;
using ReactionPlans.Web.Api;

namespace ReactionPlans.Web.Pages.Stations;

/// <summary>A mobile station's calendar, a week at a time: its crews' hours, what takes them and where, and the own visits that have no time.</summary>
[Authorize(nameof(Right.SeeCounts))]
public sealed class StationWeekModel([SeenByPerson] Database database, AgreementBook agreements, AreaMosaics mosaics, TextOptions texts) : PageModel
{
    public const string MapHandler = "Map";

    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = "";

    /// <summary>A day of the week; this one's where it is none.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Week { get; set; }

    /// <summary>Told once, after it has been stored.</summary>
    [TempData]
    public string? Done { get; set; }

    public StationRow Station { get; private set; } = null!;

    public WeekGrid Grid { get; private set; } = null!;

    public IReadOnlyList<OutageRow> Outages { get; private set; } = [];

    public IReadOnlyList<WithoutTimeRow> WithoutTime { get; private set; } = [];

    public DateTimeOffset Now { get; private set; }

    public bool MayPlace => Person.May(Right.ConfirmStations);

    public string Calendar => $"{texts.ConsoleUrl.TrimEnd('/')}{StationsApi.CalendarOf(Id)}";

    /// <summary>The sites of the week, each with what stands there.</summary>
    public IReadOnlyList<(string Site, IReadOnlyList<TakenRow> Visits)> Sites =>
        [.. Visits.Where(visit => visit.Site is not null).GroupBy(visit => visit.SiteId).Select(group => (group.First().Site!, (IReadOnlyList<TakenRow>)[.. group]))];

    private IEnumerable<TakenRow> Visits => Grid.Days.SelectMany(day => day.Taken).Where(row => row.Kind == "Visit").Distinct();

    private SignedIn Person => SignedIn.From(User);

    public async Task<IActionResult> OnGetAsync(CancellationToken stopping) => await Read(stopping) ? Page() : NotFound();

    /// <summary>The week's sites, and the own areas that have visits: the same that the table below the map tells.</summary>
    public async Task<IActionResult> OnGetMapAsync(CancellationToken stopping)
    {
        if (!await Read(stopping))
            return NotFound();
        var areas = await Drawn(stopping);
        var sites = Visits.Where(visit => visit is { Latitude: not null, Longitude: not null }).GroupBy(visit => visit.SiteId).Select(group => new
        {
            Code = group.First().Site,
            Name = "",
            State = group.Any(visit => visit.ActivationId is not null) ? "own" : "others",
            Text = string.Join("; ", group.Select(visit => T($"{StationWords.Day(DanishTime.DayOf(visit.StartsAt))} {StationWords.Clock(visit.StartsAt, visit.EndsAt)}, {StationWords.Whose(visit)}"))),
            Address = (string?)null,
            Parts = Enumerable.Empty<object>(),
            Point = (double[]?)[group.First().Latitude!.Value, group.First().Longitude!.Value],
        });
        return new JsonResult(areas.Concat<object>(sites));
    }

    public bool MayMove(TakenRow visit) =>
        MayPlace && visit is { ActivationId: not null, PlanEndedAt: null, GateOpenedAt: not null } && visit.StartsAt > Now;

    public string PlaceOf(Guid activation, string step, int number) => Url.Page("/Stations/PlaceVisit", new { id = activation, step, number })!;

    public string PlaceOf(TakenRow visit) => PlaceOf(visit.ActivationId!.Value, visit.StepId!, visit.VisitNumber!.Value);

    public string OfWeek(DateOnly day) => Url.Page("/Stations/StationWeek", new { id = Id, week = Iso(day) })!;

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private Task<bool> Read(CancellationToken stopping) => database.Do(async work =>
    {
        if ((await work.Query<StationRow>("Reactions/show-stations.sql")).FirstOrDefault(station => station.Id == Id) is not { } station)
            return false;
        (Station, Now) = (station, work.Now);
        var monday = StationWords.Monday(Week, work.Today);
        // The import refuses a table it cannot read, so one that is stored can be read.
        if (!WeeklyHours.TryParse(station.CrewHours, out var hours))
            return false;
        var (from, to) = (DanishTime.StartOf(monday), DanishTime.StartOf(monday.AddDays(7)));
        Grid = new WeekGrid(monday, hours!, await work.Query<TakenRow>("Reactions/show-station-week.sql", new { station_id = Id, from, to }));
        Outages = [.. (await work.Query<OutageRow>("Reactions/show-outages.sql", new { now = from })).Where(outage => outage.StationId == Id && outage.StartsAt < to)];
        WithoutTime = await work.Query<WithoutTimeRow>("Reactions/show-visits-without-time.sql");
        return true;
    }, stopping);

    private Task<IReadOnlyList<object>> Drawn(CancellationToken stopping) => database.Do<IReadOnlyList<object>>(async work =>
    {
        if ((await agreements.InForce(work, work.Today)).FirstOrDefault(one => one.Partnership.Id == Person.PartnershipId) is not { } agreement)
            return [];
        var drawn = await mosaics.Of(work, agreement.Areas);
        return [.. Visits.Where(visit => visit.AreaIds is not null)
            .SelectMany(visit => visit.AreaIds!.Select(id => (Id: id, visit.Areas))).DistinctBy(area => area.Id)
            .Where(area => drawn.ContainsKey(area.Id))
            .Select(area => new
            {
                Code = "",
                Name = area.Areas,
                State = "calm",
                Text = T("Området for reaktionsplanen"),
                Address = (string?)null,
                Parts = drawn[area.Id].Select(part => part.Select(ring => ring.Select(corner => new[] { corner.Latitude, corner.Longitude }))),
                Point = (double[]?)null,
            })];
    }, stopping);
}
