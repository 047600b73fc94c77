using System.Text.Json;
using NUnit.Framework;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Agreements;

/// <summary>The published schema and the reader say the same: editors help with the first, the program goes by the second.</summary>
public sealed class AgreementSchemaTests
{
    private static readonly JsonElement Schema = JsonDocument.Parse(
        Repository.Read("docs/schemas/agreement.schema.json")).RootElement;

    private static JsonElement Of(string shape) =>
        shape == AgreementShapes.Whole.Name ? Schema : Schema.GetProperty("$defs").GetProperty(shape);

    private static IEnumerable<string> Shapes() => AgreementShapes.All.Select(shape => shape.Name);

    [TestCaseSource(nameof(Shapes))]
    public void The_schema_and_the_reader_know_the_same_fields(string name)
    {
        var shape = AgreementShapes.All.Single(one => one.Name == name);
        var schema = Of(name);

        Assert.That(schema.GetProperty("properties").EnumerateObject().Select(field => field.Name), Is.EquivalentTo(shape.All));
        Assert.That(schema.GetProperty("required").EnumerateArray().Select(field => field.GetString()), Is.EquivalentTo(shape.Required));
        Assert.That(schema.GetProperty("additionalProperties").GetBoolean(), Is.False);
    }

    [Test]
    public void The_schema_has_no_mapping_that_the_reader_does_not_know() =>
        Assert.That(
            Schema.GetProperty("$defs").EnumerateObject().Where(definition => definition.Value.TryGetProperty("properties", out _)).Select(definition => definition.Name),
            Is.SubsetOf(Shapes()));

    private static IEnumerable<TestCaseData> Words()
    {
        yield return new TestCaseData("criterion", "level", AgreementShapes.Levels.Keys);
        yield return new TestCaseData("threshold", "countBy", AgreementShapes.CountBy.Keys);
        yield return new TestCaseData("ears", "method", AgreementShapes.EarsMethods.Keys);
        yield return new TestCaseData("decision", "mode", AgreementShapes.Modes.Keys);
        yield return new TestCaseData("decision", "onDeadline", AgreementShapes.Deadlines.Keys);
        yield return new TestCaseData("step", "party", AgreementShapes.Parties.Keys);
        yield return new TestCaseData("step", "reaction", AgreementShapes.Reactions.Keys);
    }

    [TestCaseSource(nameof(Words))]
    public void The_schema_and_the_reader_know_the_same_words(string shape, string field, IEnumerable<string> words) =>
        Assert.That(Enumeration(Of(shape).GetProperty("properties").GetProperty(field)), Is.EquivalentTo(words));

    [Test]
    public void The_schema_and_the_reader_know_the_same_kinds_of_rule()
    {
        var kinds = Of("rule").GetProperty("oneOf").EnumerateArray().Select(kind => kind.GetProperty("$ref").GetString()!.Split('/')[^1]).ToList();

        Assert.That(kinds, Is.EquivalentTo(AgreementShapes.RuleKinds));
        foreach (var kind in kinds)
            Assert.That(Enumeration(Of(kind).GetProperty("properties").GetProperty("kind")), Is.EqualTo([kind]));
    }

    [Test]
    public void The_schema_and_the_reader_know_the_same_channels() =>
        Assert.That(
            Enumeration(Of("channels").GetProperty("properties").GetProperty("neighbourFriends").GetProperty("items")),
            Is.EquivalentTo(AgreementShapes.NeighbourChannels));

    private static IEnumerable<string?> Enumeration(JsonElement field) => field.GetProperty("enum").EnumerateArray().Select(word => word.GetString());
}
