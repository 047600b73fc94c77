using ReactionPlans.Rules;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ReactionPlans.Flow.Files;

/// <summary>The nodes of a --map file as what they should be; what they are instead is told with line and column.</summary>
internal sealed class MappingNodes(string file)
{
    private readonly List<Problem> wrong = [];

    /// <summary>Everything that did not fit so far.</summary>
    public IReadOnlyList<Problem> Problems => wrong;

    /// <summary>The top of the file; null: it is no YAML, or no list of names.</summary>
    public YamlMappingNode? Load(string text)
    {
        var yaml = new YamlStream();
        try
        {
            YamlLimits.Check(text);
            yaml.Load(new StringReader(text));
        }
        catch (YamlException exception)
        {
            Tell(Rules.Problems.MapUnreadable, exception.Start, exception.Message);
            return null;
        }
        // The library stumbles over some texts with exceptions of other kinds.
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            wrong.Add(Rules.Problems.MapUnreadable.At(new Place(file), YamlLimits.Stumbled));
            return null;
        }

        if (yaml.Documents.Count > 0 && yaml.Documents[0].RootNode is YamlMappingNode root)
            return root;
        wrong.Add(Rules.Problems.MapUnreadable.At(new Place(file), "reports: / areas:"));
        return null;
    }

    /// <param name="known">The names that can stand here; null: any.</param>
    public IEnumerable<(string Key, YamlNode Value)> Entries(YamlMappingNode map, IReadOnlyList<string>? known)
    {
        foreach (var (node, value) in map.Children)
        {
            if (node is not YamlScalarNode { Value: { } key })
                Wrong("?", node, "navn/name");
            else if (known is not null && !known.Contains(key))
                Tell(Rules.Problems.YamlUnknownField, node.Start, key, string.Join(" / ", known));
            else
                yield return (key, value);
        }
    }

    /// <summary>The same of a node that should be a list of names.</summary>
    public IEnumerable<(string Key, YamlNode Value)> Entries(string key, YamlNode node, IReadOnlyList<string>? known)
    {
        if (node is YamlMappingNode map)
            return Entries(map, known);
        Wrong(key, node, "navn: værdi/name: value");
        return [];
    }

    public IEnumerable<YamlNode> Items(string key, YamlNode node)
    {
        if (node is YamlSequenceNode list)
            return list;
        Wrong(key, node, "[a, b]");
        return [];
    }

    public string? Word(string key, YamlNode node)
    {
        // A database's text has no NUL and no half characters, and YAML can spell both.
        if (node is YamlScalarNode { Value: { Length: > 0 } word } && !word.EnumerateRunes().Any(letter => letter.Value is 0 or 0xFFFD))
            return word;
        Wrong(key, node, "tekst/text");
        return null;
    }

    /// <summary>A word that may be empty, for what stands for nothing.</summary>
    public string? WordOrBlank(string key, YamlNode node) => node is YamlScalarNode { Value: "" } ? "" : Word(key, node);

    /// <summary>One word, or a list of them.</summary>
    public IReadOnlyList<string> Words(string key, YamlNode node) =>
        node is YamlSequenceNode list ? [.. list.Select(item => Word(key, item)).OfType<string>()]
            : Word(key, node) is { } word ? [word]
            : [];

    public bool Flag(string key, YamlNode node) => OneOf(key, node, "true", "false") == "true";

    public string? OneOf(string key, YamlNode node, params string[] words)
    {
        if (node is YamlScalarNode { Value: { } word } && words.Contains(word))
            return word;
        Wrong(key, node, string.Join(", ", words));
        return null;
    }

    public void Wrong(string key, YamlNode node, string expected) =>
        Tell(Rules.Problems.YamlFieldWrong, node.Start, key, node is YamlScalarNode scalar ? scalar.Value : node.NodeType, expected);

    public void Tell(ProblemKind kind, Mark at, params object?[] values) => wrong.Add(kind.At(new Place(file, (int)at.Line, (int)at.Column), values));
}
