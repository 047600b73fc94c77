using NetTopologySuite.Operation.Union;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Reactions;

namespace ReactionPlans.Flow.Reactions;

/// <summary>A station step whose gate is open: one row of read-station-task.sql.</summary>
internal record StationTask
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

/// <summary>A visit as it was told, with what its step wishes.</summary>
internal record VisitOfStep : StationTask
{
    public Guid ActivationId { get; init; }
    public int VisitNumber { get; init; }
    public string? StationId { get; init; }
    public string? SiteId { get; init; }
    public DateTimeOffset? StartsAt { get; init; }
    public DateTimeOffset? EndsAt { get; init; }
    public double? Latitude { get; init; }
    public double? Longitude { get; init; }

    public string WishId => $"{ActivationId}/{StepId}";

    public PlacedVisit Told => new(WishId, VisitNumber, StationId, SiteId, StartsAt, EndsAt);

    /// <summary>The crew it takes; null where it has no place.</summary>
    public StationBooking? Booking => StationId is null ? null : new StationBooking(StationId, StartsAt!.Value, EndsAt!.Value, SiteId, Latitude, Longitude);
}

/// <summary>What a plan of visits is made of, read once for one plan.</summary>
internal sealed class StationFacts
{
    private sealed record StationRow(string Id, string CrewHours, int Capacity);

    private sealed record SiteRow(string Id, string Kind, double Latitude, double Longitude, string? OpeningHours);

    private sealed record ReportPlace(double Latitude, double Longitude);

    private readonly Work work;
    private readonly IReadOnlyList<StationSite> sites;

    private StationFacts(Work work, IReadOnlyList<MobileStation> stations, IReadOnlyList<StationSite> sites) =>
        (this.work, Stations, this.sites) = (work, stations, sites);

    public IReadOnlyList<MobileStation> Stations { get; }

    /// <summary>Locks the stations until the commit: of two plans made at once the second sees the first's visits.</summary>
    public static async Task<StationFacts> Read(Work work)
    {
        var stations = await work.Query<StationRow>("Reactions/lock-stations.sql");
        var sites = await work.Query<SiteRow>("Reactions/list-sites.sql");
        return new StationFacts(work, [.. stations.Select(Read)], [.. sites.Select(Read)]);
    }

    public Task<IReadOnlyList<StationBooking>> Bookings(DateTimeOffset from) =>
        work.Query<StationBooking>("Reactions/list-bookings.sql", new { from = from - StationCrews.Longest });

    /// <summary>The only kind of site that will do; null: any.</summary>
    public static string? KindFor(PinnedActivation activation, StationTask task) =>
        task.OtherwiseChosen || !activation.Agreement.Channels.DigitalPost ? task.OtherwiseSiteKind : null;

    public async Task<VisitWish> WishOf(PinnedActivation activation, StationTask task)
    {
        var key = activation.Key;
        var within = task.GateOpenedAt.AddDays(task.WithinDays);
        var shapes = await work.Query<string>("Reactions/list-area-shapes-of-activation.sql", new { activation_id = key.Id });
        // Four weeks back is more than any rule's window and still this wave.
        var reports = await work.Query<ReportPlace>("Reactions/list-report-places.sql",
            new { activation_id = key.Id, after_day = key.FiredOn.AddDays(-28), fired_on = key.FiredOn, now = work.Now });
        return new VisitWish(
            $"{key.Id}/{task.StepId}", key.PartnershipId, task.Visits, TimeSpan.FromHours(task.VisitHours),
            task.GateOpenedAt > work.Now ? task.GateOpenedAt : work.Now, within < key.MaximumEndsAt ? within : key.MaximumEndsAt,
            StationSites.Near(UnaryUnionOp.Union(shapes.Select(AreaMap.Read)), [.. reports.Select(report => (report.Latitude, report.Longitude))], sites, KindFor(activation, task)));
    }

    /// <summary>The import refuses a table it cannot read, so one that is stored can be read.</summary>
    private static MobileStation Read(StationRow row) => WeeklyHours.TryParse(row.CrewHours, out var hours)
        ? new MobileStation(row.Id, hours!, row.Capacity)
        : throw new InvalidOperationException($"Station {row.Id} has crew hours that cannot be read.");

    /// <summary>Hours from before the import read them may be any text; a site with such ones takes visits as before, at any hour.</summary>
    private static StationSite Read(SiteRow row) =>
        new(row.Id, row.Kind, row.Latitude, row.Longitude, WeeklyHours.TryParse(row.OpeningHours ?? "", out var hours) ? hours : null);
}
