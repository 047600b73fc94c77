using ReactionPlans.Contracts;
using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Intake;

/// <summary>Stores reports in bulk, once each, in their areas, and tells that the areas have changed. One transaction for each call;
/// the caller cuts a file into batches of about <see cref="BatchRows"/>.</summary>
public sealed class ReceiveReports(Database database, AreaMap areas)
{
    public const int BatchRows = 10_000;

    private static readonly Staging Staging = new("Intake/create-staged-revision.sql", "Intake/copy-staged-revision.sql");

    /// <summary>Makes a report of a row, or says why not; to be stored with its neighbours.</summary>
    public static FileLine<ReportRow> Read(InputRow row, ReportOptions options) => ReadReport.From(row, options);

    /// <summary>Rows that are read already.</summary>
    public Task<IntakeCount> Store(IReadOnlyList<ReportRow> rows, CancellationToken stopping) => database.Do(work => Store(work, rows), stopping);

    /// <summary>The same in the caller's transaction.</summary>
    public Task<IntakeCount> Store(Work work, IReadOnlyList<ReportRow> rows) =>
        Store(work, [.. rows.Select((row, index) => new FileLine<ReportRow>(index + 1, row.Reference, $"{row.Source},{row.Reference},{row.Revision}", [], row, [], null) { Source = row.Source })],
            RowOrigin.Unnamed);

    /// <summary>A batch of lines as they came; the rejected ones are stored as such.</summary>
    public Task<IntakeCount> Store(IReadOnlyList<FileLine<ReportRow>> lines, RowOrigin origin, CancellationToken stopping) =>
        database.Do(work => Store(work, lines, origin), stopping);

    /// <summary>The same in the caller's transaction.</summary>
    public async Task<IntakeCount> Store(Work work, IReadOnlyList<FileLine<ReportRow>> lines, RowOrigin origin)
    {
        var taken = await Take(work, lines, origin);
        await Quarantine.Meet(work, lines, origin, taken);
        await Quarantine.Keep(work, lines, origin, taken.Count.Problems);
        return taken.Count;
    }

    /// <summary>Stores what can be stored; what cannot is told and is the caller's to keep.</summary>
    internal async Task<TakenBatch> Take(Work work, IReadOnlyList<FileLine<ReportRow>> lines, RowOrigin origin)
    {
        using var span = Tracing.Begin("receive-reports");
        span?.Count("rp.rows", lines.Count);
        var map = await areas.Current(work);
        var incoming = new List<IncomingRow>(lines.Count);
        for (var index = 0; index < lines.Count; index++)
        {
            if (lines[index].Row is { } row)
                incoming.Add(new IncomingRow(index, row, ContentHash.Of(row), PlaceReports.In(map, row.Latitude, row.Longitude, row.AreaCode)));
        }

        var batch = SortedBatch.Of(incoming, await KnownOf(work, incoming));
        if (batch.New.Count > 0)
            await Add(work, batch);

        var problems = lines.Select((line, index) => line.Rejection is { } why ? new LineProblem(index, why, Rejected: true) : null)
            .Concat(batch.Differing.Select(row => new LineProblem(
                row.Index, Problems.SameRevisionDiffers.At(PlaceOf(row), row.Row.Reference, row.Row.Revision), Rejected: true)))
            .Concat(batch.New.Select(row => TellPlace(row, PlaceOf(row))))
            .Concat(batch.New.Where(row => row.Row.Withdrawn && batch.IsAllWeKnow(row.Row)).Select(row => new LineProblem(
                row.Index, Problems.WithdrawnUnknown.At(PlaceOf(row), row.Row.Reference), Rejected: false)))
            .OfType<LineProblem>()
            .ToList();

        var count = new IntakeCount(
            batch.New.Count,
            batch.Same.Count,
            problems.Count(problem => problem.Rejected),
            batch.New.Count(row => row.Row.Withdrawn),
            // A withdrawal needs no place: it leaves the areas of the revisions before it.
            batch.New.Count(row => row.AreaIds.Count == 0 && !row.Row.Withdrawn))
        { Problems = problems };
        return new TakenBatch(count, batch.Same.Select(row => row.Index).ToHashSet());

        Place PlaceOf(IncomingRow row) => new(origin.Name.Length == 0 ? null : origin.Name, lines[row.Index].Line);
    }

