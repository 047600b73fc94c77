using System.Globalization;
using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Reactions;

namespace ReactionPlans.Flow.Reactions;

/// <param name="CrewHours">A weekly table that <see cref="WeeklyHours"/> reads.</param>
/// <param name="Capacity">Crews, and so visits that can run at the same time; at least 1.</param>
/// <param name="Mail">Who is told of its visits; null: nobody besides the person responsible for the step.</param>
public sealed record StationRow(string Id, string Name, string CrewHours, int Capacity, string? Mail);

/// <summary>Takes in the mobile police stations. The same id again is updated.</summary>
public sealed class ImportStations(Database database)
{
    private readonly HashSet<string> seen = [];

    /// <summary>Reads one row. One instance reads one file: it remembers the ids it has met.</summary>
    public FileLine<StationRow> Read(InputRow row)
    {
        var key = row.Unreadable is null ? row["id"] ?? "" : "";
        var problem = row.Unreadable ?? RowChecks.Missing(row, "id", "name", "crew_hours") ?? RowChecks.Id(row, "id") ?? RowChecks.Texts(row, "name", "crew_hours", "mail") ?? CheckHours(row) ?? RowChecks.Mail(row);
        if (problem is not null)
            return FileLine.Rejected<StationRow>(row, key, problem);
        if (!int.TryParse(row["capacity"] ?? "1", NumberStyles.None, CultureInfo.InvariantCulture, out var capacity) || capacity < 1)
            return FileLine.Rejected<StationRow>(row, key, RowChecks.Unreadable(row, "capacity", "1, 2, 3 ..."));
        return seen.Add(key)
            ? FileLine.Taken(row, key, new StationRow(key, row["name"]!, row["crew_hours"]!, capacity, row["mail"]))
            : FileLine.Rejected<StationRow>(row, key, Problems.DuplicateId.At(row.Place, key));
    }

    public Task<IntakeCount> Store(IReadOnlyList<FileLine<StationRow>> lines, CancellationToken stopping) =>
        database.Do(async work =>
        {
            var rows = lines.Where(line => line.Row is not null).Select(line => line.Row!).ToList();
            var accepted = await work.Execute("Reactions/save-stations.sql", new
            {
                ids = rows.Select(row => row.Id).ToArray(),
                names = rows.Select(row => row.Name).ToArray(),
                crew_hours = rows.Select(row => row.CrewHours).ToArray(),
                capacities = rows.Select(row => row.Capacity).ToArray(),
                mails = rows.Select(row => row.Mail).ToArray(),
                now = work.Now,
            });
            return RecipientPlaces.Count(lines, accepted, (0, []));
        }, stopping);

    private static Problem? CheckHours(InputRow row)
    {
        var text = row["crew_hours"]!;
        if (text.Contains("FREQ=", StringComparison.OrdinalIgnoreCase) || text.StartsWith("RRULE", StringComparison.OrdinalIgnoreCase))
            return Problems.RecurrenceUnsupported.At(row.Place, "crew_hours", WeeklyHours.Grammar);
        return WeeklyHours.TryParse(text, out _) ? null : RowChecks.Unreadable(row, "crew_hours", WeeklyHours.Grammar);
    }
}
