using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Reactions;

namespace ReactionPlans.Flow.Reactions;

/// <param name="Kind">supermarket, school, station or square.</param>
/// <param name="OpeningHours">A weekly table that <see cref="WeeklyHours"/> reads; null: not known.</param>
public sealed record SiteRow(string Id, string Name, string Kind, double Latitude, double Longitude, string? OpeningHours);

/// <summary>Takes in the places where a mobile station can stand. The same id again is updated.</summary>
public sealed class ImportSites(Database database)
{
    private readonly HashSet<string> seen = [];

    /// <summary>Reads one row. One instance reads one file: it remembers the ids it has met. A site without a place is no site.</summary>
    public FileLine<SiteRow> Read(InputRow row)
    {
        var key = row.Unreadable is null ? row["id"] ?? "" : "";
        var problem = row.Unreadable ?? RowChecks.Missing(row, "id", "name", "kind") ?? RowChecks.Id(row, "id") ?? RowChecks.Texts(row, "name", "opening_hours")
            ?? RowChecks.NotOneOf(row, "kind", "supermarket", "school", "station", "square")
            ?? (row["opening_hours"] is { } hours && !WeeklyHours.TryParse(hours, out _) ? RowChecks.Unreadable(row, "opening_hours", WeeklyHours.Grammar) : null);
        if (problem is not null)
            return FileLine.Rejected<SiteRow>(row, key, problem);
        var (latitude, longitude, misplaced) = row.ReadPlace();
        if (latitude is not { } y || longitude is not { } x)
            return FileLine.Rejected<SiteRow>(row, key, misplaced ?? Problems.FieldMissing.At(row.Place, "latitude"));
        return seen.Add(key)
            ? FileLine.Taken(row, key, new SiteRow(key, row["name"]!, row["kind"]!, y, x, row["opening_hours"]))
            : FileLine.Rejected<SiteRow>(row, key, Problems.DuplicateId.At(row.Place, key));
    }

    public Task<IntakeCount> Store(IReadOnlyList<FileLine<SiteRow>> lines, CancellationToken stopping) =>
        database.Do(async work =>
        {
            var rows = lines.Where(line => line.Row is not null).Select(line => line.Row!).ToList();
            var accepted = await work.Execute("Reactions/save-sites.sql", new
            {
                ids = rows.Select(row => row.Id).ToArray(),
                names = rows.Select(row => row.Name).ToArray(),
                kinds = rows.Select(row => row.Kind).ToArray(),
                latitudes = rows.Select(row => row.Latitude).ToArray(),
                longitudes = rows.Select(row => row.Longitude).ToArray(),
                opening_hours = rows.Select(row => row.OpeningHours).ToArray(),
                now = work.Now,
            });
            return RecipientPlaces.Count(lines, accepted, (0, []));
        }, stopping);
}
