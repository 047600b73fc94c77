using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using ReactionPlans.Rules;

namespace ReactionPlans.Web.Languages;

/// <summary>
/// A whole Danish sentence with holes, as an interpolated string gives it: <see cref="Format"/> is what it is translated by ("Kendt før {0}."), so another language may put its words in
/// another order. What stands in a hole is not translated; a <see cref="Phrase"/> brings its own English.
/// </summary>
[InterpolatedStringHandler]
public readonly ref struct Sentence(int literalLength, int formattedCount)
{
    private readonly StringBuilder format = new(literalLength + formattedCount * 3);
    private readonly List<object?> values = new(formattedCount);

    public string Format => format.ToString();

    public object?[] Values => [.. values];

    public void AppendLiteral(string text) => format.Append(text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));

    public void AppendFormatted<T>(T value)
    {
        format.Append('{').Append(CultureInfo.InvariantCulture, $"{values.Count}").Append('}');
        values.Add(value is Phrase phrase ? Spoken.T(phrase) : value);
    }
}
