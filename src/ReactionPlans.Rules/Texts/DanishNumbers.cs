using System.Globalization;

namespace ReactionPlans.Rules.Texts;

/// <summary>Whole numbers as a letter writes them, in digits or in words.</summary>
internal static class DanishNumbers
{
    private static readonly Dictionary<string, int> Words = new (string Word, int Number)[]
    {
        ("en", 1), ("et", 1), ("én", 1), ("ét", 1), ("to", 2), ("tre", 3), ("fire", 4), ("fem", 5), ("seks", 6), ("syv", 7), ("otte", 8), ("ni", 9),
        ("ti", 10), ("elleve", 11), ("tolv", 12), ("tretten", 13), ("fjorten", 14), ("femten", 15), ("seksten", 16), ("sytten", 17), ("atten", 18),
        ("nitten", 19), ("tyve", 20), ("enogtyve", 21), ("toogtyve", 22), ("treogtyve", 23), ("fireogtyve", 24), ("femogtyve", 25),
        ("otteogtyve", 28), ("tredive", 30), ("fyrre", 40), ("halvtreds", 50), ("hundrede", 100),
    }.ToDictionary(pair => pair.Word, pair => pair.Number, StringComparer.OrdinalIgnoreCase);

    /// <summary>A pattern that finds one and nothing of a telephone number, an address of mail or a clock time.</summary>
    public static readonly string Pattern = $@"(?<![\p{{L}}\d.,:@-])(?:\d{{1,4}}|{string.Join('|', Words.Keys)})(?![\p{{L}}\d@]|[.,:-]\d)";

    /// <exception cref="FormatException">Not what <see cref="Pattern"/> finds.</exception>
    public static int Read(string found) => Words.TryGetValue(found, out var number) ? number : int.Parse(found, CultureInfo.InvariantCulture);
}
