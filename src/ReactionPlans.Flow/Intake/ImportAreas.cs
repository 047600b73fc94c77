using ReactionPlans.Contracts;
using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.Flow.Intake;

/// <summary>Stores areas, and moves the reports that lie differently now: a redrawn border changes counts like a new report does.</summary>
public sealed class ImportAreas(Database database)
{
    private const int BatchRevisions = 10_000;

    private sealed class Revision
    {
        public long Report { get; init; }
        public int Number { get; init; }
        public double? Latitude { get; init; }
        public double? Longitude { get; init; }
        public string? Code { get; init; }
        public int[] KnownAreaIds { get; init; } = [];
    }

    /// <summary>All of them in one transaction. Areas that are not in the list stay as they are; the drawings before are kept.</summary>
    /// <param name="progress">Revisions placed anew, of how many.</param>
    public Task<IntakeCount> Store(IReadOnlyList<DrawnArea> drawn, CancellationToken stopping, IProgress<(long Placed, long Total)>? progress = null) =>
        database.Do(work => Store(work, drawn, progress), stopping);

    private static async Task<IntakeCount> Store(Work work, IReadOnlyList<DrawnArea> drawn, IProgress<(long Placed, long Total)>? progress)
    {
        await work.Execute("Intake/lock-areas.sql");
        var changed = await work.Execute("Intake/save-areas.sql", new
        {
            levels = drawn.Select(area => area.Level).ToArray(),
            codes = drawn.Select(area => area.Code).ToArray(),
            names = drawn.Select(area => area.Name).ToArray(),
            geometries = drawn.Select(area => AreaMap.Write(area.Geometry)).ToArray(),
            now = work.Now,
        });
        if (changed > 0 && await PlaceAgain(work, progress))
            await work.Publish(new AreasChanged("areas"));
        return new IntakeCount(changed, drawn.Count - changed, 0, 0, 0);
    }

    /// <summary>True: at least one report changed area.</summary>
    private static async Task<bool> PlaceAgain(Work work, IProgress<(long Placed, long Total)>? progress)
    {
        var total = await work.Scalar<long>("Intake/count-revisions.sql");
        var done = 0L;
        // This transaction holds the lock alone, and sees its own new areas.
        var map = await AreaMap.Read(work);
        var moved = 0;
        var last = new Revision();
        while (true)
        {
            var revisions = await work.Query<Revision>("Intake/list-revisions-after.sql", new { report_id = last.Report, revision = last.Number, limit = BatchRevisions });
            if (revisions.Count == 0)
                return moved > 0;
            var placed = revisions.SelectMany(revision => PlaceReports.Again(map, revision.Latitude, revision.Longitude, revision.Code, revision.KnownAreaIds), (revision, area) => (revision.Report, revision.Number, area)).ToList();
            moved += await work.Execute("Intake/move-revisions.sql", new
            {
                after_report_id = last.Report,
                after_revision = last.Number,
                to_report_id = revisions[^1].Report,
                to_revision = revisions[^1].Number,
                report_ids = placed.Select(row => row.Report).ToArray(),
                revisions = placed.Select(row => row.Number).ToArray(),
                area_ids = placed.Select(row => row.area).ToArray(),
                now = work.Now,
            });
            last = revisions[^1];
            progress?.Report((done += revisions.Count, total));
        }
    }
}