    /// <summary>What is stored of the batch's reports. From here on nobody else stores reports of these sources until this transaction ends.</summary>
    private static async Task<IReadOnlyList<KnownRevision>> KnownOf(Work work, List<IncomingRow> incoming)
    {
        var reports = incoming.Select(row => (row.Row.Source, row.Row.Reference)).Distinct().ToList();
        if (reports.Count == 0)
            return [];
        await work.Execute("Intake/lock-sources.sql", new { sources = reports.Select(report => report.Source).Distinct().ToArray() });
        return await work.Query<KnownRevision>("Intake/list-known-revisions.sql", new
        {
            sources = reports.Select(report => report.Source).ToArray(),
            references = reports.Select(report => report.Reference).ToArray(),
        });
    }

    private static async Task Add(Work work, SortedBatch batch)
    {
        var reserved = await work.Query<long>("Intake/reserve-report-ids.sql", new { count = batch.NewReports.Count });
        var newIds = batch.NewReports.Zip(reserved).ToDictionary(pair => pair.First, pair => pair.Second);
        var unstored = new HashSet<(string, string)>(batch.NewReports);

        await Staging.Fill(work, batch.New, (staged, incoming) =>
        {
            var key = (incoming.Row.Source, incoming.Row.Reference);
            return Stage(staged, incoming, batch.IdOf(incoming.Row) ?? newIds[key], isNewReport: unstored.Remove(key));
        });
        if (batch.NewReports.Count > 0)
            await work.Execute("Intake/add-reports.sql");
        await work.Execute("Intake/add-revisions.sql", new { now = work.Now });
        await work.Execute("Intake/place-revisions.sql");

        var touched = await work.Execute("Intake/mark-areas.sql", new
        {
            area_ids = batch.New.SelectMany(row => row.AreaIds).Distinct().ToArray(),
            report_ids = batch.New.Select(row => batch.IdOf(row.Row)).OfType<long>().Distinct().ToArray(),
            now = work.Now,
            trace = Tracing.Now,
        });
        if (touched > 0)
            await work.Publish<AreasChanged>([.. batch.New.Select(row => row.Row.Source).Distinct().Select(source => new AreasChanged(source))]);
    }

    private static LineProblem? TellPlace(IncomingRow incoming, Place place)
    {
        var (index, row, _, areaIds) = incoming;
        if (areaIds.Count > 0 || row.Withdrawn)
            return null;
        // A row without any place was noted when it was read.
        return row.Latitude is not null ? new LineProblem(index, Problems.PlaceUnknown.At(place), Rejected: false)
            : row.AreaCode is { } code ? new LineProblem(index, Problems.AreaCodeUnknown.At(place, code), Rejected: false)
            : null;
    }

    private static async Task Stage(StagedRow staged, IncomingRow incoming, long reportId, bool isNewReport)
    {
        var row = incoming.Row;
        await staged.BigNumber(reportId);
        await staged.Flag(isNewReport);
        await staged.Text(row.Source);
        await staged.Text(row.Reference);
        await staged.Number(row.Revision);
        await staged.Flag(row.Withdrawn);
        await staged.Instant(row.KnownAt);
        await staged.Text(row.Offence);
        await staged.Flag(row.Attempt);
        await staged.Instant(row.ReportedAt);
        await staged.Day(row.ReportedDay);
        await staged.Instant(row.OccurredFrom);
        await staged.Instant(row.OccurredTo);
        await staged.Degrees(row.Latitude);
        await staged.Degrees(row.Longitude);
        await staged.Text(row.AreaCode);
        await staged.Bytes(incoming.ContentHash);
        await staged.Numbers([.. incoming.AreaIds]);
    }
}

/// <summary>What became of a batch, and which of its rows said what was stored already.</summary>
internal sealed record TakenBatch(IntakeCount Count, IReadOnlySet<int> Same)
{
    /// <summary>Why a row was not stored, by its place in the batch.</summary>
    public IReadOnlyDictionary<int, Problem> Rejections { get; } =
        Count.Problems.Where(problem => problem.Rejected).ToDictionary(problem => problem.Index, problem => problem.Problem);
}
