namespace ReactionPlans.Rules.Texts;

/// <summary>Texts for mobile phones: what fits in how many parts, for each part is paid for and a long message may arrive in pieces.</summary>
/// <remarks>Source: 3GPP TS 23.038 (the GSM 7 bit default alphabet and its extension) and 23.040 (parts of a long message lose 6 bytes to their header).</remarks>
public static class SmsText
{
    /// <summary>A warning that is longer is not read.</summary>
    public const int MostParts = 3;

    /// <summary>What the MeMo format leaves room for (MeMo_core.xsd 1.1.0, notification).</summary>
    public const int MostNemSms = 150;

    private const int AlonePart = 160, LongPart = 153, AloneUnicode = 70, LongUnicode = 67;

    private const string Alphabet =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    /// <summary>Each counts as two.</summary>
    private const string Extension = "^{}\\[~]|€\f";

    /// <summary>What typography has and a phone's alphabet has not: one such letter would leave room for less than half.</summary>
    private static readonly (string Typographic, string Plain)[] Plainer =
        [("–", "-"), ("—", "-"), ("’", "'"), ("‘", "'"), ("”", "\""), ("“", "\""), ("„", "\""), ("…", "..."), ("\u00A0", " ")];

    /// <summary>A message: who writes, what about, where to read on, whom to call and how to be written to no more. The subject is cut where the whole
    /// would have more than <see cref="MostParts"/> parts; links and numbers never are.</summary>
    public static string Of(string sender, string subject, string page, string policePhone, string stop)
    {
        string With(string kept) => $"{Plain(sender)}: {kept}. Læs mere: {page} Har du set noget, så ring {policePhone}. Pause eller stop: {stop}";
        return WordByWord(Plain(subject)).Select(With).FirstOrDefault(text => Parts(text) <= MostParts) ?? With(Plain(subject).Split(' ')[0]);
    }

    /// <summary>A NemSMS: who writes, what about, where to read on and whom to call, in at most <see cref="MostNemSms"/> characters. The subject is cut first, then the page left out, then the sender cut.</summary>
    /// <param name="page">Null: there is none.</param>
    public static string NemSms(string sender, string subject, string? page, string policePhone)
    {
        string[] ends = page is null ? [$"Set noget? Ring {policePhone}."] : [$"Læs mere: {page} Set noget? Ring {policePhone}.", $"Set noget? Ring {policePhone}."];
        var texts = from end in ends from kept in WordByWord(Plain(subject)) select $"{Plain(sender)}: {kept}. {end}";
        var fewest = from kept in WordByWord(Plain(sender)) select $"{kept}. {ends[^1]}";
        return texts.Concat(fewest).FirstOrDefault(text => text.Length <= MostNemSms) ?? ends[^1];
    }

    /// <summary>A text, and what is left as one word after the other is taken from its end.</summary>
    private static IEnumerable<string> WordByWord(string text)
    {
        yield return text;
        for (var space = text.LastIndexOf(' '); space > 0; space = text.LastIndexOf(' '))
            yield return text = text[..space];
    }

    /// <summary>The same for a push message, whose title and links stand beside it.</summary>
    public static string OfPush(string subject, string policePhone) => $"{subject}. Har du set noget, så ring {policePhone}.";

    /// <summary>How many parts a text is sent in.</summary>
    public static int Parts(string text)
    {
        var isPlain = text.All(letter => Alphabet.Contains(letter, StringComparison.Ordinal) || Extension.Contains(letter, StringComparison.Ordinal));
        var length = isPlain ? text.Length + text.Count(letter => Extension.Contains(letter, StringComparison.Ordinal)) : text.Length; // UTF-16, as UCS-2 counts
        var (alone, part) = isPlain ? (AlonePart, LongPart) : (AloneUnicode, LongUnicode);
        return length <= alone ? 1 : (length + part - 1) / part;
    }

    private static string Plain(string text) => Plainer.Aggregate(text, (written, pair) => written.Replace(pair.Typographic, pair.Plain, StringComparison.Ordinal));
}
