namespace ReactionPlans.Flow.Texts;

/// <summary>The languages that texts to residents and neighbours are written in, as the municipality's extract names them.</summary>
public static class TextLanguage
{
    public const string Danish = "da";

    /// <summary>The Danish text with the English one below it: whoever helps its reader may read Danish alone, and the Danish words are the agreed ones.</summary>
    public const string English = "en";

    /// <summary>Short Danish sentences, in place of the usual text.</summary>
    public const string EasyDanish = "da-easy";

    public static readonly IReadOnlyList<string> All = [Danish, English, EasyDanish];

    /// <summary>What somebody is written to in; Danish where nothing else is known or written.</summary>
    /// <param name="asked">As it stands in the extract: "en", "en-GB", "da-easy", ...</param>
    public static string Of(string asked) => asked.Trim().ToLowerInvariant() switch
    {
        English => English,
        EasyDanish => EasyDanish,
        var other when other.StartsWith("en-", StringComparison.Ordinal) => English,
        _ => Danish,
    };
}
