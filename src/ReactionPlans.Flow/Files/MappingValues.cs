using System.Globalization;
using System.Text.RegularExpressions;
using ReactionPlans.Rules;
using YamlDotNet.RepresentationModel;

namespace ReactionPlans.Flow.Files;

/// <summary>Reads what a --map file says of values: words, patterns, dates.</summary>
internal sealed class MappingValues(MappingNodes nodes)
{
    public Translation AddWords(Translation translation, string key, YamlNode node)
    {
        var words = new Dictionary<string, string>();
        foreach (var (from, to) in nodes.Entries(key, node, known: null))
        {
            if (nodes.WordOrBlank(from, to) is { } word)
                words[from] = word;
        }

        return translation with { Words = words };
    }

    public Translation AddPatterns(Translation translation, string key, YamlNode node)
    {
        var patterns = new List<(Regex, string)>();
        foreach (var (from, to) in nodes.Entries(key, node, known: null))
        {
            if (nodes.WordOrBlank(from, to) is { } word && Compile(from, node) is { } pattern)
                patterns.Add((pattern, word));
        }

        return translation with { Patterns = patterns };
    }

    public Translation AddOthers(Translation translation, string key, YamlNode node) =>
        translation with { RejectOthers = nodes.OneOf(key, node, "reject", "keep") == "reject" };

    /// <summary>One word or several, of which one may be blank.</summary>
    public HashSet<string> AnyWords(string key, YamlNode node) =>
        node is YamlSequenceNode list ? [.. list.Select(item => nodes.WordOrBlank(key, item)).OfType<string>()]
            : nodes.WordOrBlank(key, node) is { } word ? [word]
            : [];

    public Regex? Pattern(string key, YamlNode node) => nodes.Word(key, node) is { } text ? Compile(text, node) : null;

    private Regex? Compile(string text, YamlNode node)
    {
        try
        {
            // Without backtracking the time is in proportion to the text, whatever pattern somebody writes.
            return new Regex(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            nodes.Tell(Problems.PatternWrong, node.Start, text, exception.Message);
            return null;
        }
    }

    /// <param name="wholeMonths">A pattern without a day in it will do.</param>
    public IReadOnlyList<string> DatePatterns(string key, YamlNode node, bool wholeMonths)
    {
        foreach (var item in node is YamlSequenceNode list ? list.Children : [node])
        {
            if (item is YamlScalarNode { Value: { Length: > 0 } pattern } && !Understood(pattern, wholeMonths))
                nodes.Wrong(key, item, wholeMonths ? "fx/e.g. yyyy-MM-dd HH:mm, yyyy-MM" : "fx/e.g. yyyy-MM-dd HH:mm");
        }

        return nodes.Words(key, node);
    }

    private static bool Understood(string pattern, bool wholeMonths)
    {
        try
        {
            var sample = DateTimeOffset.UnixEpoch.ToString(pattern, CultureInfo.InvariantCulture);
            return pattern.Contains('y') && pattern.Contains('M') && (wholeMonths || pattern.Contains('d')) && sample != pattern;
        }
        catch (FormatException)
        {
            return false; // .NET has no other way to ask whether a pattern is one
        }
    }
}
