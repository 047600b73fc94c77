namespace ReactionPlans.Rules;

/// <summary>Where in an input something is wrong. Lines and columns count from 1; null where it has no meaning.</summary>
public sealed record Place(string? File, int? Line = null, int? Column = null)
{
    public override string ToString() =>
        File + (Line is { } line ? $":{line}" : "") + (Column is { } column ? $":{column}" : "");
}

/// <summary>One kind of expected trouble. <see cref="Number"/> is never reused, so support can quote it.</summary>
/// <param name="Number">The stable number, shown as RP1001.</param>
/// <param name="Danish">Composite format for the person who meets it.</param>
/// <param name="English">The same for the person who runs it.</param>
public sealed record ProblemKind(int Number, string Danish, string English)
{
    public Problem At(Place? place, params object?[] values) => new(this, place, values);

    public Problem With(params object?[] values) => new(this, null, values);
}

/// <summary>An expected outcome that is not success: told to a person, stored with what it concerns, never thrown away.</summary>
/// <param name="Values">A <see cref="Phrase"/> reads as each language does; anything else the same in both.</param>
public sealed record Problem(ProblemKind Kind, Place? Place, IReadOnlyList<object?> Values)
{
    private const int LongestValue = 500;

    public int Number => Kind.Number;

    public string Code => $"RP{Kind.Number}";

    public string Danish => Format(Kind.Danish, phrase => phrase.Danish);

    public string English => Format(Kind.English, phrase => phrase.English);

    /// <summary>"RP1001 reports.csv:3: dansk tekst / English text".</summary>
    public override string ToString() => $"{Code}{(Place is null ? "" : $" {Place}")}: {Danish} / {English}";

    private string Format(string format, Func<Phrase, string> inLanguage) =>
        string.Format(System.Globalization.CultureInfo.InvariantCulture, format,
            [.. Values.Select(value => value is Phrase phrase ? inLanguage(phrase) : value is string text ? Shown(text) : value)]);

    /// <summary>What somebody wrote is shown short and on one line: it can be a whole file, and it can steer a terminal.</summary>
    private static string Shown(string text)
    {
        var cut = text.Length <= LongestValue ? text : text[..LongestValue] + "…";
        return cut.AsSpan().IndexOfAnyInRange('\0', '\u001f') < 0 && cut.AsSpan().IndexOfAnyInRange('\u007f', '\u009f') < 0
            ? cut
            : string.Concat(cut.Select(letter => char.IsControl(letter) ? letter is '\n' or '\r' or '\t' ? ' ' : '\uFFFD' : letter));
    }
}
