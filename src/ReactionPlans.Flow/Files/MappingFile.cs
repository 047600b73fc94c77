using System.Globalization;
using ReactionPlans.Rules;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ReactionPlans.Flow.Files;

/// <summary>Reads a --map file. Everything that does not fit is told at once, each with line and column.</summary>
/// <remarks>
/// <code>
/// reports:
///   columns: { reference: id, reported_at: report_date }     # ours: theirs; a field not named keeps its own name
///   constants: { offence: "1320", source: oestjylland }
///   translate: { status: { R: reported, W: withdrawn } }
///   dates: { reported_at: yyyy-MM-dd }
///   ignore: [town]                                           # or ignoreOthers: true
/// areas: { code: kode, name: navn, constants: { level: postcode } }
/// </code>
/// </remarks>
public sealed class MappingFile
{
    private static readonly string[] Parts = ["columns", "constants", "translate", "dates", "ignore", "ignoreOthers"];

    private readonly string file;
    private readonly List<Problem> problems = [];

    private MappingFile(string file) => this.file = file;

    /// <summary>The mapping, or what is wrong with it.</summary>
    public static (Mapping? Mapping, IReadOnlyList<Problem> Problems) Read(string path)
    {
        var (text, problem) = WholeText.Read(path);
        if (text is null)
            return (null, [problem!]);

        var reader = new MappingFile(Path.GetFileName(path));
        var mapping = reader.Parse(text);
        return reader.problems.Count == 0 ? (mapping, []) : (null, reader.problems);
    }

    private Mapping? Parse(string text)
    {
        var yaml = new YamlStream();
        try
        {
            YamlLimits.Check(text);
            yaml.Load(new StringReader(text));
        }
        catch (YamlException exception)
        {
            problems.Add(Problems.MapUnreadable.At(At(exception.Start), exception.Message));
            return null;
        }
        // The library stumbles over some texts with exceptions of other kinds.
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            problems.Add(Problems.MapUnreadable.At(new Place(file), YamlLimits.Stumbled));
            return null;
        }

        if (yaml.Documents.Count == 0 || yaml.Documents[0].RootNode is not YamlMappingNode root)
        {
            problems.Add(Problems.MapUnreadable.At(new Place(file), "reports: / areas:"));
            return null;
        }

        var sections = new Dictionary<string, FileMapping>();
        foreach (var (key, value) in Entries(root, [.. FieldList.All.Select(list => list.Kind)]))
        {
            var fields = FieldList.All.First(list => list.Kind == key);
            if (AsMap(key, value) is { } map)
                sections[key] = ReadSection(map, fields);
        }

        return new Mapping(sections);
    }

    private FileMapping ReadSection(YamlMappingNode section, FieldList fields)
    {
        var columns = new Dictionary<string, string>();
        var constants = new Dictionary<string, string>();
        var dates = new Dictionary<string, string>();
        var translate = new Dictionary<string, IReadOnlyDictionary<string, string>>();
        var ignore = new HashSet<string>();
        var ignoreOthers = false;

        // A field may stand directly in the section too: areas: { code: kode }.
        foreach (var (key, value) in Entries(section, [.. Parts, .. fields.Known]))
        {
            switch (key)
            {
                case "columns": ReadWords(key, value, fields.Known, columns); break;
                case "constants": ReadWords(key, value, fields.Known, constants); break;
                case "dates": ReadDates(key, value, fields, dates); break;
                case "translate": ReadTranslations(key, value, fields, translate); break;
                case "ignore": ReadList(key, value, ignore); break;
                case "ignoreOthers": ignoreOthers = ReadFlag(key, value); break;
                default:
                    if (AsWord(key, value) is { } column)
                        columns[key] = column;
                    break;
            }
        }

        foreach (var both in columns.Keys.Intersect(constants.Keys))
            problems.Add(Problems.YamlFieldWrong.At(At(section.Start), both, columns[both], "columns eller/or constants"));
        return new FileMapping(columns, constants, translate, dates, ignore, ignoreOthers);
    }

    private void ReadWords(string key, YamlNode node, IReadOnlyList<string> known, Dictionary<string, string> into)
    {
        if (AsMap(key, node) is not { } map)
            return;
        foreach (var (field, value) in Entries(map, known))
        {
            if (AsWord(field, value) is { } word)
                into[field] = word;
        }
    }

    private void ReadDates(string key, YamlNode node, FieldList fields, Dictionary<string, string> into)
    {
        ReadWords(key, node, [.. fields.Known.Where(field => field.EndsWith("_at", StringComparison.Ordinal) || field.StartsWith("occurred_", StringComparison.Ordinal))], into);
        foreach (var (field, pattern) in into)
        {
            if (!Understood(pattern))
                problems.Add(Problems.YamlFieldWrong.At(At(node.Start), field, pattern, "fx/e.g. yyyy-MM-dd HH:mm"));
        }
    }

    private static bool Understood(string pattern)
    {
        try
        {
            var sample = DateTimeOffset.UnixEpoch.ToString(pattern, CultureInfo.InvariantCulture);
            return pattern.Contains('y') && pattern.Contains('M') && pattern.Contains('d') && sample != pattern;
        }
        catch (FormatException)
        {
            return false; // .NET has no other way to ask whether a pattern is one
        }
    }

    private void ReadTranslations(string key, YamlNode node, FieldList fields, Dictionary<string, IReadOnlyDictionary<string, string>> into)
    {
        if (AsMap(key, node) is not { } map)
            return;
        foreach (var (field, value) in Entries(map, fields.Known))
        {
            var words = new Dictionary<string, string>();
            into[field] = words;
            if (AsMap(field, value) is not { } pairs)
                continue;
            foreach (var (from, to) in Entries(pairs, known: null))
            {
                if (AsWord(from, to) is { } word)
                    words[from] = word;
            }
        }
    }

    private void ReadList(string key, YamlNode node, HashSet<string> into)
    {
        if (node is not YamlSequenceNode list)
        {
            Wrong(key, node, "[a, b]");
            return;
        }

        foreach (var item in list)
        {
            if (AsWord(key, item) is { } word)
                into.Add(word);
        }
    }

    private bool ReadFlag(string key, YamlNode node)
    {
        if (node is YamlScalarNode { Value: "true" or "false" } flag)
            return flag.Value == "true";
        Wrong(key, node, "true, false");
        return false;
    }

    private IEnumerable<(string Key, YamlNode Value)> Entries(YamlMappingNode map, IReadOnlyList<string>? known)
    {
        foreach (var (node, value) in map.Children)
        {
            if (node is not YamlScalarNode { Value: { } key })
                Wrong("?", node, "navn/name");
            else if (known is not null && !known.Contains(key))
                problems.Add(Problems.YamlUnknownField.At(At(node.Start), key, string.Join(" / ", known)));
            else
                yield return (key, value);
        }
    }

    private YamlMappingNode? AsMap(string key, YamlNode node)
    {
        if (node is YamlMappingNode map)
            return map;
        Wrong(key, node, "navn: værdi/name: value");
        return null;
    }

    private string? AsWord(string key, YamlNode node)
    {
        if (node is YamlScalarNode { Value: { Length: > 0 } word })
            return word;
        Wrong(key, node, "tekst/text");
        return null;
    }

    private void Wrong(string key, YamlNode node, string expected) =>
        problems.Add(Problems.YamlFieldWrong.At(At(node.Start), key, node is YamlScalarNode scalar ? scalar.Value : node.NodeType, expected));

    private Place At(Mark mark) => new(file, (int)mark.Line, (int)mark.Column);
}
