using System.Text.Json;
using NUnit.Framework;
using ReactionPlans.Flow.Files;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Intake;

/// <summary>The published schema and the reader of mapping files say the same: editors help with the first, the program goes by the second.</summary>
public sealed class MappingSchemaTests
{
    private static readonly JsonElement Schema = JsonDocument.Parse(Repository.Read("docs/schemas/mapping.schema.json")).RootElement;

    private static IEnumerable<FieldList> Kinds() => FieldList.All;

    [Test]
    public void The_schema_has_a_section_for_each_kind_of_file() =>
        Assert.That(Names(Schema), Is.EquivalentTo(FieldList.All.Select(list => list.Kind)));

    [TestCaseSource(nameof(Kinds))]
    public void A_section_has_the_same_names_in_the_schema_and_in_the_reader(FieldList fields)
    {
        var section = Schema.GetProperty("$defs").GetProperty(fields.Kind);

        Assert.That(Names(section), Is.EquivalentTo([.. MappingNames.Section, .. fields.Known]));
        var names = Schema.GetProperty("$defs").GetProperty($"{fields.Kind}-field").GetProperty("enum").EnumerateArray().Select(name => name.GetString());
        Assert.That(names, Is.EquivalentTo(fields.Known));
    }

    [TestCaseSource(nameof(Kinds))]
    public void The_README_names_every_field_of_a_file(FieldList fields)
    {
        var ways = Repository.Read("README.md").Split("## Your own data")[1].Split("\n## ")[0];
        Assert.That(fields.Known.Where(field => !ways.Contains($"`{field}`", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void What_is_told_of_a_column_has_the_same_names_in_the_schema_and_in_the_reader()
    {
        Assert.That(Names(Schema.GetProperty("$defs").GetProperty("columnTold")), Is.EquivalentTo(MappingNames.Column));
        Assert.That(Names(Schema.GetProperty("$defs").GetProperty("part")), Is.EquivalentTo(MappingNames.Part));
    }

    [Test]
    public void A_skip_rule_has_the_same_names_in_the_schema_and_in_the_reader() =>
        Assert.That(Names(Schema.GetProperty("$defs").GetProperty("skipRule")), Is.EquivalentTo(MappingNames.Skip));

    [TestCase("oestjylland.yaml")]
    [TestCase("st-louis.yaml")]
    public void A_shipped_map_is_read_without_a_problem(string name) =>
        Assert.That(MappingFile.Read(Repository.Path($"examples/maps/{name}")).Problems, Is.Empty);

    private static IEnumerable<string> Names(JsonElement shape) => shape.GetProperty("properties").EnumerateObject().Select(field => field.Name);
}
