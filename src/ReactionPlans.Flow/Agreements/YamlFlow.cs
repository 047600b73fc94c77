using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ReactionPlans.Flow.Agreements;

/// <summary>Values as YAML that <see cref="YamlTree"/> reads back as they were.</summary>
internal static partial class YamlFlow
{
    /// <summary>"{ id: lead, name: "Peter P." }"; a field whose value is null is left out.</summary>
    public static string Map(params (string Name, string? Value)[] fields) =>
        $"{{ {string.Join(", ", fields.Where(field => field.Value is not null).Select(field => $"{field.Name}: {field.Value}"))} }}";

    public static string List(IEnumerable<string> items) => items.ToList() is { Count: > 0 } filled ? $"[{string.Join(", ", filled)}]" : "[]";

    public static string Texts(IEnumerable<string> texts) => List(texts.Select(Text));

    /// <summary>Without quotes where nobody could take it for anything else than a word.</summary>
    public static string Text(string text) => Word().IsMatch(text) && !Meant.Contains(text.ToLowerInvariant()) ? text : Quoted(text);

    public static string? Optional(string? text) => text is null ? null : Text(text);

    public static string Truth(bool truth) => truth ? "true" : "false";

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Quoted: a reader of YAML takes 17:00 for seventeen times sixty.</summary>
    public static string Clock(TimeOnly clock) => clock.ToString("'\"'HH:mm'\"'", CultureInfo.InvariantCulture);

    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>All digits and no exponent, which the reader does not take.</summary>
    public static string Number(double number)
    {
        var shortest = number.ToString("R", CultureInfo.InvariantCulture);
        if (!shortest.Contains('E', StringComparison.Ordinal))
            return shortest;
        var (mantissa, exponent) = (shortest.Split('E')[0], int.Parse(shortest.Split('E')[1], CultureInfo.InvariantCulture));
        var sign = mantissa.StartsWith('-') ? "-" : "";
        var digits = mantissa.TrimStart('-').Replace(".", "", StringComparison.Ordinal);
        return sign + (exponent < 0 ? "0." + new string('0', -exponent - 1) + digits : digits.PadRight(exponent + 1, '0'));
    }

    public static string Word<T>(IReadOnlyDictionary<string, T> words, T meant) where T : struct => words.First(pair => pair.Value.Equals(meant)).Key;

    /// <summary>Words that YAML, or a reader of YAML, takes for nothing or for a truth value.</summary>
    private static readonly HashSet<string> Meant = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var letter in text)
        {
            if (letter is '"' or '\\')
                quoted.Append('\\').Append(letter);
            else if (char.GetUnicodeCategory(letter) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:X4}");
            else
                quoted.Append(letter);
        }

        return quoted.Append('"').ToString();
    }

    [GeneratedRegex(@"^[A-Za-zÆØÅæøå][A-Za-zÆØÅæøå0-9_-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
