using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using DotLiquid;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Texts;

namespace ReactionPlans.Flow.Texts;

/// <summary>One text in the shapes its channels need.</summary>
/// <param name="Html">The body's inner HTML, every value encoded.</param>
public sealed record RenderedText(string Subject, string Text, string Html)
{
    /// <summary>Where its reader can see that it is genuine; null: it is not for everybody.</summary>
    public string? PublicPage { get; init; }

    /// <summary>The same with another text below it.</summary>
    /// <param name="heading">Stands between them, in the other's language.</param>
    /// <param name="language">The other's, for who listens to a page.</param>
    public RenderedText Above(RenderedText other, string heading, string language) => this with
    {
        Subject = $"{Subject} / {other.Subject}",
        Text = $"{Text}\n{heading}\n\n{other.Text}",
        Html = $"{Html}<div lang=\"{language}\"><p><strong>{heading}</strong></p>\n{other.Html}</div>\n",
    };
}

/// <summary>A text before its values are filled in.</summary>
/// <param name="IsOwn">The partnership's own, and not the national library's.</param>
public sealed record TemplateSource(string Text, bool IsOwn);

/// <summary>The texts that ship with the program, Liquid files under Reactions/Templates/LANGUAGE, and the partnerships' own on top of them.</summary>
/// <remarks>
/// A file is a first line "subject: ..." and then paragraphs parted by empty lines; a paragraph whose lines begin with "- " is a list.
/// Values are filled in first and the whole is encoded afterwards, so no value can bring its own HTML, and text and HTML never differ.
/// A variable the model lacks is an error and never an empty place in a letter.
/// </remarks>
public sealed class TemplateBook
{
    private const string Folder = "Reactions/Templates/";
    private const string SubjectMark = "subject:";

