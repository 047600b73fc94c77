using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Geography;

namespace ReactionPlans.Flow.Intake;

/// <summary>Stores reports in bulk, once each, in their areas, and tells that the areas have changed. One transaction for each call;
/// the caller cuts a file into batches of about <see cref="BatchRows"/>.</summary>
public sealed class ReceiveReports(Database database, AreaMap areas)
{
    public const int BatchRows = 10_000;

    private static readonly Staging Staging = new("Intake/create-staged-report.sql", "Intake/copy-staged-report.sql");

    private sealed record NotStored(int Number, bool Same);

    private sealed record Placed(int Index, ReportRow Row, int[] AreaIds);

    /// <summary>Rows that are read already.</summary>
    public Task<IntakeCount> Store(IReadOnlyList<ReportRow> rows, CancellationToken stopping) =>
        Store([.. rows.Select((row, index) => new FileLine<ReportRow>(index + 1, row.Reference, $"{row.Source},{row.Reference},{row.Revision}", [], row, [], null) { Source = row.Source })],
            RowOrigin.Unnamed, stopping);

    /// <summary>A batch of lines as they came; the rejected ones are stored as such.</summary>
    public Task<IntakeCount> Store(IReadOnlyList<FileLine<ReportRow>> lines, RowOrigin origin, CancellationToken stopping) =>
        database.Do(work => Store(work, lines, origin), stopping);

    /// <summary>The same in the caller's transaction.</summary>
    public async Task<IntakeCount> Store(Work work, IReadOnlyList<FileLine<ReportRow>> lines, RowOrigin origin)
    {
        var map = await areas.Current(work);
        var placed = lines.Select((line, index) => (line.Row, index)).Where(line => line.Row is not null)
            .Select(line => new Placed(line.index, line.Row!, [.. Place(map, line.Row!)]))
            .ToList();

        await Staging.Fill(work, placed, Stage);
        await work.Execute("Intake/add-reports.sql");
        var accepted = await work.Execute("Intake/add-revisions.sql", new { now = work.Now });
        if (accepted > 0)
        {
            await work.Execute("Intake/place-revisions.sql");
            if (await work.Execute("Intake/mark-areas-of-staged.sql") > 0)
                await work.Publish<AreasChanged>([.. (await work.Query<string>("Intake/list-staged-sources.sql")).Select(source => new AreasChanged(source))]);
        }

        var notStored = accepted == placed.Count ? [] : (await work.Query<NotStored>("Intake/list-rows-not-stored.sql")).ToDictionary(row => row.Number);
        var problems = lines.Select((line, index) => line.Rejection is { } why ? new LineProblem(index, why, Rejected: true) : null)
            .Concat(placed.Select(row => Tell(row, notStored.GetValueOrDefault(row.Index), new Place(origin.Name.Length == 0 ? null : origin.Name, lines[row.Index].Line))))
            .OfType<LineProblem>()
            .ToList();
        await Quarantine(work, lines, origin, problems);

        var stored = placed.Where(row => !notStored.ContainsKey(row.Index)).ToList();
        return new IntakeCount(
            accepted,
            notStored.Values.Count(row => row.Same),
            problems.Count(problem => problem.Rejected),
            stored.Count(row => row.Row.Withdrawn),
            // A withdrawal needs no place: it leaves the areas of the revisions before it.
            stored.Count(row => row.AreaIds.Length == 0 && !row.Row.Withdrawn))
        { Problems = problems };
    }

    private static IReadOnlyList<int> Place(AreaIndex map, ReportRow row) =>
        row is { Latitude: { } latitude, Longitude: { } longitude } ? map.Locate(latitude, longitude)
            : row.AreaCode is { } code ? map.WithCode(code)
            : [];

    private static LineProblem? Tell(Placed placed, NotStored? notStored, Place place)
    {
        var (index, row, areaIds) = placed;
        if (notStored is not null)
            return notStored.Same ? null : new LineProblem(index, Problems.SameRevisionDiffers.At(place, row.Reference, row.Revision), Rejected: true);
        if (areaIds.Length > 0 || row.Withdrawn)
            return null;
        // A row without any place was noted when it was read.
        return row.Latitude is not null ? new LineProblem(index, Problems.PlaceUnknown.At(place), Rejected: false)
            : row.AreaCode is { } code ? new LineProblem(index, Problems.AreaCodeUnknown.At(place, code), Rejected: false)
            : null;
    }

    private static Task Quarantine(Work work, IReadOnlyList<FileLine<ReportRow>> lines, RowOrigin origin, List<LineProblem> problems)
    {
        var rejected = problems.Where(problem => problem.Rejected).ToList();
        if (rejected.Count == 0)
            return Task.CompletedTask;
        return work.Execute("Intake/add-rejected-rows.sql", new
        {
            sources = rejected.Select(problem => lines[problem.Index].Source).ToArray(),
            file = origin.Name,
            lines = rejected.Select(problem => lines[problem.Index].Line).ToArray(),
            problem_numbers = rejected.Select(problem => problem.Problem.Number).ToArray(),
            danish = rejected.Select(problem => Storable(problem.Problem.Danish)).ToArray(),
            english = rejected.Select(problem => Storable(problem.Problem.English)).ToArray(),
            raw = rejected.Select(problem => Storable(lines[problem.Index].Raw)).ToArray(),
            now = work.Now,
        });
    }

    /// <summary>PostgreSQL's text takes every character but one.</summary>
    private static string Storable(string text) => text.Replace('\0', '\uFFFD');

    private static async Task Stage(StagedRow staged, Placed placed)
    {
        var row = placed.Row;
        await staged.Number(placed.Index);
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
        await staged.Bytes(ContentHash(row));
        await staged.Numbers(placed.AreaIds);
    }

    /// <summary>What the revision says. When we came to know it is left out: sent again tomorrow it is still the same report,
    /// and the first moment stays, because what was known then is not rewritten.</summary>
    private static byte[] ContentHash(ReportRow row) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"{row.Withdrawn}\u001f{row.Offence}\u001f{row.Attempt}\u001f{row.ReportedAt.UtcTicks}\u001f{row.ReportedDay.DayNumber}\u001f{row.OccurredFrom?.UtcTicks}\u001f{row.OccurredTo?.UtcTicks}\u001f{row.Latitude:R}\u001f{row.Longitude:R}\u001f{row.AreaCode}")));
}
