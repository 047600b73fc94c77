using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Files;

/// <summary>Reads a --map file: docs/mapping.md. Everything that does not fit is told at once, each with line and column.</summary>
public static class MappingFile
{
    /// <summary>The mapping, or what is wrong with it.</summary>
    public static (Mapping? Mapping, IReadOnlyList<Problem> Problems) Read(string path)
    {
        if (!File.Exists(path))
            return (null, [Problems.FileMissing.With(path)]);

        return ReadText(File.ReadAllText(path), Path.GetFileName(path));
    }

    /// <summary>The same of a file's text.</summary>
    /// <param name="name">What problems call it.</param>
    public static (Mapping? Mapping, IReadOnlyList<Problem> Problems) ReadText(string text, string name)
    {
        var nodes = new MappingNodes(name);
        var sections = new Dictionary<string, FileMapping>();
        if (nodes.Load(text) is { } root)
        {
            foreach (var (key, value) in nodes.Entries(root, [.. FieldList.All.Select(list => list.Kind)]))
                sections[key] = new MappingSection(nodes, FieldList.All.First(list => list.Kind == key)).Read(key, value);
        }

        return nodes.Problems.Count == 0 ? (new Mapping(sections) { Text = text }, []) : (null, nodes.Problems);
    }
}
