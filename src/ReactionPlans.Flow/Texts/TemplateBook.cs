using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using DotLiquid;

namespace ReactionPlans.Flow.Texts;

/// <summary>One text in the shapes its channels need.</summary>
/// <param name="Html">The body's inner HTML, every value encoded.</param>
public sealed record RenderedText(string Subject, string Text, string Html)
{
    /// <summary>Where its reader can see that it is genuine; null: it is not for everybody.</summary>
    public string? PublicPage { get; init; }
}

/// <summary>The texts that ship with the program: Danish Liquid files under Reactions/Templates/da.</summary>
/// <remarks>
/// A file is a first line "subject: ..." and then paragraphs parted by empty lines; a paragraph whose lines begin with "- " is a list.
/// Values are filled in first and the whole is encoded afterwards, so no value can bring its own HTML, and text and HTML never differ.
/// A variable the model lacks is an error and never an empty place in a letter.
/// </remarks>
public sealed class TemplateBook
{
    private const string Folder = "Reactions/Templates/da/";
    private const string SubjectMark = "subject:";

    private static readonly Assembly Home = typeof(TemplateBook).Assembly;
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.BasicLatin, UnicodeRanges.Latin1Supplement, UnicodeRanges.LatinExtendedA, UnicodeRanges.GeneralPunctuation);

    private readonly Dictionary<string, string> texts = Home.GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
        .ToDictionary(name => Path.GetFileNameWithoutExtension(name), Read);

    private readonly ConcurrentDictionary<string, Template> parsed = new();

    /// <summary>The templates an agreement may name, and the program's own, in order of name.</summary>
    public IReadOnlyList<string> Names => [.. texts.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Name to text, for checks of a whole agreement.</summary>
    public IReadOnlyDictionary<string, string> Texts => texts;

    /// <summary>The template as written, for checks of what it says.</summary>
    /// <exception cref="ArgumentException">There is no such template.</exception>
    public string Text(string name) =>
        texts.TryGetValue(name, out var text) ? text : throw new ArgumentException($"There is no template '{name}'.", nameof(name));

    /// <exception cref="ArgumentException">There is no such template.</exception>
    /// <exception cref="InvalidOperationException">The template names a variable the model does not have, or does not begin with its subject.</exception>
    public RenderedText Render(string name, TextModel model)
    {
        var template = parsed.GetOrAdd(name, key =>
        {
            var fresh = Template.Parse(Text(key));
            fresh.MakeThreadSafe();
            return fresh;
        });
        var context = new Context([(Hash)Shown(model)!], new Hash(), new Hash(), ErrorsOutputMode.Rethrow, maxIterations: 0, CultureInfo.InvariantCulture, CancellationToken.None);
        var whole = template.Render(new RenderParameters(CultureInfo.InvariantCulture) { Context = context }).ReplaceLineEndings("\n");
        if (context.Errors.Count > 0)
            throw new InvalidOperationException($"The template '{name}' cannot be filled in.", context.Errors[0]);

        var end = whole.IndexOf('\n', StringComparison.Ordinal);
        if (end < 0 || !whole.StartsWith(SubjectMark, StringComparison.Ordinal))
            throw new InvalidOperationException($"The template '{name}' does not begin with a line '{SubjectMark}'.");

        var paragraphs = Paragraphs(whole[(end + 1)..]);
        return new RenderedText(
            whole[SubjectMark.Length..end].Trim(),
            string.Join("\n\n", paragraphs.Select(lines => string.Join('\n', lines))) + "\n",
            ToHtml(paragraphs));
    }

    private static string Read(string resource)
    {
        using var reader = new StreamReader(Home.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    private static List<string[]> Paragraphs(string body)
    {
        var paragraphs = new List<string[]>();
        var open = new List<string>();
        foreach (var line in body.Split('\n').Select(line => line.TrimEnd()).Append(""))
        {
            if (line.Length > 0)
            {
                open.Add(line);
            }
            else if (open.Count > 0)
            {
                paragraphs.Add([.. open]);
                open.Clear();
            }
        }

        return paragraphs;
    }

    private static string ToHtml(List<string[]> paragraphs)
    {
        var html = new StringBuilder();
        foreach (var lines in paragraphs)
        {
            if (lines.All(line => line.StartsWith("- ", StringComparison.Ordinal)))
                html.Append("<ul>").AppendJoin("", lines.Select(line => $"<li>{Encoder.Encode(line[2..])}</li>")).Append("</ul>\n");
            else
                html.Append("<p>").AppendJoin("<br>", lines.Select(line => Encoder.Encode(line))).Append("</p>\n");
        }

        return html.ToString();
    }

    /// <summary>The model under the names that templates use. A name that is not here is an error, so nothing else can be shown.</summary>
    private static object? Shown(object? value) => value switch
    {
        null or string or bool or int => value,
        IEnumerable list => list.Cast<object>().Select(Shown).ToList(),
        _ => Hash.FromDictionary(value.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0)
            .ToDictionary(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name), property => Shown(property.GetValue(value))!)),
    };
}
