using System.Globalization;
using NetTopologySuite.Geometries;
using NUnit.Framework;
using ReactionPlans.Flow.Replay;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Replay;

public sealed class ReplayPeopleTests
{
    private static readonly (string Code, string Name, Geometry Polygon)[] Areas =
    [
        ("A", "Trekanten", Polygon((10, 56), (10.1, 56), (10, 56.1), (10, 56))),
        ("B", "To øer", new MultiPolygon([Polygon((11, 56), (11.01, 56), (11, 56.01), (11, 56)), Polygon((11.5, 56.5), (11.51, 56.5), (11.5, 56.51), (11.5, 56.5))])),
    ];

    private string folder = "";

    [SetUp]
    public void WriteFiles()
    {
        folder = Directory.CreateTempSubdirectory("replay-people-").FullName;
        ReplayPeople.Write(folder, Areas, residentsPerArea: 200, from: new DateOnly(2018, 12, 14), seed: 1);
    }

    [TearDown]
    public void DeleteFiles() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Every_area_has_its_residents_inside_it()
    {
        var residents = Rows("residents.csv");

        Assert.That(residents.Count(resident => IsInside("A", resident)), Is.EqualTo(200));
        Assert.That(residents.Count(resident => IsInside("B", resident)), Is.EqualTo(200));
        Assert.That(residents.Select(resident => resident["recipient_id"]).Distinct().Count(), Is.EqualTo(400));
    }

    [Test]
    public void Every_area_has_people_and_places_for_every_step_of_a_plan()
    {
        foreach (var (code, _, _) in Areas)
        {
            Assert.That(Rows("neighbour-friends.csv").Count(friend => IsInside(code, friend) && friend["role"] == "neighbour-friend"), Is.EqualTo(3));
            Assert.That(Rows("neighbour-friends.csv").Count(friend => IsInside(code, friend) && friend["role"] == "member"), Is.EqualTo(5));
            Assert.That(Rows("sites.csv").Where(site => IsInside(code, site)).Select(site => site["kind"]), Is.EquivalentTo(new[] { "supermarket", "square" }));
        }
        Assert.That(Rows("stations.csv"), Is.Not.Empty);
    }

    [Test]
    public void An_area_keeps_its_people_whichever_areas_stand_beside_it()
    {
        var alone = Path.Combine(folder, "alone.csv");

        var written = ResidentsGenerator.Write(alone, [(Areas[1].Code, Areas[1].Polygon)], 200, seed: 1);

        Assert.That(written, Is.EqualTo(200));
        Assert.That(File.ReadLines(Path.Combine(folder, "residents.csv")).TakeLast(200), Is.EqualTo(File.ReadLines(alone).Skip(1)));
    }

    private Dictionary<string, string>[] Rows(string file) => [.. IndependentReading.Rows(Path.Combine(folder, file))];

    private static bool IsInside(string code, Dictionary<string, string> row) =>
        Areas.Single(area => area.Code == code).Polygon.Covers(new Point(
            double.Parse(row["longitude"], CultureInfo.InvariantCulture), double.Parse(row["latitude"], CultureInfo.InvariantCulture)));

    private static Polygon Polygon(params (double X, double Y)[] ring) =>
        new(new LinearRing([.. ring.Select(corner => new Coordinate(corner.X, corner.Y))]));
}
