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
        var stations = await work.Query<StationRow>("Reactions/lock-stations.sql");
        var from = task.GateOpenedAt > work.Now ? task.GateOpenedAt : work.Now;
        var within = task.GateOpenedAt.AddDays(task.WithinDays);
        var wish = new VisitWish(
            task.Visits, TimeSpan.FromHours(task.VisitHours), from, within < activation.Key.MaximumEndsAt ? within : activation.Key.MaximumEndsAt);
        var booked = await work.Query<StationBooking>("Reactions/list-bookings.sql", new { from = from - StationVisits.Travel });

        var kind = task.OtherwiseChosen || !activation.Agreement.Channels.DigitalPost ? task.OtherwiseSiteKind : null;
        var site = await ChooseSite(work, activation, kind);
        var visits = StationVisits.Plan(wish, site is null ? [] : [.. stations.Select(Read)], booked);
        var reason = stations.Count == 0 ? NoStation
            : site is not null ? NoCrew
            : kind is null ? NoSite
            : NoSiteOfKind;
        foreach (var visit in visits)
        {
            await work.Execute("Reactions/add-visit.sql", new
            {
                activation_id = activation.Key.Id,
                partnership_id = activation.Key.PartnershipId,
                step_id = task.StepId,
                visit_number = visit.Number,
                station_id = visit.StationId,
                site_id = visit.StationId is null ? null : site?.Id,
                starts_at = visit.StartsAt,
                ends_at = visit.EndsAt,
                state = visit.StationId is null ? "Unplaced" : "Scheduled",
                reason = visit.StationId is null ? reason : null,
                now = work.Now,
            });
        }
    }

    private static async Task<StationSite?> ChooseSite(Work work, PinnedActivation activation, string? kind)
    {
        var key = activation.Key;
        var shapes = await work.Query<string>("Reactions/list-area-shapes-of-activation.sql", new { activation_id = key.Id });
        var area = UnaryUnionOp.Union(shapes.Select(AreaMap.Read));
        // Four weeks back is more than any rule's window and still this wave.
        var reports = await work.Query<ReportPlace>("Reactions/list-report-places.sql",
            new { activation_id = key.Id, after_day = key.FiredOn.AddDays(-28), fired_on = key.FiredOn, now = work.Now });
        var sites = await work.Query<StationSite>("Reactions/list-sites.sql");
        return StationSites.Choose(area, [.. reports.Select(report => (report.Latitude, report.Longitude))], sites, kind);
    }

    /// <summary>The import refuses a table it cannot read, so one that is stored can be read.</summary>
    private static MobileStation Read(StationRow row) => WeeklyHours.TryParse(row.CrewHours, out var hours)
        ? new MobileStation(row.Id, hours!, row.Capacity)
        : throw new InvalidOperationException($"Station {row.Id} has crew hours that cannot be read.");
}
