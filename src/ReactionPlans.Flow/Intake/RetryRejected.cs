using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Intake;

/// <summary>Which open rows; null: whatever it is.</summary>
/// <param name="Reason">The number of the problem: 1006 for RP1006.</param>
/// <param name="File">The name of the file, without its folder.</param>
public sealed record RejectedChoice(int? Reason = null, string? File = null, string? Source = null, IReadOnlyList<long>? Ids = null);

/// <param name="Total">Rows that were open when it began.</param>
public sealed record RetryProgress(int Read, int Total);

/// <summary>What came of reading rows again.</summary>
/// <param name="TakenIn">Stored as reports now.</param>
/// <param name="Same">They said what was stored already.</param>
/// <param name="Still">They wait on, each with its newest reason.</param>
public sealed record RetryReport(int Read, int TakenIn, int Same, int Still)
{
    /// <summary>The first reasons of those that wait on, and why a mapping does not fit a file.</summary>
    public IReadOnlyList<Problem> FirstProblems { get; init; } = [];
}

/// <summary>Reads rows of the quarantine again and takes in what can be taken in now. A batch is a transaction: killed, it goes on where it stood
/// when it is started again, because what has been settled is open no more; two at once share the rows between them.</summary>
public sealed class RetryRejected(Database database, ReceiveReports receive)
{
    private const int BatchRows = 5_000;
    private const int ShownProblems = 20;

    private sealed record AskedFor(int? Reason, string? File, string? Source, long[]? Ids);

    /// <param name="given">A mapping instead of the ones that the rows were read with; it is kept with the rows that wait on.</param>
    public async Task<RetryReport> Run(RejectedChoice choice, Mapping? given, IProgress<RetryProgress>? progress, CancellationToken stopping)
    {
        var total = (await database.Read<int>("Intake/count-rejected-rows.sql", Asked(choice), stopping))[0];
        var report = new RetryReport(0, 0, 0, 0);
        long? last = 0;
        while (last is { } after)
        {
            (last, var batch) = await database.Do(work => Batch(work, choice, given, after), stopping);
            report = new RetryReport(report.Read + batch.Read, report.TakenIn + batch.TakenIn, report.Same + batch.Same, report.Still + batch.Still)
            { FirstProblems = [.. report.FirstProblems.Concat(batch.FirstProblems).Take(ShownProblems)] };
            progress?.Report(new RetryProgress(report.Read, total));
        }

        return report;
    }

    /// <summary>One row, in the caller's transaction.</summary>
    public Task One(Work work, long id) => Batch(work, new RejectedChoice(Ids: [id]), given: null, after: 0);

    private async Task<(long? Last, RetryReport Report)> Batch(Work work, RejectedChoice choice, Mapping? given, long after)
    {
        var asked = Asked(choice);
        var rows = await work.Query<KeptRow>("Intake/claim-rejected-rows.sql", new { asked.Reason, asked.File, asked.Source, asked.Ids, after, most = BatchRows });
        if (rows.Count == 0)
            return (null, new RetryReport(0, 0, 0, 0));

        var (read, unfitting) = ReadAgain(rows, given, new ReportOptions(work.Today, work.Now));
        var taken = await receive.Take(work, [.. read.Select(one => one.Line)], RowOrigin.Unnamed);
        var settled = new Dictionary<long, string>();
        var still = new List<(KeptRow Row, ReadKept Reader, FileLine<ReportRow> Line, Problem Why)>();
        for (var index = 0; index < read.Count; index++)
        {
            var (row, reader, line) = read[index];
            if (taken.Rejections.TryGetValue(index, out var why))
                still.Add((row, reader, line, why));
            else
                settled[row.Id] = taken.Same.Contains(index) ? Quarantine.Same : Quarantine.TakenIn;
        }

        await Quarantine.Settle(work, settled, Actor.Program.Id, because: null);
        foreach (var alike in still.GroupBy(one => one.Reader))
            await Quarantine.Tell(work, [.. alike.Select(one => (one.Row.Id, one.Line, one.Why))], await Quarantine.KeepOrigin(work, alike.Key.Origin));
        return (rows[^1].Id, new RetryReport(rows.Count, taken.Count.Accepted, taken.Count.Same, rows.Count - settled.Count)
        { FirstProblems = [.. unfitting.Concat(still.Select(one => one.Why with { Place = new Place(one.Row.File, one.Row.Line) })).Take(ShownProblems)] });
    }

    /// <summary>Rows whose file does not fit the mapping stay as they are.</summary>
    private static (List<(KeptRow Row, ReadKept Reader, FileLine<ReportRow> Line)> Read, IReadOnlyList<Problem> Unfitting) ReadAgain(
        IReadOnlyList<KeptRow> rows, Mapping? given, ReportOptions options)
    {
        var readers = new Dictionary<(int?, string), ReadKept?>();
        var unfitting = new List<Problem>();
        var read = new List<(KeptRow, ReadKept, FileLine<ReportRow>)>(rows.Count);
        foreach (var row in rows)
        {
            // Without an origin the file's name is all there is.
            var key = (row.OriginId, row.OriginId is null ? row.File : "");
            if (!readers.TryGetValue(key, out var reader))
            {
                (reader, var problems) = ReadKept.Of(row.Origin, given);
                readers[key] = reader;
                unfitting.AddRange(problems);
            }

            if (reader is not null)
                read.Add((row, reader, reader.Read(row, row.Corrected, options)));
        }

        return (read, unfitting);
    }

    private static AskedFor Asked(RejectedChoice choice) => new(choice.Reason, choice.File, choice.Source, choice.Ids?.ToArray());
}
