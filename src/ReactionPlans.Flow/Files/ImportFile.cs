using System.Runtime.CompilerServices;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Flow.PersonalData;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Reactions;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Files;

public enum ImportKind
{
    Areas,
    Reports,
    Residents,
    NeighbourFriends,
    Stations,
    Sites,
    SchoolHolidays,
}

/// <param name="BytesRead">Of the file on the disk.</param>
public sealed record ImportProgress(long BytesRead, long BytesTotal, long Rows)
{
    /// <summary>Reports placed anew after areas were drawn, of <see cref="ToPlace"/>.</summary>
    public long Placed { get; init; }

    public long ToPlace { get; init; }

    /// <summary>0-1.</summary>
    public double Share => ToPlace > 0 ? (double)Placed / ToPlace : BytesTotal > 0 ? (double)BytesRead / BytesTotal : 0;
}

/// <summary>What came of importing a file.</summary>
/// <param name="Withdrawn">Of the accepted.</param>
/// <param name="Unplaced">Of the accepted: in no area.</param>
/// <param name="FirstProblems">Problems to show, rejections before notes; the lists beside the input have them all.</param>
/// <param name="RejectedFile">Null: no row was rejected.</param>
/// <param name="FileProblem">Set when the file was not read, or not to its end; the rows before are stored.</param>
public sealed record ImportReport(
    int Read,
    int Accepted,
    int Same,
    int Rejected,
    int Unplaced,
    int Withdrawn,
    IReadOnlyList<Problem> FirstProblems,
    string? RejectedFile,
    Problem? FileProblem)
{
    /// <summary>Intervals left out, places unknown: rows that were stored all the same. Null: none.</summary>
    public string? NotesFile { get; init; }

    public int Notes { get; init; }

    /// <summary>Of the read: rows that the mapping says are none of ours. They are in no list.</summary>
    public int Skipped { get; init; }

    public static ImportReport Stopped(IReadOnlyList<Problem> problems) => new(0, 0, 0, 0, 0, 0, problems, null, problems[0]);
}

/// <summary>The one way in for files: reads, stores in batches, lists what could not be taken in.</summary>
/// <param name="cipher">Null: no RecipientKey is configured, and residents are refused.</param>
/// <param name="extractKeys">Null: whoever is imported is invented, and the installation's key seals them.</param>
public sealed class ImportFile(Database database, AreaMap areas, RecipientCipher? cipher, TimeProvider clock, ExtractKeys? extractKeys = null)
{
    /// <summary>Three times what an ordinary batch of reports is.</summary>
    private const int BatchCharacters = 4_000_000;

    /// <param name="map">A --map file; null: the file has our own names.</param>
    /// <param name="encoding">utf-8, windows-1252, ...; null: utf-8.</param>
    /// <param name="options">How reports are read; null: as of now.</param>
    public async Task<ImportReport> Run(ImportKind kind, string path, string? map, string? encoding, IProgress<ImportProgress>? progress,
        CancellationToken stopping, ReportOptions? options = null)
    {
        var mapping = Mapping.None;
        if (map is not null)
        {
            var (read, problems) = MappingFile.Read(map);
            if (read is null)
                return ImportReport.Stopped(problems);
            mapping = read;
        }

        switch (kind)
        {
            case ImportKind.Areas:
                return await Areas(path, mapping, encoding, progress, stopping);
            case ImportKind.Reports:
                return await Reports(path, mapping, encoding, progress, options ?? ReportOptions.AsOf(clock), stopping);
            case ImportKind.Residents when cipher is null:
                return ImportReport.Stopped([Problems.RecipientKeyWrong.With()]);
            case ImportKind.Residents:
                var (key, noKey) = extractKeys is null ? (null, null) : await extractKeys.ForExtract(stopping);
                if (noKey is not null)
                    return ImportReport.Stopped([noKey]);
                var residents = new ImportResidents(database, areas, cipher, key, extractKeys is null ? null : extractKeys.Hold);
                return await Rows<ResidentRow>(FieldList.Residents, residents.Read, residents.Store);
            case ImportKind.NeighbourFriends:
                var friends = new ImportNeighbourFriends(database, areas);
                return await Rows<NeighbourFriendRow>(FieldList.NeighbourFriends, friends.Read, friends.Store);
            case ImportKind.Stations:
                var stations = new ImportStations(database);
                return await Rows<StationRow>(FieldList.Stations, stations.Read, stations.Store);
            case ImportKind.Sites:
                var sites = new ImportSites(database);
                return await Rows<SiteRow>(FieldList.Sites, sites.Read, sites.Store);
            case ImportKind.SchoolHolidays:
                var holidays = new ImportSchoolHolidays(database);
                return await Rows<SchoolHolidayRow>(FieldList.SchoolHolidays, new SchoolHolidayRows().Read, holidays.Store);
            default:
                throw new ArgumentOutOfRangeException(nameof(kind));
        }

        async Task<ImportReport> Rows<T>(FieldList fields, Func<InputRow, FileLine<T>> read,
            Func<IReadOnlyList<FileLine<T>>, CancellationToken, Task<IntakeCount>> store) where T : class
        {
            var (csv, problems) = CsvFile.Open(path, encoding, fields, mapping.For(fields));
            if (csv is null)
                return ImportReport.Stopped(problems);
            using (csv)
                return await Copy(csv, path, csv.Rows().Select(read), store, progress, stopping);
        }
    }

