using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using System.Xml.Linq;
using Microsoft.AspNetCore.Html;
using ReactionPlans.Rules;

namespace ReactionPlans.Web.Languages;

/// <summary>
/// What the pages say, in the chosen language. Pages and classes are written in Danish; each text is the name of its English in the resource file beside its page
/// (<c>Pages/Areas/Areas.en.resx</c>), so a reader sees what stands on the page, and a sentence that has no English yet is still a Danish sentence. A test finds those.
/// </summary>
public static class Spoken
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private static readonly Lazy<FrozenDictionary<string, string>> English = new(() => ReadEnglish().ToFrozenDictionary(StringComparer.Ordinal));

    public static string T([ConstantExpected] string danish) => InChosen(danish);

    public static string T(Sentence danish) => string.Format(Written.Culture, InChosen(danish.Format), danish.Values);

    /// <summary>A sentence with markup in it. What stands in its holes is encoded, unless it is markup itself.</summary>
    public static IHtmlContent H(Sentence danish) =>
        new HtmlString(string.Format(Written.Culture, InChosen(danish.Format), [.. danish.Values.Select(Encoded)]));

    public static IHtmlContent H([ConstantExpected] string danish) => new HtmlString(InChosen(danish));

    /// <summary>What is Danish on an English page too, told as such to who listens to the page: what somebody wrote, and what is sent or printed in Danish, as it is. What the stages say is a <see cref="Phrase"/>.</summary>
    public static IHtmlContent InDanish(string? text) =>
        new HtmlString(ChosenLanguage.Now == Language.Danish ? Encoder.Encode(text ?? "") : $"<span lang=\"{ChosenLanguage.DanishCode}\">{Encoder.Encode(text ?? "")}</span>");

    /// <summary>The lang attribute of what is Danish in any case, where markup stands in it; null, which a page leaves out: the whole page is Danish.</summary>
    public static string? LanguageOfDanish => ChosenLanguage.Now == Language.Danish ? null : ChosenLanguage.DanishCode;

    public static string T(Problem problem) => ChosenLanguage.Now == Language.English ? problem.English : problem.Danish;

    public static string T(Phrase phrase) => ChosenLanguage.Now == Language.English ? phrase.English : phrase.Danish;

    /// <summary>A page's title, which begins by telling that what was sent has been refused.</summary>
    public static string Title(string title, bool isRefused) => isRefused ? T($"Fejl: {title}") : title;

    /// <summary>Every Danish text that has an English one, of all the resource files.</summary>
    private static IEnumerable<KeyValuePair<string, string>> ReadEnglish()
    {
        foreach (var name in typeof(Spoken).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".en.resx", StringComparison.Ordinal)))
        {
            using var file = typeof(Spoken).Assembly.GetManifestResourceStream(name)!;
            foreach (var entry in XDocument.Load(file).Root!.Elements("data"))
                yield return new(entry.Attribute("name")!.Value, entry.Element("value")!.Value);
        }
    }

    private static string InChosen(string danish) => ChosenLanguage.Now == Language.English && English.Value.TryGetValue(danish, out var english) ? english : danish;

    private static object? Encoded(object? value)
    {
        using var text = new StringWriter(Written.Culture);
        if (value is IHtmlContent markup)
            markup.WriteTo(text, Encoder);
        else
            Encoder.Encode(text, Convert.ToString(value, Written.Culture) ?? "");
        return text.ToString();
    }
}
