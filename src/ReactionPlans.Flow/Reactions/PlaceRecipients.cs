using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.Flow.Reactions;

/// <summary>Puts residents and neighbour friends in the areas as they are drawn now; to be run after areas were imported. Safe to run twice.</summary>
public sealed class PlaceRecipients(Database database, AreaMap areas)
{
    private const int BatchRows = 10_000;

    private sealed record Resident(Guid Id, double? Latitude, double? Longitude);

    private sealed record Friend(string Id, double? Latitude, double? Longitude);

    public async Task Everybody(CancellationToken stopping)
    {
        for (Guid? last = Guid.Empty; last is { } after;)
            last = await database.Do(work => PlaceResidents(work, after), stopping);
        for (var last = ""; last is { } after;)
            last = await database.Do(work => PlaceFriends(work, after), stopping);
    }

    /// <summary>The last one placed; null: there are no more.</summary>
    private async Task<Guid?> PlaceResidents(Work work, Guid after)
    {
        var map = await areas.Current(work);
        var residents = await work.Query<Resident>("Reactions/list-residents-after.sql", new { id = after, limit = BatchRows });
        if (residents.Count == 0)
            return null;
        var placed = residents.SelectMany(row => RecipientPlaces.Locate(map, row.Latitude, row.Longitude), (row, area) => (row.Id, area)).ToList();
        await work.Execute("Reactions/place-residents.sql", new
        {
            ids = residents.Select(row => row.Id).ToArray(),
            placed_ids = placed.Select(row => row.Id).ToArray(),
            area_ids = placed.Select(row => row.area).ToArray(),
        });
        return residents[^1].Id;
    }

    private async Task<string?> PlaceFriends(Work work, string after)
    {
        var map = await areas.Current(work);
        var friends = await work.Query<Friend>("Reactions/list-neighbour-friends-after.sql", new { id = after, limit = BatchRows });
        if (friends.Count == 0)
            return null;
        var placed = friends.SelectMany(row => RecipientPlaces.Locate(map, row.Latitude, row.Longitude), (row, area) => (row.Id, area)).ToList();
        await work.Execute("Reactions/place-neighbour-friends.sql", new
        {
            ids = friends.Select(row => row.Id).ToArray(),
            placed_ids = placed.Select(row => row.Id).ToArray(),
            area_ids = placed.Select(row => row.area).ToArray(),
        });
        return friends[^1].Id;
    }
}
