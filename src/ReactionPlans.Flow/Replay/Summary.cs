using System.Text.Json;
using System.Text.Json.Serialization;
using ReactionPlans.Flow.Evaluation;
using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.Flow.Replay;

/// <param name="Accepted">New revisions stored.</param>
public sealed record ReportFigures(int Read, int Accepted, int Same, int Rejected, int Withdrawn, int Unplaced);

/// <param name="Accepted">Taken by a carrier, on paper or not.</param>
/// <param name="Paper">Of the accepted: on paper.</param>
/// <param name="Delivered">Of the accepted: of which the carrier has told that they came.</param>
/// <param name="Read">Of the delivered: opened.</param>
/// <param name="Failed">Came to nobody, each with its reason.</param>
public sealed record DeliveryFigures(int Planned, int Accepted, int Paper, int Delivered, int Read, int Skipped, int Failed);

public sealed record VisitFigures(int Planned, int Scheduled, int Unplaced);

/// <param name="FiredOn">The day the criterion fired.</param>
/// <param name="SpikeEndedOn">The day the spike ended; null while it is open.</param>
/// <param name="EndedOn">The activation's own end: the spike's, or the agreed maximum before it; null while it runs.</param>
public sealed record ActivationFigures(string Area, string Criterion, DateOnly FiredOn, DateOnly? SpikeEndedOn, DateOnly? EndedOn);

/// <summary>The last word on a run: what came in, what it led to, and every promise found broken in the stored facts.</summary>
public sealed record Summary(
    int Days,
    ReportFigures Reports,
    int Spikes,
    IReadOnlyList<ActivationFigures> Activations,
    DeliveryFigures Letters,
    DeliveryFigures NeighbourMessages,
    int LocalPosts,
    VisitFigures StationTasks,
    int Notices,
    int AllClears,
    IReadOnlyList<string> Violations,
    double ElapsedSeconds)
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerOptions.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // a file for people and scripts, not a page
    };

    private sealed record Totals(
        int Accepted, int Withdrawn, int Unplaced, int Rejected, int Spikes, int LocalPosts, int VisitsPlanned, int VisitsScheduled, int VisitsUnplaced, int Notices, int AllClears);

    private sealed record KindTotals(string Kind, int Planned, int Accepted, int Paper, int Delivered, int Read, int Skipped, int Failed)
    {
        public DeliveryFigures Figures => new(Planned, Accepted, Paper, Delivered, Read, Skipped, Failed);
    }

    /// <summary>Counts everything from what is stored; nothing is taken from what the run believed it did.</summary>
    /// <param name="reportsRead">Rows of the file that belong to the run.</param>
    public static async Task<Summary> Of(
        Database database, Promises promises, int days, int reportsRead, TimeSpan elapsed, CancellationToken stopping)
    {
        var totals = (await database.Read<Totals>("Replay/total-run.sql", null, stopping))[0];
        var kinds = (await database.Read<KindTotals>("Replay/total-deliveries.sql", null, stopping)).ToDictionary(row => row.Kind, row => row.Figures);
        var none = new DeliveryFigures(0, 0, 0, 0, 0, 0, 0);
        return new Summary(
            days,
            new ReportFigures(reportsRead, totals.Accepted, reportsRead - totals.Accepted - totals.Rejected, totals.Rejected, totals.Withdrawn, totals.Unplaced),
            totals.Spikes,
            await database.Read<ActivationFigures>("Replay/list-activations.sql", null, stopping),
            kinds.GetValueOrDefault("letters", none),
            kinds.GetValueOrDefault("neighbours", none),
            totals.LocalPosts,
            new VisitFigures(totals.VisitsPlanned, totals.VisitsScheduled, totals.VisitsUnplaced),
            totals.Notices,
            totals.AllClears,
            await promises.Broken(stopping),
            Math.Round(elapsed.TotalSeconds, 1));
    }

    public string ToJson() => JsonSerializer.Serialize(this, Indented);
}
