using System.Globalization;
using System.Text;

namespace ReactionPlans.Rules.Intake;

/// <summary>What is wrong with a text, beyond what it says.</summary>
public enum TextFault
{
    None,

    /// <summary>A control character, or half a character: no text has it, and PostgreSQL or a printer may refuse it.</summary>
    Control,

    /// <summary>The replacement character: somebody before us read the text in the wrong encoding, and what it was is gone.</summary>
    Lost,

    /// <summary>A character that is there and cannot be seen: two names that look the same would be two names.</summary>
    Hidden,

    /// <summary>A spreadsheet would run it.</summary>
    Formula,
}

/// <summary>Looks at the characters of a text from elsewhere. Pure.</summary>
public static class PlainText
{
    /// <summary>The first fault of a free text (a person's name, opening hours): invisible characters are allowed, some scripts need them.</summary>
    /// <param name="shown">The character as a person can look it up: U+0007. Empty without a fault.</param>
    public static TextFault FaultOf(string text, out string shown) => FirstFault(text, isName: false, out shown);

    /// <summary>The first fault of a name by which things are told apart: a case number, a code, an id.</summary>
    public static TextFault FaultOfName(string text, out string shown)
    {
        if (FirstFault(text, isName: true, out shown) is var fault and not TextFault.None)
            return fault;
        if (text.Length == 0 || text[0] is not ('=' or '@'))
            return TextFault.None;
        shown = text[..1];
        return TextFault.Formula;
    }

    private static TextFault FirstFault(string text, bool isName, out string shown)
    {
        shown = "";
        // Nearly every name is of these alone.
        if (text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0)
            return TextFault.None;

        for (var at = 0; at < text.Length;)
        {
            var whole = Rune.TryGetRuneAt(text, at, out var letter);
            var fault = !whole ? TextFault.Control : Judge(letter, isName);
            if (fault != TextFault.None)
            {
                shown = string.Create(CultureInfo.InvariantCulture, $"U+{(whole ? letter.Value : text[at]):X4}");
                return fault;
            }

            at += letter.Utf16SequenceLength;
        }

        return TextFault.None;
    }

    private static TextFault Judge(Rune letter, bool isName) => Rune.GetUnicodeCategory(letter) switch
    {
        UnicodeCategory.Control => TextFault.Control,
        UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator when isName => TextFault.Hidden,
        _ => letter.Value == 0xFFFD ? TextFault.Lost : TextFault.None,
    };
}
