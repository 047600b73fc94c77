using NetTopologySuite.Geometries;

namespace ReactionPlans.Flow.Replay;

/// <summary>An invented town for the demonstration: no person, address, place or case in it is real.</summary>
public static class DemoTown
{
    /// <summary>First day of the reports, and the day from which the agreement holds.</summary>
    public static readonly DateOnly FirstDay = new(2023, 1, 1);

    /// <summary>Last day of the reports: seven weeks after the wave, so its all-clear is seen too.</summary>
    public static readonly DateOnly LastDay = new(2025, 12, 31);

    /// <summary>The seed the demonstration uses unless told otherwise.</summary>
    public const int UsualSeed = 2025;

    /// <summary>Names of the files, in the order in which they are imported.</summary>
    public const string Areas = "areas.geojson", Residents = "residents.csv", NeighbourFriends = "neighbour-friends.csv",
        Stations = "stations.csv", Sites = "sites.csv", Agreement = "agreement.yaml", Reports = "reports.csv";

    private const int Friends = 80, Members = 300, Stands = 2;

    /// <summary>Writes the whole town as files for the ordinary import: the demonstration takes the same way in as a municipality's own data.</summary>
    /// <param name="folder">Created when missing; files of the same names are replaced.</param>
    /// <param name="seed">The same seed gives the same bytes on every machine.</param>
    public static void Write(string folder, int seed = UsualSeed)
    {
        Directory.CreateDirectory(folder);
        var areas = DemoAreas.Draw(seed);
        areas.Write(Path.Combine(folder, Areas));

        var residents = areas.All.SelectMany(area => ResidentsGenerator.Settle(area.Code, area.Polygon, area.Residents, seed)
            .Select(resident => (area.Code, Resident: resident))).ToArray();
        ResidentsGenerator.Write(Path.Combine(folder, Residents), residents.Select(settled => settled.Resident));
        var homes = residents.GroupBy(settled => settled.Code)
            .ToDictionary(area => area.Key, area => area.Select(settled => settled.Resident.Place).Distinct().ToArray());

        NeighbourFriendsGenerator.Write(Path.Combine(folder, NeighbourFriends),
            areas.All.Select((area, index) => (area.Code, (Geometry)area.Polygon, Part(Friends, areas, index), Part(Members, areas, index), index % 2)),
            FirstDay, seed);
        StationsAndSitesGenerator.WriteStations(Path.Combine(folder, Stations), Stands);
        StationsAndSitesGenerator.WriteSites(Path.Combine(folder, Sites),
            areas.All.Select(area => (area.Code, area.Name, (Geometry)area.Polygon)), ["supermarket", "school", "station", "square"], seed);

        var burglaries = new DemoBurglaries(areas.All, homes, seed);
        File.WriteAllText(Path.Combine(folder, Agreement), DemoAgreement.Yaml(burglaries));
        new DemoReports(seed).Write(Path.Combine(folder, Reports), burglaries);
    }

    /// <summary>This area's part of the whole, as even as whole people allow.</summary>
    private static int Part(int whole, DemoAreas areas, int index) =>
        (whole * (index + 1) / areas.All.Count) - (whole * index / areas.All.Count);
}
