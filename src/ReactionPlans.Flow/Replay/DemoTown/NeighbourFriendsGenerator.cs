using System.Globalization;
using NetTopologySuite.Geometries;

namespace ReactionPlans.Flow.Replay;

/// <summary>Invented neighbour friends, members and associations, in the format of <c>import neighbour-friends</c>.</summary>
/// <remarks>Mail addresses lie in example.dk, which belongs to nobody's mailbox here, so a demo with a real mail server writes to no one.</remarks>
public static class NeighbourFriendsGenerator
{
    private static readonly string[] FirstNames =
    [
        "Anne", "Bent", "Camilla", "Dorthe", "Erik", "Fatima", "Gitte", "Hans", "Ida", "Jens", "Karen", "Lars", "Mette", "Niels",
        "Oda", "Per", "Rikke", "Søren", "Tove", "Ulla", "Viggo", "Yusuf", "Åse",
    ];

    /// <summary>Writes the same number of each role for every area.</summary>
    /// <param name="path">The CSV file; overwritten.</param>
    /// <param name="areas">Code and polygon in WGS 84, X = longitude.</param>
    /// <param name="friendsPerArea">Neighbour friends in each area.</param>
    /// <param name="membersPerArea">Ordinary members in each area.</param>
    /// <param name="associationsPerArea">Homeowners' associations in each area.</param>
    /// <param name="consentBefore">Everybody agreed to be written to before this day.</param>
    /// <param name="seed">The same seed and areas give the same bytes.</param>
    /// <returns>Rows written.</returns>
    public static int Write(string path, IEnumerable<(string Code, Geometry Polygon)> areas,
        int friendsPerArea, int membersPerArea, int associationsPerArea, DateOnly consentBefore, int seed)
    {
        ArgumentNullException.ThrowIfNull(areas);
        return Write(path, areas.Select(area => (area.Code, area.Polygon, friendsPerArea, membersPerArea, associationsPerArea)), consentBefore, seed);
    }

    internal static int Write(string path,
        IEnumerable<(string Code, Geometry Polygon, int Friends, int Members, int Associations)> areas, DateOnly consentBefore, int seed)
    {
        using var rows = new CsvRows(path,
            "id", "name", "latitude", "longitude", "mail", "mobile", "push", "role", "language", "consent_at");
        var written = 0;
        foreach (var (code, polygon, friends, members, associations) in areas)
        {
            var dice = SeededDice.For(seed, "neighbour friends " + code);
            var points = new PointsWithin(polygon);
            foreach (var (role, count) in (ReadOnlySpan<(string, int)>)
                [("neighbour-friend", friends), ("member", members), ("association", associations)])
                for (var number = 1; number <= count; number++, written++)
                    WriteOne(rows, code, role, number, points.Draw(dice), consentBefore, dice);
        }
        return written;
    }

    private static void WriteOne(CsvRows rows, string code, string role, int number, Place place, DateOnly consentBefore, SeededDice dice)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{role}-{code}-{number:000}");
        var name = role == "association"
            ? string.Create(CultureInfo.InvariantCulture, $"Grundejerforening {code}-{number}")
            : string.Create(CultureInfo.InvariantCulture, $"{FirstNames[dice.Below(FirstNames.Length)]} {(char)('A' + dice.Below(26))}.");
        var consent = consentBefore.AddDays(-dice.Between(1, 900));
        rows.Write(id, name, CsvRows.Degrees(place.Latitude), CsvRows.Degrees(place.Longitude),
            id + "@example.dk", "", "", role, dice.Chance(0.03) ? "en" : "da",
            consent.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T12:00:00+01:00");
    }
}
