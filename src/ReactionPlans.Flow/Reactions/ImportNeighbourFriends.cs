using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Reactions;

/// <param name="Role">neighbour-friend, member or association.</param>
/// <param name="ConsentAt">When they said yes to being written to; without it they are not taken in.</param>
public sealed record NeighbourFriendRow(
    string Id,
    string Name,
    double? Latitude,
    double? Longitude,
    string? Mail,
    string? Mobile,
    string? Push,
    string Role,
    string Language,
    DateTimeOffset ConsentAt);

/// <summary>Takes in neighbour friends, members and associations. The same id again is updated.</summary>
public sealed class ImportNeighbourFriends(Database database, AreaMap areas)
{
    private readonly HashSet<string> seen = [];

    /// <summary>Reads one row. One instance reads one file: it remembers the ids it has met.</summary>
    public FileLine<NeighbourFriendRow> Read(InputRow row)
    {
        var key = row.Unreadable is null ? row["id"] ?? "" : "";
        var problem = row.Unreadable
            ?? RowChecks.Missing(row, "id", "name", "role", "consent_at")
            ?? RowChecks.Id(row, "id")
            ?? RowChecks.Texts(row, "name", "mail", "mobile", "push", "language")
            ?? RowChecks.NotOneOf(row, "role", "neighbour-friend", "member", "association")
            ?? RowChecks.Mail(row);
        if (problem is not null)
            return FileLine.Rejected<NeighbourFriendRow>(row, key, problem);
        if (!row.TryMoment("consent_at", out var consent) || consent is not { } consented)
            return FileLine.Rejected<NeighbourFriendRow>(row, key, RowChecks.Unreadable(row, "consent_at", Moment.Expected));
        if (!seen.Add(key))
            return FileLine.Rejected<NeighbourFriendRow>(row, key, Problems.DuplicateId.At(row.Place, key));

        var (latitude, longitude, notes) = RowChecks.Place(row);
        return FileLine.Taken(row, key, new NeighbourFriendRow(key, row["name"]!, latitude, longitude, row["mail"], row["mobile"], row["push"],
            row["role"]!, row["language"] ?? "da", consented.Start), notes);
    }

    public Task<IntakeCount> Store(IReadOnlyList<FileLine<NeighbourFriendRow>> lines, CancellationToken stopping) =>
        database.Do(async work =>
        {
            var map = await areas.Current(work);
            var rows = lines.Where(line => line.Row is not null).Select(line => line.Row!).ToList();
            var areaIds = rows.Select(row => RecipientPlaces.Locate(map, row.Latitude, row.Longitude)).ToList();
            var accepted = await work.Execute("Reactions/save-neighbour-friends.sql", new
            {
                ids = rows.Select(row => row.Id).ToArray(),
                names = rows.Select(row => row.Name).ToArray(),
                latitudes = rows.Select(row => row.Latitude).ToArray(),
                longitudes = rows.Select(row => row.Longitude).ToArray(),
                mails = rows.Select(row => row.Mail).ToArray(),
                mobiles = rows.Select(row => row.Mobile).ToArray(),
                pushes = rows.Select(row => row.Push).ToArray(),
                roles = rows.Select(row => row.Role).ToArray(),
                languages = rows.Select(row => row.Language).ToArray(),
                consents = rows.Select(row => row.ConsentAt.UtcDateTime).ToArray(),
                now = work.Now,
            });
            await work.Execute("Reactions/place-neighbour-friends.sql", new
            {
                ids = rows.Select(row => row.Id).ToArray(),
                placed_ids = rows.SelectMany((row, index) => areaIds[index].Select(_ => row.Id)).ToArray(),
                area_ids = areaIds.SelectMany(ids => ids).ToArray(),
            });
            return RecipientPlaces.Count(lines, accepted, RecipientPlaces.Outside(lines, row => row.Latitude, areaIds));
        }, stopping);
}
