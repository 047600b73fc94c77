using ReactionPlans.Rules;
using ReactionPlans.Rules.Geography;
using YamlDotNet.RepresentationModel;

namespace ReactionPlans.Flow.Files;

/// <summary>Reads what a --map file says of one kind of file.</summary>
internal sealed class MappingSection(MappingNodes nodes, FieldList fields)
{
    private static readonly Dictionary<string, char> Separators = new() { ["comma"] = ',', ["semicolon"] = ';', ["tab"] = '\t', ["bar"] = '|' };

    private readonly Dictionary<string, FieldMap> maps = [];
    private readonly MappingValues values = new(nodes);
    private FileMapping mapping = FileMapping.None;

    public FileMapping Read(string section, YamlNode node)
    {
        // A field may stand directly in the section too: areas: { code: kode }.
        foreach (var (key, value) in nodes.Entries(section, node, [.. MappingNames.Section, .. fields.Known]))
        {
            switch (key)
            {
                case "columns": Each(key, value, ReadColumns); break;
                case "constants": Each(key, value, (map, field, word) => map with { Constant = nodes.Word(field, word) }); break;
                case "defaults": Each(key, value, (map, field, word) => map with { Default = nodes.Word(field, word) }); break;
                case "translate": Each(key, value, (map, field, words) => map with { Translation = values.AddWords(map.Translation, field, words) }); break;
                case "patterns": Each(key, value, (map, field, words) => map with { Translation = values.AddPatterns(map.Translation, field, words) }); break;
                case "others": Each(key, value, (map, field, word) => map with { Translation = values.AddOthers(map.Translation, field, word) }); break;
                case "dates": Each(key, value, (map, field, patterns) => map with { Dates = values.DatePatterns(field, patterns, wholeMonths: field == "known_at") }, IsTime); break;
                case "skip": mapping = mapping with { Skip = [.. nodes.Items(key, value).Select(ReadSkip).OfType<SkipRule>()] }; break;
                case "ignore": mapping = mapping with { Ignore = nodes.Items(key, value).Select(item => nodes.Word(key, item)).OfType<string>().ToHashSet() }; break;
                case "ignoreOthers": mapping = mapping with { IgnoreOthers = nodes.Flag(key, value) }; break;
                case "separator": mapping = mapping with { Separator = ReadSeparator(key, value) }; break;
                case "encoding": mapping = mapping with { Encoding = ReadEncoding(key, value) }; break;
                case "decimal": mapping = mapping with { DecimalComma = nodes.OneOf(key, value, "comma", "point") == "comma" }; break;
                case "coordinates": mapping = mapping with { Projection = ReadProjection(key, value) }; break;
                default: Change(key, map => ReadColumns(map, key, value)); break;
            }
        }

        foreach (var (field, map) in maps.Where(pair => pair.Value.Constant is not null && (pair.Value.Columns.Count > 0 || pair.Value.Parts.Count > 0)))
            nodes.Tell(Problems.MapContradicts, node.Start, field, "columns", "constants");
        return mapping with { Fields = maps };
    }

    private void Each(string key, YamlNode node, Func<FieldMap, string, YamlNode, FieldMap> read, Func<string, bool>? can = null)
    {
        foreach (var (field, value) in nodes.Entries(key, node, can is null ? fields.Known : [.. fields.Known.Where(can)]))
            Change(field, map => read(map, field, value));
    }

    private void Change(string field, Func<FieldMap, FieldMap> change) => maps[field] = change(maps.GetValueOrDefault(field) ?? new FieldMap());

    private static bool IsTime(string field) => field.EndsWith("_at", StringComparison.Ordinal) || field.StartsWith("occurred_", StringComparison.Ordinal);

    /// <summary>A column, several of which the first with something in it counts, or a composition.</summary>
    private FieldMap ReadColumns(FieldMap map, string field, YamlNode node)
    {
        if (node is not YamlMappingNode told)
            return map with { Columns = nodes.Words(field, node) };

        foreach (var (key, value) in nodes.Entries(told, MappingNames.Column))
        {
            map = key switch
            {
                "column" => map with { Columns = nodes.Words(key, value) },
                "optional" => map with { Optional = nodes.Flag(key, value) },
                "with" => map with { Between = nodes.Word(key, value) ?? "" },
                _ => map with { Parts = [.. nodes.Items(key, value).Select(part => ReadPart(field, part))] },
            };
        }

        if (map.Columns.Count > 0 == map.Parts.Count > 0)
            nodes.Wrong(field, node, "column / join");
        return map;
    }

    private FieldMap ReadPart(string field, YamlNode node)
    {
        var part = new FieldMap();
        if (node is not YamlMappingNode told)
            return part with { Columns = nodes.Words(field, node) };

        foreach (var (key, value) in nodes.Entries(told, MappingNames.Part))
        {
            part = key switch
            {
                "column" => part with { Columns = nodes.Words(key, value) },
                "optional" => part with { Optional = nodes.Flag(key, value) },
                "default" => part with { Default = nodes.Word(key, value) },
                "dates" => part with { Dates = values.DatePatterns(key, value, wholeMonths: true) },
                "translate" => part with { Translation = values.AddWords(part.Translation, key, value) },
                "patterns" => part with { Translation = values.AddPatterns(part.Translation, key, value) },
                _ => part with { Translation = values.AddOthers(part.Translation, key, value) },
            };
        }

        if (part.Columns.Count == 0)
            nodes.Wrong(field, node, "column");
        return part;
    }

    private SkipRule? ReadSkip(YamlNode node)
    {
        IReadOnlyList<string> columns = [];
        var rules = new List<SkipRule>();
        foreach (var (key, value) in nodes.Entries("skip", node, MappingNames.Skip))
        {
            switch (key)
            {
                case "column": columns = nodes.Words(key, value); break;
                case "is" or "isNot": rules.Add(new SkipRule([], values.AnyWords(key, value), null, Unless: key == "isNot")); break;
                default:
                    if (values.Pattern(key, value) is { } pattern)
                        rules.Add(new SkipRule([], null, pattern, Unless: key == "notLike"));
                    break;
            }
        }

        if (columns.Count > 0 && rules.Count == 1)
            return rules[0] with { Columns = columns };
        nodes.Tell(Problems.SkipRuleWrong, node.Start, string.Join(", ", MappingNames.SkipConditions));
        return null;
    }

    private char? ReadSeparator(string key, YamlNode node)
    {
        if (node is YamlScalarNode { Value: [var letter] } && Separators.ContainsValue(letter))
            return letter;
        return nodes.OneOf(key, node, [.. Separators.Keys]) is { } name ? Separators[name] : null;
    }

    private string? ReadEncoding(string key, YamlNode node)
    {
        var name = nodes.Word(key, node);
        if (name is null || InputFile.Knows(name))
            return name;
        nodes.Tell(Problems.EncodingUnknown, node.Start, name);
        return null;
    }

    private Projection? ReadProjection(string key, YamlNode node)
    {
        if (nodes.Word(key, node) is not { } system)
            return null;
        var projection = Projection.Find(system, out var problem);
        if (projection is null)
            nodes.Tell(Problems.CoordinatesUnknown, node.Start, system.Length <= 40 ? system : system[..40] + "...", problem);
        return projection;
    }
}
