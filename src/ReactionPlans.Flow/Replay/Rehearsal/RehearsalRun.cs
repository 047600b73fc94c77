using NetTopologySuite.Geometries;
using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Replay;

/// <summary>Runs a town's year through the real pipeline, all its agreements together, and tells what came of each.</summary>
public sealed class RehearsalRun(
    Database database, AgreeOnBehalf agree, ImportFile importFile, ReceiveReports receiveReports, DayReplay dayReplay, RehearsalReading reading)
{
    private const string Source = "rehearsal";

    /// <summary>A plan does the same for twelve residents as for a thousand; only the letters are fewer.</summary>
    private const int ResidentsPerArea = 12;

    /// <param name="folder">Where the invented people are written, for the ordinary import.</param>
    /// <returns>One outcome for each agreement, or the problems that kept it from starting.</returns>
    public async Task<(IReadOnlyList<RehearsalOutcome> Outcomes, IReadOnlyList<Problem> Problems)> Run(
        RehearsalTown town, string folder, int seed, IProgress<ReplayProgress> progress, CancellationToken stopping)
    {
        progress.Report(new ReplayProgress("Opdigter områder og beboere", null));
        var problems = await Settle(town, folder, seed, stopping);
        foreach (var plan in town.Plans)
        {
            if (problems.Count > 0)
                return ([], problems);
            problems = await agree.On(plan.Yaml, plan.Source, stopping);
        }

        if (problems.Count > 0)
            return ([], problems);

        var byDay = town.Reports.ToLookup(report => report.ReportedDay);
        for (var day = town.From; day <= town.To; day = day.AddDays(1))
        {
            await dayReplay.Run(day, [.. byDay[day].Select(Line)], Source, stopping);
            progress.Report(new ReplayProgress($"{day:dd-MM-yyyy}", (day.DayNumber - town.From.DayNumber + 1) / (double)town.Days));
        }

        await database.Do(work => work.Execute("Replay/mark-finished.sql"), stopping);
        return (await reading.Of(town, stopping), []);
    }

    private async Task<IReadOnlyList<Problem>> Settle(RehearsalTown town, string folder, int seed, CancellationToken stopping)
    {
        await new ImportAreas(database).Store(town.Areas, stopping);
        var people = ReplayPeople.Write(folder, [.. town.Areas.Select(area => (area.Code, area.Name, area.Geometry))], ResidentsPerArea, town.From, seed);
        foreach (var (kind, file) in new[]
        {
            (ImportKind.Residents, people.Residents), (ImportKind.NeighbourFriends, people.NeighbourFriends), (ImportKind.Stations, people.Stations), (ImportKind.Sites, people.Sites),
        })
        {
            if (await importFile.Run(kind, file, null, null, null, stopping) is { FileProblem: not null } imported)
                return imported.FirstProblems;
        }

        // What was known before the first day is history. Nothing judges it: no agreement is in yet.
        foreach (var batch in town.Reports.Where(report => report.ReportedDay < town.From).Select(Line).Chunk(ReceiveReports.BatchRows))
            await receiveReports.Store(batch, new RowOrigin(Source), stopping);
        return [];
    }

    private static FileLine<ReportRow> Line(ReportRow row, int index) =>
        new(index + 1, row.Reference, $"{row.Source},{row.Reference},{row.Revision}", [], row, [], null) { Source = row.Source };
}
