using System.Runtime.CompilerServices;
using System.Text;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Rules;

/// <summary>What a person reads, in both languages. Whoever uses it says which one is meant: a page the reader's, and what is stored, sent or printed <see cref="Danish"/>.</summary>
/// <remarks>Both languages stand beside each other where a sentence is made, so none has to be looked up, and nothing here knows who reads. Pure, and the same on every machine.</remarks>
public sealed record Phrase(string Danish, string English)
{
    public static readonly Phrase None = Same("");

    /// <summary>One sentence with holes, twice: <c>Phrase.Of($"Det gav en stigning den {day}.", $"It gave a spike on {day}.")</c>. What stands in a hole is written as each language
    /// writes it; a fraction says its decimals by <see cref="Number"/>.</summary>
    public static Phrase Of(DanishWords danish, EnglishWords english) => new(danish.ToString(), english.ToString());

    /// <summary>What reads the same in both: a name, a code, an agreement's own words.</summary>
    public static Phrase Same(string text) => new(text, text);

    /// <summary>"1.234" and "1,234"; "2,3" and "2.3": at most so many decimals, no zeros at the end.</summary>
    public static Phrase Number(double number, int decimals = 0) => new(DanishText.Number(number, decimals), EnglishText.Number(number, decimals));

    /// <summary>"1 dag" and "1 day", "14 dage" and "14 days".</summary>
    public static Phrase Days(int days) => days == 1 ? new("1 dag", "1 day") : Of($"{days} dage", $"{days} days");

    /// <summary>"a, b og c" and "a, b and c".</summary>
    public static Phrase List(IReadOnlyList<Phrase> parts) =>
        new(DanishText.List([.. parts.Select(part => part.Danish)]), EnglishText.List([.. parts.Select(part => part.English)]));

    /// <param name="between">Stands between two parts.</param>
    public static Phrase Join(Phrase between, IEnumerable<Phrase> parts)
    {
        var all = parts.ToList();
        return new(string.Join(between.Danish, all.Select(part => part.Danish)), string.Join(between.English, all.Select(part => part.English)));
    }

    public static Phrase operator +(Phrase first, Phrase second) => new(first.Danish + second.Danish, first.English + second.English);

    /// <summary>With a capital letter first: what stood inside a sentence begins one.</summary>
    public Phrase Capital() => new(First(Danish, char.ToUpperInvariant), First(English, char.ToUpperInvariant));

    /// <summary>With a small letter first: what was a sentence stands inside one.</summary>
    public Phrase Small() => new(First(Danish, char.ToLowerInvariant), First(English, char.ToLowerInvariant));

    /// <summary>Where nobody chose, Danish: no English can be stored, sent or printed by mistake.</summary>
    public override string ToString() => Danish;

    private static string First(string text, Func<char, char> change) => text.Length == 0 ? text : change(text[0]) + text[1..];
}

/// <summary>The Danish half of <see cref="Phrase.Of"/>. What has no way to be written in both languages does not compile.</summary>
[InterpolatedStringHandler]
public readonly ref struct DanishWords(int literalLength, int formattedCount)
{
    private readonly StringBuilder text = new(literalLength + formattedCount * 8);

    public void AppendLiteral(string part) => text.Append(part);

    public void AppendFormatted(string? part) => text.Append(part);

    public void AppendFormatted(Phrase part) => text.Append(part.Danish);

    public void AppendFormatted(int number) => text.Append(DanishText.Number(number));

    /// <summary>"16. februar 2020".</summary>
    public void AppendFormatted(DateOnly day) => text.Append(DanishText.Day(day));

    /// <summary>"søndag den 16. februar 2020 kl. 10.30".</summary>
    public void AppendFormatted(DateTimeOffset instant) => text.Append(DanishText.Moment(instant));

    public override string ToString() => text.ToString();
}

/// <summary>The English half.</summary>
[InterpolatedStringHandler]
public readonly ref struct EnglishWords(int literalLength, int formattedCount)
{
    private readonly StringBuilder text = new(literalLength + formattedCount * 8);

    public void AppendLiteral(string part) => text.Append(part);

    public void AppendFormatted(string? part) => text.Append(part);

    public void AppendFormatted(Phrase part) => text.Append(part.English);

    public void AppendFormatted(int number) => text.Append(EnglishText.Number(number));

    /// <summary>"16 February 2020".</summary>
    public void AppendFormatted(DateOnly day) => text.Append(EnglishText.Day(day));

    /// <summary>"Sunday 16 February 2020 at 10:30".</summary>
    public void AppendFormatted(DateTimeOffset instant) => text.Append(EnglishText.Moment(instant));

    public override string ToString() => text.ToString();
}
