using System.Diagnostics;
using System.Text.Json;
using NUnit.Framework;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Geography;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Plumbing;

public sealed class AreaMosaicsTests
{
    [TestCase("postnumre.geojson")]
    [TestCase("sogne.geojson")]
    public void The_countrys_areas_come_to_as_few_corners_as_asked_in_no_time(string file)
    {
        var areas = JsonDocument.Parse(File.ReadAllText(SharedData.Find("data", "dk-geo", file))).RootElement.GetProperty("features").EnumerateArray()
            .Select(one => AreaMap.Read(one.GetProperty("geometry").GetRawText())).ToList();

        var watch = Stopwatch.StartNew();
        var drawn = AreaMosaic.Of(areas, 20_000);

        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(20)), "on a busy machine too");
        Assert.That(drawn.Sum(area => area.Sum(part => part.Sum(ring => ring.Count))), Is.InRange(5_000, 20_000));
        Assert.That(drawn.Select(area => area.Count), Has.All.GreaterThan(0));
        Assert.That(drawn.SelectMany(area => area).SelectMany(part => part).Select(ring => (ring.Count >= 4, ring[0] == ring[^1])), Is.All.EqualTo((true, true)));
    }

    [Test]
    public async Task They_are_kept_until_one_is_drawn_anew()
    {
        await using var village = await Village.Settle();
        var mosaics = new AreaMosaics();
        Task<IReadOnlyDictionary<int, IReadOnlyList<IReadOnlyList<IReadOnlyList<Corner>>>>> Draw(params string[]? codes) =>
            village.Database.Database.Do(work => mosaics.Of(work, new CoveredAreas("postcode", codes)), CancellationToken.None);

        var first = await Draw(null);
        Assert.That(first, Has.Count.EqualTo(3));
        Assert.That(await Draw(null), Is.SameAs(first));
        Assert.That(await Draw("2"), Has.Count.EqualTo(1), "another agreement's areas are others");

        await village.Database.Execute("update intake.area set geometry = @geometry, shape_number = nextval('intake.change_number') where code = '3'", new { geometry = Village.Square(7) });

        Assert.That((await Draw(null)).Values.SelectMany(area => area[0][0]), Has.Some.EqualTo(new Corner(56, 7)));
    }
}
