using System.Diagnostics;
using ReactionPlans.Flow.Evaluation;
using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Replay;

/// <summary>What is replayed: files as a person would import them, and the days.</summary>
/// <param name="ReportDays">A CSV whose first column lists the days that have data; null: every day has.</param>
public sealed record ReplayInput(
    string Agreement, string Areas, string Reports, string? Map, string? ReportDays,
    string Residents, string NeighbourFriends, string Stations, string Sites, DateOnly From, DateOnly To)
{
    public int Days => To.DayNumber - From.DayNumber + 1;
}

/// <summary>How far a replay has come.</summary>
/// <param name="Doing">Danish, for the terminal.</param>
/// <param name="Share">0-1 of the days; null while preparing.</param>
public sealed record ReplayProgress(string Doing, double? Share);

/// <summary>Replays days through the real pipeline: all reports of a day in, the judgement at its end, then everything that falls due until nothing is left.</summary>
public sealed class ReplayRun(
    Database database, AgreeOnBehalf agree, ImportFile importFile, ReceiveReports receiveReports, DayReplay dayReplay, Promises promises)
{
    /// <returns>The summary, or the problems that kept it from starting.</returns>
    public async Task<(Summary? Summary, IReadOnlyList<Problem> Problems)> Run(
        ReplayInput input, ReplayState state, IProgress<ReplayProgress> progress, CancellationToken stopping)
    {
        var watch = Stopwatch.StartNew();
        var (lines, problems) = ReadReports(input);
        if (problems.Count > 0)
            return (null, problems);

        var byDay = lines.Where(line => line.Row is not null).ToLookup(line => DanishTime.DayOf(line.Row!.KnownAt));
        if (!state.Prepared)
        {
            problems = await Prepare(input, lines, byDay, progress, stopping);
            if (problems.Count > 0)
                return (null, problems);
        }

        for (var day = state.DayDone?.AddDays(1) ?? input.From; day <= input.To; day = day.AddDays(1))
        {
            await dayReplay.Run(day, [.. byDay[day]], input.Reports, stopping);
            await database.Do(work => work.Execute("Replay/mark-day-done.sql", new { day, clock = work.Now }), stopping);
            progress.Report(new ReplayProgress($"{day:dd-MM-yyyy}", (day.DayNumber - input.From.DayNumber + 1) / (double)input.Days));
        }

        await database.Do(work => work.Execute("Replay/mark-finished.sql"), stopping);
        var read = lines.Count(line => line.Row is null || DanishTime.DayOf(line.Row.KnownAt) <= input.To);
        return (await Summary.Of(database, promises, input.Days, read, watch.Elapsed, stopping), []);
    }

    private static (IReadOnlyList<FileLine<ReportRow>> Lines, IReadOnlyList<Problem> Problems) ReadReports(ReplayInput input)
    {
        var (mapping, problems) = input.Map is null ? (Mapping.None, []) : MappingFile.Read(input.Map);
        if (mapping is null)
            return ([], problems);

        var options = new ReportOptions(input.To, DanishTime.EndOf(input.To), LaterRevisionsNeedKnownAt: true);
        var (file, wrong) = ReportsFile.Open(input.Reports, mapping, options);
        using (file)
            return file is null ? ([], wrong) : ([.. file.Lines()], []);
    }

    private async Task<IReadOnlyList<Problem>> Prepare(
        ReplayInput input, IReadOnlyList<FileLine<ReportRow>> lines, ILookup<DateOnly, FileLine<ReportRow>> byDay,
        IProgress<ReplayProgress> progress, CancellationToken stopping)
    {
        foreach (var (kind, file, map) in new[]
        {
            (ImportKind.Areas, input.Areas, input.Map), (ImportKind.Residents, input.Residents, null), (ImportKind.NeighbourFriends, input.NeighbourFriends, null),
            (ImportKind.Stations, input.Stations, null), (ImportKind.Sites, input.Sites, null),
        })
        {
            progress.Report(new ReplayProgress($"Indlæser {Path.GetFileName(file)}", null));
            var imported = await importFile.Run(kind, file, map, null, null, stopping);
            if (imported.FileProblem is not null)
                return imported.FirstProblems;
        }

        if (input.ReportDays is { } reportDays)
        {
            var (days, wrong) = ReportDaysFile.Read(reportDays);
            if (days is null)
                return [wrong!];
            await database.Do(work => work.Execute("Replay/add-report-days.sql", new { source = Path.GetFileName(reportDays), days = days.Order().ToArray() }), stopping);
        }

        // What was rejected is stored once; what was known before the first day is history. Nothing judges it: no agreement is in yet.
        progress.Report(new ReplayProgress("Indlæser tidligere anmeldelser", null));
        var before = lines.Where(line => line.Row is null || DanishTime.DayOf(line.Row.KnownAt) < input.From);
        foreach (var batch in before.Chunk(ReceiveReports.BatchRows))
            await receiveReports.Store(batch, new RowOrigin(input.Reports), stopping);

        var (yaml, unreadable) = WholeText.Read(input.Agreement);
        if (yaml is null)
            return [unreadable!];
        var problems = await agree.On(yaml, input.Agreement, stopping);
        if (problems.Count == 0)
            await database.Do(work => work.Execute("Replay/mark-prepared.sql"), stopping);
        return problems;
    }
}