    private async Task<ImportReport> Areas(string path, Mapping mapping, string? encoding, IProgress<ImportProgress>? progress, CancellationToken stopping)
    {
        var drawn = AreasFile.Read(path, mapping, encoding);
        if (drawn.Problems.Count > 0)
            return ImportReport.Stopped(drawn.Problems);

        var placing = progress is null ? null : new PlacingProgress(progress, drawn.Areas.Count);
        var count = await new ImportAreas(database).Store(drawn.Areas, stopping, placing);
        // Always, and not only when something changed: an import that was cut short after its first half is mended by the next.
        await new PlaceRecipients(database, areas).Everybody(stopping);
        return new ImportReport(drawn.Areas.Count, count.Accepted, count.Same, 0, 0, 0, drawn.Notes, null, null) { Notes = drawn.Notes.Count };
    }

    private async Task<ImportReport> Reports(string path, Mapping mapping, string? encoding, IProgress<ImportProgress>? progress, ReportOptions options,
        CancellationToken stopping)
    {
        var (file, problems) = ReportsFile.Open(path, mapping, options, encoding);
        if (file is null)
            return ImportReport.Stopped(problems);
        using (file)
        {
            var receive = new ReceiveReports(database, areas);
            var origin = RowOrigin.Csv(file.Csv.Name, new CsvReading(file.Csv.Shape.Header, file.Csv.Separator, mapping.Text));
            return await Copy(file.Csv, path, file.Lines(), (lines, stop) => receive.Store(lines, origin, stop), progress, stopping);
        }
    }

    private static async Task<ImportReport> Copy<T>(CsvFile csv, string path, IEnumerable<FileLine<T>> lines,
        Func<IReadOnlyList<FileLine<T>>, CancellationToken, Task<IntakeCount>> store, IProgress<ImportProgress>? progress, CancellationToken stopping) where T : class
    {
        using var lists = new ImportLists(path, csv.Shape, csv.Separator);
        var total = IntakeCount.None;
        var rows = 0;
        await foreach (var batch in Ahead(InBatches(lines), stopping))
        {
            var count = await store(batch, stopping);
            lists.Add(batch, count.Problems);
            total += count with { Problems = [] };
            rows += batch.Length;
            progress?.Report(new ImportProgress(csv.BytesRead, csv.BytesTotal, rows));
        }

        if (rows + csv.Skipped == 0 && csv.Broken is null)
            return new ImportReport(0, 0, 0, 0, 0, 0, [Problems.FileWithoutRows.At(new Place(csv.Name))], null, null);
        return new ImportReport(rows + csv.Skipped, total.Accepted, total.Same, total.Rejected, total.Unplaced, total.Withdrawn,
            csv.Broken is { } broken ? [broken, .. lists.First] : lists.First, lists.RejectedFile, csv.Broken)
        { NotesFile = lists.NotesFile, Notes = lists.Notes, Skipped = csv.Skipped };
    }

    /// <summary>Batches of so many rows, or of fewer that are so long that they would fill the memory.</summary>
    private static IEnumerable<FileLine<T>[]> InBatches<T>(IEnumerable<FileLine<T>> lines) where T : class
    {
        var batch = new List<FileLine<T>>();
        var characters = 0;
        foreach (var line in lines)
        {
            batch.Add(line);
            characters += line.Raw.Length;
            if (batch.Count < ReceiveReports.BatchRows && characters < BatchCharacters)
                continue;
            yield return [.. batch];
            batch.Clear();
            characters = 0;
        }

        if (batch.Count > 0)
            yield return [.. batch];
    }

    /// <summary>Reads the next batch while the caller stores this one: two of them in memory at most.</summary>
    private static async IAsyncEnumerable<T> Ahead<T>(IEnumerable<T> batches, [EnumeratorCancellation] CancellationToken stopping) where T : class
    {
        using var reading = batches.GetEnumerator();
        var next = Next();
        try
        {
            while (await next is { } batch)
            {
                stopping.ThrowIfCancellationRequested();
                next = Next();
                yield return batch;
            }
        }
        finally
        {
            // The file is closed only when nobody reads it any more; what stopped the caller is told, not what the reading ahead met.
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Task<T?> Next() => Task.Run(() => reading.MoveNext() ? reading.Current : null);
    }

    private sealed class PlacingProgress(IProgress<ImportProgress> told, int areas) : IProgress<(long Placed, long Total)>
    {
        public void Report((long Placed, long Total) value) => told.Report(new ImportProgress(0, 0, areas) { Placed = value.Placed, ToPlace = value.Total });
    }
}
