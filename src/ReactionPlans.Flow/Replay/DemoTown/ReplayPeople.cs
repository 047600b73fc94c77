using NetTopologySuite.Geometries;

namespace ReactionPlans.Flow.Replay;

/// <summary>Where the invented people and places of a replay were written.</summary>
public sealed record ReplayPeopleFiles(string Residents, string NeighbourFriends, string Stations, string Sites);

/// <summary>What a replay of real burglaries lacks: nobody's real residents may be used, yet every step of a plan needs someone to reach.</summary>
public static class ReplayPeople
{
    /// <summary>Areas that share one mobile station: two visits of each activation then find a free crew most weeks.</summary>
    private const int AreasPerStation = 30;

    /// <summary>Writes residents.csv, neighbour-friends.csv, stations.csv and sites.csv into <paramref name="folder"/>.</summary>
    /// <param name="areas">Code, name and polygon in WGS 84 of every area that may be activated.</param>
    /// <param name="residentsPerArea">Residents in each area.</param>
    /// <param name="from">First replayed day: everybody consented before it.</param>
    /// <param name="seed">The same seed and areas give the same bytes.</param>
    public static ReplayPeopleFiles Write(
        string folder, IReadOnlyList<(string Code, string Name, Geometry Polygon)> areas, int residentsPerArea, DateOnly from, int seed)
    {
        ArgumentNullException.ThrowIfNull(areas);
        Directory.CreateDirectory(folder);
        var files = new ReplayPeopleFiles(
            Path.Combine(folder, "residents.csv"), Path.Combine(folder, "neighbour-friends.csv"),
            Path.Combine(folder, "stations.csv"), Path.Combine(folder, "sites.csv"));
        var polygons = areas.Select(area => (area.Code, area.Polygon)).ToArray();
        ResidentsGenerator.Write(files.Residents, polygons, residentsPerArea, seed);
        NeighbourFriendsGenerator.Write(files.NeighbourFriends, polygons, 3, 5, 0, from, seed);
        StationsAndSitesGenerator.WriteStations(files.Stations, Math.Max(2, areas.Count / AreasPerStation));
        StationsAndSitesGenerator.WriteSites(files.Sites, areas, ["supermarket", "square"], seed);
        return files;
    }
}
