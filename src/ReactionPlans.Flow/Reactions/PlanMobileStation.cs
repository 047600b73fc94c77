using MassTransit;
using NetTopologySuite.Operation.Union;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules.Reactions;

namespace ReactionPlans.Flow.Reactions;

/// <summary>Plans the mobile station's visits when their gate has opened: residents know of it before they see it.</summary>
public sealed class PlanMobileStation(Database database, AgreementBook agreements) : IConsumer<GateOpened>
{
    public const string Queue = "plan-mobile-station";

    private const string NoStation = "Der er ingen mobil politistation at sende.";
    private const string NoCrew = "Ingen politistation er ledig inden for de aftalte dage.";
    private const string NoSite = "Der er intet mødested i området eller inden for 3 km af det.";
    private const string NoSiteOfKind = "Der er intet mødested af den aftalte slags i området eller inden for 3 km af det.";

    private sealed record StationTask
    {
        public string StepId { get; init; } = "";
        public string Responsible { get; init; } = "";
        public int Visits { get; init; }
        public double VisitHours { get; init; }
        public int WithinDays { get; init; }
        public DateTimeOffset GateOpenedAt { get; init; }
        public string? OtherwiseSiteKind { get; init; }
        public bool OtherwiseChosen { get; init; }
    }

    private const string NoneOpen = "Intet mødested har åbent, mens en politistation er ledig inden for de aftalte dage.";

    private sealed record SiteRow(string Id, string Kind, double Latitude, double Longitude, string? OpeningHours);

    private sealed record StationRow(string Id, string CrewHours, int Capacity);

    private sealed record ReportPlace(double Latitude, double Longitude);

    public Task Consume(ConsumeContext<GateOpened> context) =>
        database.Once(context, Queue, async work =>
        {
            var (id, stepId) = (context.Message.ActivationId, context.Message.StepId);
            var task = await work.QueryOne<StationTask>("Reactions/read-station-task.sql", new { activation_id = id, step_id = stepId });
            var activation = await PinnedActivation.Find(work, agreements, id);
            if (task is null || activation.Key.EndedAt is not null)
                return; // another kind of step, planned before, or over

            await PlanVisits(work, activation, task);
            await Notices.Plan(
                work, id, activation.Key.FiredOn, activation.Key.PartnershipId, $"visit-{stepId}", "station-visit", [task.Responsible]);
        });

    private static async Task PlanVisits(Work work, PinnedActivation activation, StationTask task)
    {
        var stations = (await work.Query<StationRow>("Reactions/lock-stations.sql")).Select(Read).ToList();
        var from = task.GateOpenedAt > work.Now ? task.GateOpenedAt : work.Now;
        var within = task.GateOpenedAt.AddDays(task.WithinDays);
        var kind = task.OtherwiseChosen || !activation.Agreement.Channels.DigitalPost ? task.OtherwiseSiteKind : null;
        var wish = new VisitWish(
            $"{activation.Key.Id}/{task.StepId}", activation.Key.PartnershipId, task.Visits, TimeSpan.FromHours(task.VisitHours),
            from, within < activation.Key.MaximumEndsAt ? within : activation.Key.MaximumEndsAt, await SitesNear(work, activation, kind));
        var demand = new StationDemand([wish], stations, await work.Query<StationBooking>("Reactions/list-bookings.sql", new { from = from - StationCrews.Longest }));

        var visits = StationPlan.Make(demand);
        foreach (var visit in visits)
        {
            await work.Execute("Reactions/add-visit.sql", new
            {
                activation_id = activation.Key.Id,
                partnership_id = activation.Key.PartnershipId,
                step_id = task.StepId,
                visit_number = visit.Number,
                station_id = visit.StationId,
                site_id = visit.SiteId,
                starts_at = visit.StartsAt,
                ends_at = visit.EndsAt,
                state = visit.IsPlaced ? "Scheduled" : "Unplaced",
                reason = visit.IsPlaced ? null : WhyNot(demand, wish, visits, kind),
                now = work.Now,
            });
        }
    }

    private static string WhyNot(StationDemand demand, VisitWish wish, IReadOnlyList<PlacedVisit> visits, string? kind)
    {
        if (demand.Stations.Count == 0)
            return NoStation;
        if (wish.Sites.Count == 0)
            return kind is null ? NoSite : NoSiteOfKind;

        var alwaysOpen = wish with { Sites = [.. wish.Sites.Select(choice => choice with { Site = choice.Site with { OpeningHours = null } })] };
        return StationVisits.Plan(demand with { Wishes = [alwaysOpen] }).Count(visit => visit.IsPlaced) > visits.Count(visit => visit.IsPlaced) ? NoneOpen : NoCrew;
    }

    private static async Task<IReadOnlyList<SiteChoice>> SitesNear(Work work, PinnedActivation activation, string? kind)
    {
        var key = activation.Key;
        var shapes = await work.Query<string>("Reactions/list-area-shapes-of-activation.sql", new { activation_id = key.Id });
        var area = UnaryUnionOp.Union(shapes.Select(AreaMap.Read));
        // Four weeks back is more than any rule's window and still this wave.
        var reports = await work.Query<ReportPlace>("Reactions/list-report-places.sql",
            new { activation_id = key.Id, after_day = key.FiredOn.AddDays(-28), fired_on = key.FiredOn, now = work.Now });
        var sites = await work.Query<SiteRow>("Reactions/list-sites.sql");
        return StationSites.Near(area, [.. reports.Select(report => (report.Latitude, report.Longitude))], [.. sites.Select(Read)], kind);
    }

    /// <summary>The import refuses a table it cannot read, so one that is stored can be read.</summary>
    private static MobileStation Read(StationRow row) => WeeklyHours.TryParse(row.CrewHours, out var hours)
        ? new MobileStation(row.Id, hours!, row.Capacity)
        : throw new InvalidOperationException($"Station {row.Id} has crew hours that cannot be read.");

    /// <summary>Hours from before the import read them may be any text; a site with such ones takes visits as before, at any hour.</summary>
    private static StationSite Read(SiteRow row) =>
        new(row.Id, row.Kind, row.Latitude, row.Longitude, WeeklyHours.TryParse(row.OpeningHours ?? "", out var hours) ? hours : null);
}
