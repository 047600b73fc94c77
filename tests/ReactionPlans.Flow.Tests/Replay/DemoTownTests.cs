using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using NetTopologySuite.Features;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO.Converters;
using NetTopologySuite.Operation.Union;
using NUnit.Framework;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Flow.Replay;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Replay;

public sealed class DemoTownTests
{
    /// <summary>Changes only when somebody changes the town on purpose.</summary>
    private const string UsualTownHash = "66e2f57038c714129f4870198a2312700cbdc3713fa4a12306dd540619fc5b30";

    private static readonly IndependentCriterion Burst =
        new(AtLeast: 4, WithinDays: 7, MinimumReports: 3, ClearAfterDays: 14, CooldownDays: 14);

    private static readonly JsonSerializerOptions GeoJson = new() { Converters = { new GeoJsonConverterFactory(GeometryFactory.Default) } };

    private readonly List<string> folders = [];

    [OneTimeTearDown]
    public void DeleteTowns()
    {
        foreach (var folder in folders)
            Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void The_same_seed_gives_the_same_bytes()
    {
        var (once, again) = (Town(1), Town(1));

        Assert.That(HashOf(again), Is.EqualTo(HashOf(once)));
        Assert.That(HashOf(Town(1)), Is.Not.EqualTo(HashOf(Town(2))));
    }

    [Test]
    public void The_usual_town_is_the_one_that_was_agreed_on() =>
        Assert.That(HashOf(Town(DemoTown.UsualSeed)), Is.EqualTo(UsualTownHash));

    [TestCase(DemoTown.UsualSeed)]
    [TestCase(7)]
    public void Areas_touch_without_gaps_or_overlaps_and_fill_the_municipality(int seed)
    {
        var features = Features(Town(seed));
        var postcodes = features.Where(feature => (string)feature.Attributes["level"] == "postcode").Select(feature => feature.Geometry).ToArray();
        var municipality = features.Single(feature => (string)feature.Attributes["level"] == "municipality").Geometry;

        Assert.That(features.Select(feature => feature.Geometry.IsValid), Is.All.True);
        Assert.That(postcodes, Has.Length.EqualTo(9));
        Assert.That(UnaryUnionOp.Union(postcodes).EqualsTopologically(municipality), Is.True);
        for (var one = 0; one < postcodes.Length; one++)
            for (var other = 0; other < one; other++)
                Assert.That(postcodes[one].Intersection(postcodes[other]).Area, Is.Zero);
    }

    [Test]
    public void Six_thousand_residents_live_inside_their_areas()
    {
        var town = Town(DemoTown.UsualSeed);
        var residents = IndependentReading.Rows(Path.Combine(town, DemoTown.Residents)).ToArray();
        var areas = PostcodesOf(town);

        Assert.That(residents, Has.Length.EqualTo(6000));
        Assert.That(residents.Select(resident => resident["recipient_id"]).Distinct().Count(), Is.EqualTo(6000));
        Assert.That(residents.Select(resident => resident["recipient_id_type"]), Is.All.EqualTo("synthetic"));
        Assert.That(residents.Select(resident => AreasOf(areas, resident).Count), Is.All.EqualTo(1));
        Assert.That(residents.Count(resident => resident["digital_post"] == "exempt"), Is.InRange(360, 480));
        Assert.That(residents.Count(resident => resident["protected"] == "1"), Is.InRange(50, 130));
        Assert.That(residents.GroupBy(resident => resident["household"]).Select(home => home.Select(one => one["address_id"]).Distinct().Count()), Is.All.EqualTo(1));
    }

    [Test]
    public void Everybody_whom_the_plan_needs_is_in_the_town()
    {
        var town = Town(DemoTown.UsualSeed);
        var friends = IndependentReading.Rows(Path.Combine(town, DemoTown.NeighbourFriends)).ToArray();
        var sites = IndependentReading.Rows(Path.Combine(town, DemoTown.Sites)).ToArray();

        Assert.That(friends.Count(friend => friend["role"] == "neighbour-friend"), Is.EqualTo(80));
        Assert.That(friends.Count(friend => friend["role"] == "member"), Is.EqualTo(300));
        Assert.That(friends.Count(friend => friend["role"] == "association"), Is.GreaterThan(0));
        Assert.That(friends.Select(friend => friend["mail"]), Is.All.EndsWith("@example.dk"));
        Assert.That(friends.Select(friend => DateTimeOffset.Parse(friend["consent_at"], CultureInfo.InvariantCulture)),
            Is.All.LessThan(IndependentReading.DanishMidnight(DemoTown.FirstDay)));
        Assert.That(IndependentReading.Rows(Path.Combine(town, DemoTown.Stations)).Count(), Is.EqualTo(2));
        Assert.That(sites.Count(site => site["kind"] == "supermarket"), Is.EqualTo(9));
        Assert.That(sites.Concat(friends).Select(row => AreasOf(PostcodesOf(town), row).Count), Is.All.EqualTo(1));
    }

    [Test]
    public void Reports_come_late_corrected_withdrawn_unplaced_and_twice()
    {
        var rows = IndependentReading.Rows(Path.Combine(Town(DemoTown.UsualSeed), DemoTown.Reports)).ToArray();
        var first = rows.Where(row => row["revision"] == "1").ToArray();

        Assert.That(first.Length, Is.InRange(250, 500));
        Assert.That(rows.Count(row => row["status"] == "withdrawn"), Is.GreaterThan(3));
        Assert.That(rows.Count(row => row["revision"] != "1" && row["status"] == "reported"), Is.GreaterThan(10));
        Assert.That(rows.Where(row => row["revision"] != "1").Select(row => row["known_at"]), Is.All.Not.Empty);
        Assert.That(first.Count(row => row["known_at"].Length > 0), Is.GreaterThan(20));
        Assert.That(rows.Count(row => row["latitude"].Length == 0), Is.GreaterThan(1));
        Assert.That(first.GroupBy(row => row["reference"]).Count(report => report.Count() > 1), Is.GreaterThan(1));
        Assert.That(rows.Select(row => DateTime.Parse(row["occurred_from"], CultureInfo.InvariantCulture) < DateTime.Parse(row["occurred_to"], CultureInfo.InvariantCulture)), Is.All.True);
        Assert.That(first.Min(row => row["reported_at"]), Does.StartWith("2023-01-0"));
        Assert.That(first.Max(row => row["reported_at"]), Does.StartWith("2025-12-"));
    }

    [Test]
    public void Winter_has_more_burglaries_than_summer()
    {
        var months = IndependentReading.Rows(Path.Combine(Town(DemoTown.UsualSeed), DemoTown.Reports))
            .Select(row => int.Parse(row["occurred_to"].AsSpan(5, 2), CultureInfo.InvariantCulture)).ToArray();

        Assert.That(months.Count(month => month is 11 or 12 or 1 or 2), Is.GreaterThan(1.3 * months.Count(month => month is >= 5 and <= 8)));
    }

    [TestCase(DemoTown.UsualSeed)]
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    public void A_handful_of_spikes_and_one_wave_that_is_over_before_the_last_day(int seed)
    {
        var town = Town(seed);
        var reports = IndependentReading.Reports(Path.Combine(town, DemoTown.Reports), PostcodesOf(town), "1320");

        var spikes = IndependentJudge.Run(reports, Burst, DemoTown.FirstDay, DemoTown.LastDay).OrderBy(spike => spike.FiredOn).ToArray();
        foreach (var spike in spikes)
            TestContext.Out.WriteLine($"{spike.Area} {spike.FiredOn:yyyy-MM-dd} .. {spike.SpikeEndedOn:yyyy-MM-dd}");

        Assert.That(spikes.Length, Is.InRange(3, 8));
        Assert.That(spikes[^1].FiredOn, Is.InRange(new DateOnly(2025, 11, 3), new DateOnly(2025, 11, 12)));
        Assert.That(spikes.Select(spike => spike.SpikeEndedOn), Is.All.Not.Null.And.All.LessThan(DemoTown.LastDay.AddDays(-14)));
    }

    [Test]
    public void The_agreement_of_the_town_can_be_followed()
    {
        var reading = AgreementYaml.Read(File.ReadAllText(Path.Combine(Town(DemoTown.UsualSeed), DemoTown.Agreement)), DemoTown.Agreement);

        Assert.That(reading.Problems, Is.Empty);
        Assert.That(TextCheck.OfAgreement(reading.Agreement!, new TemplateBook()), Is.Empty);
        Assert.That(reading.Agreement!.Plan.Select(step => step.Reaction).Distinct().Count(), Is.EqualTo(Enum.GetValues<Reaction>().Length));
    }

    private string Town(int seed)
    {
        var folder = Directory.CreateTempSubdirectory("demo-town-").FullName;
        folders.Add(folder);
        DemoTown.Write(folder, seed);
        return folder;
    }

    private static string HashOf(string town)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.GetFiles(town).Order(StringComparer.Ordinal))
            hash.AppendData(File.ReadAllBytes(file));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static IReadOnlyList<IndependentReading.Area> PostcodesOf(string town) =>
        IndependentReading.Areas(Path.Combine(town, DemoTown.Areas), "code", "postcode");

    private static IReadOnlyList<string> AreasOf(IReadOnlyList<IndependentReading.Area> areas, Dictionary<string, string> row) =>
        IndependentReading.Place(areas, double.Parse(row["latitude"], CultureInfo.InvariantCulture), double.Parse(row["longitude"], CultureInfo.InvariantCulture));

    private static FeatureCollection Features(string town) =>
        JsonSerializer.Deserialize<FeatureCollection>(File.ReadAllBytes(Path.Combine(town, DemoTown.Areas)), GeoJson)!;
}
