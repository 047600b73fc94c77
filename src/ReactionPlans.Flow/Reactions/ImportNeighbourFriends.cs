using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Reactions;

/// <summary>Takes in neighbour friends, members and associations. The same id again is updated; what they have chosen for themselves stays until they consent anew.</summary>
public sealed class ImportNeighbourFriends(Database database, AreaMap areas)
{
    private readonly HashSet<string> seen = [];

    /// <summary>Reads one row. One instance reads one file: it remembers the ids it has met.</summary>
    public FileLine<NeighbourFriendRow> Read(InputRow row)
    {
        if (row.Unreadable is { } unreadable)
            return FileLine.Rejected<NeighbourFriendRow>(row, "", unreadable);
        var key = row["id"] ?? "";
        var (read, notes, rejection) = NeighbourFriendRow.Read(row);
        if (read is null)
            return FileLine.Rejected<NeighbourFriendRow>(row, key, rejection!);
        return seen.Add(key) ? FileLine.Taken(row, key, read, notes) : FileLine.Rejected<NeighbourFriendRow>(row, key, Problems.DuplicateId.At(row.Place, key));
    }

    public Task<IntakeCount> Store(IReadOnlyList<FileLine<NeighbourFriendRow>> lines, CancellationToken stopping) =>
        database.Do(async work =>
        {
            var map = await areas.Current(work);
            var rows = lines.Where(line => line.Row is not null).Select(line => line.Row!).ToList();
            var areaIds = rows.Select(row => RecipientPlaces.Locate(map, row.Latitude, row.Longitude)).ToList();
            var accepted = await work.Execute("Reactions/save-neighbour-friends.sql", Columns(rows, work.Now));
            await work.Execute("Reactions/place-neighbour-friends.sql", new
            {
                ids = rows.Select(row => row.Id).ToArray(),
                placed_ids = rows.SelectMany((row, index) => areaIds[index].Select(_ => row.Id)).ToArray(),
                area_ids = areaIds.SelectMany(ids => ids).ToArray(),
            });
            return RecipientPlaces.Count(lines, accepted, RecipientPlaces.Outside(lines, row => row.Latitude, areaIds));
        }, stopping);

    private static object Columns(List<NeighbourFriendRow> rows, DateTimeOffset now) => new
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
        pauses = rows.Select(row => row.PausedUntil).ToArray(),
        quiet_froms = rows.Select(row => row.Quiet?.From).ToArray(),
        quiet_tos = rows.Select(row => row.Quiet?.To).ToArray(),
        now,
    };
}