    private static readonly Assembly Home = typeof(TemplateBook).Assembly;
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.BasicLatin, UnicodeRanges.Latin1Supplement, UnicodeRanges.LatinExtendedA, UnicodeRanges.GeneralPunctuation);

    /// <summary>The names that templates use of a model's class. Kept: the runtime forgets what it has looked up of a class, and would compile its getters anew.</summary>
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<(string Name, PropertyInfo Property)>> Shapes = new();

    /// <summary>LANGUAGE/NAME: the national library.</summary>
    private static readonly Dictionary<string, string> National = Home.GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
        .ToDictionary(name => Path.ChangeExtension(name[Folder.Length..], null), Read);

    /// <summary>PARTNERSHIP/LANGUAGE/NAME: a partnership's own words.</summary>
    private readonly Dictionary<string, string> local;

    /// <summary>PARTNERSHIP/FILE: the partnerships' own pictures.</summary>
    private readonly Dictionary<string, LogoFile> logos;

    private readonly ConcurrentDictionary<string, Template> parsed = new();

    /// <param name="folder">Where partnerships' own texts lie (<see cref="LocalTemplates"/>); null: there are none.</param>
    public TemplateBook(string? folder = null)
        : this(folder is null ? [] : LocalTemplates.Read(folder), folder is null ? [] : LocalTemplates.ReadLogos(folder))
    {
    }

    private TemplateBook(Dictionary<string, string> local, Dictionary<string, LogoFile> logos) => (this.local, this.logos) = (local, logos);

    /// <summary>What a text is called in its form for a plan that starts by the calendar: residents-burst-season.</summary>
    private const string SeasonForm = "-season";

    /// <summary>Every text of the library, in order of name: what a partnership can have its own words for.</summary>
    public static IReadOnlyList<string> Files { get; } =
        [.. National.Keys.Where(key => key.StartsWith($"{TextLanguage.Danish}/", StringComparison.Ordinal)).Select(key => key[(TextLanguage.Danish.Length + 1)..]).Order(StringComparer.Ordinal)];

    /// <summary>The templates an agreement may name, and the program's own, in order of name.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Files.Where(name => !name.EndsWith(SeasonForm, StringComparison.Ordinal))];

    /// <summary>Name to Danish text as a partnership has them, for checks of a whole agreement.</summary>
    public IReadOnlyDictionary<string, string> TextsOf(string partnershipId) =>
        Names.ToDictionary(name => name, name => TextOf(KeyOf(name, TextLanguage.Danish, partnershipId)!));

    /// <summary>The form of a text that a plan is told in: one that starts by the calendar has words of its own wherever the usual ones tell of a rise.</summary>
    public static string FormOf(string name, bool isSeason) => isSeason && Files.Contains(name + SeasonForm) ? name + SeasonForm : name;

    /// <summary>The picture that an agreement names; null: it names none, or there is none of that name. A letter does without it then: the warning matters more.</summary>
    public LogoImage? LogoOf(Agreement agreement) =>
        agreement.Sender.Logo is { } logo && logos.TryGetValue($"{agreement.Partnership.Id}/{logo.File}", out var file) ? new LogoImage(file, logo.AltText) : null;

    /// <summary>Whether there is a text in the language itself.</summary>
    public bool Has(string name, string language, string partnershipId) => KeyOf(name, language, partnershipId) is not null;

    /// <exception cref="ArgumentException">There is no such template.</exception>
    /// <exception cref="InvalidOperationException">The template names a variable the model does not have, or does not begin with its subject.</exception>
    public RenderedText Render(string name, TextModel model, string partnershipId, string language = TextLanguage.Danish)
    {
        var key = KeyOf(name, language, partnershipId) ?? throw new ArgumentException($"There is no template '{name}' in '{language}'.", nameof(name));
        return Render(name, parsed.GetOrAdd(key, one => Parse(TextOf(one))), model);
    }

    /// <summary>The same for a text that is in no book, such as one that is being looked at.</summary>
    internal static RenderedText RenderAlone(string name, string text, TextModel model) => Render(name, Parse(text), model);

    /// <summary>A text as it is written, for whoever looks at it; null: there is none in the language itself.</summary>
    public TemplateSource? SourceOf(string name, string language, string partnershipId) =>
        KeyOf(name, language, partnershipId) is { } key ? new TemplateSource(TextOf(key), local.ContainsKey(key)) : null;

    /// <summary>The same book with one of a partnership's texts in other words: to see what they would come to, where nothing is kept.</summary>
    public TemplateBook With(string partnershipId, string language, string name, string text) =>
        new(new Dictionary<string, string>(local) { [$"{partnershipId}/{language}/{name}"] = text }, logos);

    /// <summary>A text's lines, filled in, each with the line of the template that it comes from: the filled-in text has others, for a loop writes a line more than once.</summary>
    internal IReadOnlyList<WrittenLine> Lines(string name, TextModel model, string partnershipId, string language) =>
        SourceOf(name, language, partnershipId) is { } source ? LineMark.Read(Fill(name, Template.Parse(LineMark.On(source.Text)), model)) : [];

    private static string Fill(string name, Template template, TextModel model)
    {
        var context = new Context([(Hash)Shown(model)!], new Hash(), new Hash(), ErrorsOutputMode.Rethrow, maxIterations: 0, CultureInfo.InvariantCulture, CancellationToken.None);
        var whole = template.Render(new RenderParameters(CultureInfo.InvariantCulture) { Context = context }).ReplaceLineEndings("\n");
        return context.Errors.Count == 0 ? whole : throw new InvalidOperationException($"The template '{name}' cannot be filled in.", context.Errors[0]);
    }

    private static RenderedText Render(string name, Template template, TextModel model)
    {
        var whole = Fill(name, template, model);
        var end = whole.IndexOf('\n', StringComparison.Ordinal);
        if (end < 0 || !whole.StartsWith(SubjectMark, StringComparison.Ordinal))
            throw new InvalidOperationException($"The template '{name}' does not begin with a line '{SubjectMark}'.");

        var paragraphs = Paragraphs(whole[(end + 1)..]);
        return new RenderedText(
            whole[SubjectMark.Length..end].Trim(),
            string.Join("\n\n", paragraphs.Select(lines => string.Join('\n', lines))) + "\n",
            ToHtml(paragraphs));
    }

    /// <summary>The partnership's own text before the national one; null: there is neither.</summary>
    private string? KeyOf(string name, string language, string partnershipId) =>
        local.ContainsKey($"{partnershipId}/{language}/{name}") ? $"{partnershipId}/{language}/{name}"
        : National.ContainsKey($"{language}/{name}") ? $"{language}/{name}"
        : null;

    private string TextOf(string key) => local.GetValueOrDefault(key) ?? National[key];

    private static Template Parse(string text)
    {
        var fresh = Template.Parse(text);
        fresh.MakeThreadSafe();
        return fresh;
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
        _ => Hash.FromDictionary(Shapes.GetOrAdd(value.GetType(), ShapeOf).ToDictionary(one => one.Name, one => Shown(one.Property.GetValue(value))!)),
    };

    private static IReadOnlyList<(string Name, PropertyInfo Property)> ShapeOf(Type type) =>
        [.. type.GetProperties().Where(property => property.GetIndexParameters().Length == 0).Select(property => (JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name), property))];
}
