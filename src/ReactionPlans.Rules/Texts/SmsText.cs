namespace ReactionPlans.Rules.Texts;

/// <summary>Texts for mobile phones: what fits in how many parts, for each part is paid for and a long message may arrive in pieces.</summary>
/// <remarks>Source: 3GPP TS 23.038 (the GSM 7 bit default alphabet and its extension) and 23.040 (parts of a long message lose 6 bytes to their header).</remarks>
public static class SmsText
{
    /// <summary>A warning that is longer is not read.</summary>
    public const int MostParts = 3;

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
        var kept = Plain(subject);
        while (true)
        {
            var text = $"{Plain(sender)}: {kept}. Læs mere: {page} Har du set noget, så ring {policePhone}. Pause eller stop: {stop}";
            if (Parts(text) <= MostParts || kept.LastIndexOf(' ') is not (> 0 and var space))
                return text;
            kept = kept[..space];
        }
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
