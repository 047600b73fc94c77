using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests.Languages;

/// <summary>One text of the console's source that is said in the chosen language.</summary>
/// <param name="Where">File and line.</param>
/// <param name="Danish">As <see cref="Web.Languages.Spoken"/> looks it up: a hole is {0}, {1} ...</param>
internal sealed record SaidText(string Where, string Danish);

/// <summary>A Danish text and its English in a resource file.</summary>
internal sealed record TranslatedText(string File, string Danish, string English);

/// <summary>What the console says, read from its source: every <c>T("…")</c>, <c>T($"…")</c>, <c>H(…)</c> in pages and classes, and every entry of the resource files.</summary>
internal static partial class SaidTexts
{
    private static readonly string Folder = Repository.Path("src/ReactionPlans.Console");

    public static IReadOnlyList<SaidText> Said() => [.. Files("*.cs").Concat(Files("*.cshtml")).SelectMany(In)];

    public static IReadOnlyList<TranslatedText> Translated() =>
        [.. Files("*.en.resx").SelectMany(file => XDocument.Load(file).Root!.Elements("data").Select(entry =>
            new TranslatedText(Path.GetRelativePath(Folder, file), entry.Attribute("name")!.Value, entry.Element("value")!.Value)))];

    private static IEnumerable<string> Files(string pattern) =>
        Directory.EnumerateFiles(Folder, pattern, SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(Folder, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules")).Order(StringComparer.Ordinal);

    private static IEnumerable<SaidText> In(string file)
    {
        var source = File.ReadAllText(file);
        foreach (Match call in Call().Matches(source))
        {
            // In a page, markup follows: it is read as more of an expression that begins with the call.
            var argument = SyntaxFactory.ParseExpression(source, call.Index, consumeFullText: false).DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().First(node => node.SpanStart == 0)
                .ArgumentList.Arguments[0].Expression;
            var line = source.AsSpan(0, call.Index).Count('\n') + 1;
            yield return new($"{Path.GetRelativePath(Folder, file)}:{line}", argument switch
            {
                LiteralExpressionSyntax text => text.Token.ValueText,
                InterpolatedStringExpressionSyntax sentence => FormatOf(sentence),
                _ => throw new InvalidDataException($"{file}:{line} is no text: {argument}"),
            });
        }
    }

    private static string FormatOf(InterpolatedStringExpressionSyntax sentence)
    {
        var format = new StringBuilder();
        var holes = 0;
        foreach (var part in sentence.Contents)
            format.Append(part is InterpolatedStringTextSyntax text ? text.TextToken.Text is var raw && raw.Contains('\\') ? text.TextToken.ValueText : raw : $"{{{holes++}}}");
        return format.ToString();
    }

    [GeneratedRegex(@"(?<![\w.])[TH]\((?=\$?"")")]
    private static partial Regex Call();
}
