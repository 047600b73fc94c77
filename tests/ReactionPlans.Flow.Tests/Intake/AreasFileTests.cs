using NUnit.Framework;
using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Rules;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Intake;

public sealed class AreasFileTests
{
    private const string Square = "[[10,56],[11,56],[11,57],[10,57],[10,56]]";

    [Test]
    public void An_area_is_read_with_its_names()
    {
        var drawn = Read(Collection(Feature("8000", $$"""{"type":"Polygon","coordinates":[{{Square}}]}""")));

        Assert.That(drawn.Problems, Is.Empty);
        Assert.That((drawn.Areas[0].Level, drawn.Areas[0].Code, drawn.Areas[0].Name, drawn.Areas[0].Geometry.Area), Is.EqualTo(("postcode", "8000", "Area 8000", 1.0)));
    }

    [TestCase("[[10,56],[11,56],[11,57],[10,57]]", 2003)] // not closed
    [TestCase("[[10,56],[11,56],[10,56]]", 2003)] // three points
    [TestCase("[]", 2003)]
    [TestCase("[[10,56],[11,57],[11,56],[10,57],[10,56]]", 2003)] // a bow tie: nobody can know what was meant
    [TestCase("[[10,56],[\"x\",56],[11,57],[10,57],[10,56]]", 2003)]
    [TestCase("[[574000,6224000],[575000,6224000],[575000,6225000],[574000,6224000]]", 2010)]
    [TestCase("[[56,10],[56,11],[57,11],[57,10],[56,10]]", 2007)]
    public void A_broken_ring_is_refused_with_the_area_named(string ring, int number)
    {
        var drawn = Read(Collection(Feature("8000", $$"""{"type":"Polygon","coordinates":[{{Square}}]}"""), Feature("8210", $$"""{"type":"Polygon","coordinates":[{{ring}}]}""")));

        Assert.That(drawn.Areas, Is.Empty);
        Assert.That(drawn.Problems.Single().Number, Is.EqualTo(number), drawn.Problems[0].ToString());
        if (number != 2007)
            Assert.That(drawn.Problems.Single().Danish, Does.Contain("8210"));
    }

    [TestCase("""{"type":"Point","coordinates":[10,56]}""", 2005)]
    [TestCase("null", 2005)]
    public void What_is_no_polygon_is_refused(string geometry, int number)
    {
        Assert.That(Read(Collection(Feature("8000", geometry))).Problems.Single().Number, Is.EqualTo(number));
    }

    [Test]
    public void A_ring_that_crosses_itself_by_a_hair_is_repaired_and_noted()
    {
        var drawn = Read(Collection(Feature("8000", """{"type":"Polygon","coordinates":[[[10,56],[11,56],[11,57],[10.5,57],[10.501,57.001],[10.501,57],[10.5,57.001],[10,57],[10,56]]]}""")));

        Assert.That(drawn.Problems, Is.Empty);
        Assert.That(drawn.Notes.Single().Kind, Is.EqualTo(Problems.AreaRepaired));
        Assert.That(drawn.Areas[0].Geometry.IsValid, Is.True);
    }

    [Test]
    public void A_missing_property_a_code_twice_and_no_areas_are_told()
    {
        var polygon = $$"""{"type":"Polygon","coordinates":[{{Square}}]}""";

        Assert.That(Read(Collection($$"""{"type":"Feature","properties":{"code":"1","name":"A"},"geometry":{{polygon}}}""")).Problems.Single().Kind, Is.EqualTo(Problems.AreaPropertyMissing));
        Assert.That(Read(Collection(Feature("1", polygon), Feature("1", polygon))).Problems.Single().Kind, Is.EqualTo(Problems.AreaCodeTwice));
        Assert.That(Read(Collection()).Problems.Single().Kind, Is.EqualTo(Problems.NoAreas));
    }

    [Test]
    public void Broken_JSON_is_told_with_its_line()
    {
        var problem = Read("{\n\"type\":\"FeatureCollection\",\n\"features\":[}").Problems.Single();

        Assert.That((problem.Kind, problem.Place!.Line), Is.EqualTo((Problems.GeoJsonUnreadable, 3)));
        Assert.That(Read("[]").Problems.Single().Kind, Is.EqualTo(Problems.GeoJsonUnreadable));
    }

    [TestCase("postnumre.geojson", 592)]
    [TestCase("sogne.geojson", 2148)]
    [TestCase("kommuner-small.geojson", 99)]
    [TestCase("politikredse-small.geojson", 12)]
    [Category("RealData")]
    public void The_whole_country_is_read(string file, int areas)
    {
        using var map = new TextFile("areas: { code: kode, name: navn, constants: { level: any } }\n", "map.yaml");

        var drawn = AreasFile.Read(SharedData.Find("data", "dk-geo", file), MappingFile.Read(map.Path).Mapping!);

        Assert.That(drawn.Problems, Is.Empty);
        Assert.That(drawn.Areas, Has.Count.EqualTo(areas));
        Assert.That(drawn.Areas.All(area => area.Geometry.IsValid), Is.True);
        TestContext.Out.WriteLine($"{drawn.Notes.Count} repaired");
    }

    private static DrawnAreas Read(string text)
    {
        using var file = new TextFile(text, "areas.geojson");
        return AreasFile.Read(file.Path, Mapping.None);
    }

    private static string Collection(params string[] features) => $$"""{"type":"FeatureCollection","features":[{{string.Join(',', features)}}]}""";

    private static string Feature(string code, string geometry) =>
        $$"""{"type":"Feature","properties":{"code":"{{code}}","name":"Area {{code}}","level":"postcode"},"geometry":{{geometry}}}""";
}
