using System.Text.RegularExpressions;

namespace ReactionPlans.Flow.Texts;

/// <summary>One Liquid mark of a template: a name to fill in, or a tag.</summary>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Tag">"if", "for", "endif", ...; null: it is filled in.</param>
/// <param name="Rest">What else stands in it.</param>
/// <param name="IsClosed">False: the text goes on without }} or %}.</param>
public sealed partial record TemplatePiece(int Line, string? Tag, string Rest, bool IsClosed)
{
    /// <summary>Words of conditions and of loops that are no names.</summary>
    private static readonly HashSet<string> Words = ["and", "or", "contains", "in", "true", "false", "nil", "null", "empty", "blank"];

    /// <summary>The names it asks for, as they are written; what is quoted is none.</summary>
    public IEnumerable<string> Names => Name().Matches(Quoted().Replace(Rest.Split('|')[0], " ")).Select(match => match.Value).Where(name => !Words.Contains(name));

    /// <summary>Every mark of a template, in order.</summary>
    public static IReadOnlyList<TemplatePiece> Of(string text)
    {
        var (pieces, at, line) = (new List<TemplatePiece>(), 0, 1);
        foreach (Match mark in Mark().Matches(text))
        {
            line += text.AsSpan(at, mark.Index - at).Count('\n');
            at = mark.Index;
            var inside = mark.Groups["inside"].Value.Trim('-', ' ', '\t', '\r', '\n');
            var isTag = mark.Value.StartsWith("{%", StringComparison.Ordinal);
            var tag = isTag ? Word().Match(inside).Value : null;
            pieces.Add(new TemplatePiece(line, tag, tag is null ? inside : inside[tag.Length..].Trim(), mark.Groups["end"].Success));
        }

        return pieces;
    }

    // A mark goes on over line breaks, but not into the next one.
    [GeneratedRegex(@"\{\{(?<inside>(?:(?!\}\}|\{\{|\{%).)*)(?<end>\}\})?|\{%(?<inside>(?:(?!%\}|\{\{|\{%).)*)(?<end>%\})?", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Mark();

    [GeneratedRegex(@"^\w*", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex("\"[^\"]*\"|'[^']*'", RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\p{L}[\w-]*(?:\.\w+)*", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
