using System.Xml.Linq;
using NUnit.Framework;
using ReactionPlans.Flow.Reactions;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Reactions;

public sealed class AreaPictureTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private Scene scene = null!;

    [SetUp]
    public async Task StartAPlan()
    {
        scene = await Scene.Create();
        await scene.Database.Execute("""
            update agreements.version set area_codes = '{8240,8250,8270}';
            insert into intake.area (level, code, name, geometry, changed_at, shape_number) values
                ('postcode', '8250', 'Egå & <Skæring>', '{"type":"Polygon","coordinates":[[[10.26,56.18],[10.32,56.18],[10.32,56.22],[10.26,56.22],[10.26,56.18]]]}', @now, 2),
                ('postcode', '8270', 'Højbjerg', '{"type":"Polygon","coordinates":[[[10.2,55.9],[10.26,55.9],[10.26,55.94],[10.2,55.94],[10.2,55.9]]]}', @now, 3),
                ('postcode', '8000', 'En andens', '{"type":"Polygon","coordinates":[[[10.14,56.18],[10.2,56.18],[10.2,56.22],[10.14,56.22],[10.14,56.18]]]}', @now, 4)
            """, new { now = TestDatabase.Start.UtcDateTime });
        await scene.Activate();
    }

    [TearDown]
    public async Task Leave() => await scene.DisposeAsync();

    [Test]
    public async Task The_plans_area_stands_among_the_agreements_areas_that_lie_beside_it()
    {
        var picture = (await Read())!;

        Assert.That(picture.Elements(Svg + "text").Select(text => text.Value), Is.EqualTo(new[] { "Egå & <Skæring>", "Risskov" }), "neither what is far away nor what is not agreed on");
        Assert.That(picture.Element(Svg + "title")!.Value, Is.EqualTo("Kort: Risskov"));
        Assert.That(XElement.Parse($"{picture}").Elements(Svg + "path").Count(), Is.EqualTo(2));
    }

    [Test]
    public async Task A_place_is_drawn_as_wide_as_it_is()
    {
        // 0.06 degrees of longitude at 56.2 degrees north are 3.72 km, 0.04 of latitude 4.45 km.
        var path = (await Read())!.Elements(Svg + "path").Last().Attribute("d")!.Value;
        var corners = path.Trim('M', 'Z').Split('L').Select(corner => corner.Split(' ').Select(number => double.Parse(number, System.Globalization.CultureInfo.InvariantCulture)).ToArray()).ToList();
        var (width, height) = (corners.Max(corner => corner[0]) - corners.Min(corner => corner[0]), corners.Max(corner => corner[1]) - corners.Min(corner => corner[1]));

        Assert.That(width / height, Is.EqualTo(3.72 / 4.45).Within(0.01));
        Assert.That(height, Is.EqualTo(630 / 1.7).Within(1), "with a margin on each side");
        Assert.That(corners.Average(corner => corner[0]), Is.EqualTo(600).Within(1));
    }

    [Test]
    public async Task Another_partnerships_plan_has_no_picture() =>
        Assert.That(await new ReadAreaPicture(scene.Database.Database).Of("naboby", Scene.ActivationId, default), Is.Null);

    private Task<XElement?> Read() => new ReadAreaPicture(scene.Database.Database).Of("eksempel", Scene.ActivationId, default);
}
