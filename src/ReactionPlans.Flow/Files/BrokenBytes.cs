using System.Text;

namespace ReactionPlans.Flow.Files;

/// <summary>Bytes that are no letters in a file's encoding. They are marked while they are decoded, so that the row they stand in can be named and
/// kept; replaced by a question mark they would be stored as a name nobody has, and thrown as an error they would cost the whole file.</summary>
/// <remarks>A byte becomes two of Unicode's 32 noncharacters (U+FDD0 to U+FDEF), one for each half: they are never in a text from elsewhere, and the
/// byte can be shown as it was.</remarks>
internal static class BrokenBytes
{
    private const char HighHalf = '\uFDD0', LowHalf = '\uFDE0', Last = '\uFDEF';

    /// <summary>An encoding that marks what it cannot read.</summary>
    /// <exception cref="ArgumentException">There is no such encoding.</exception>
    public static Encoding Marking(string encoding) => Encoding.GetEncoding(encoding, EncoderFallback.ReplacementFallback, new Fallback());

    public static bool In(ReadOnlySpan<char> text) => text.IndexOfAnyInRange(HighHalf, Last) >= 0;

    /// <summary>The text with its marks as \x92.</summary>
    public static string Show(string text)
    {
        if (!In(text))
            return text;
        var shown = new StringBuilder(text.Length + 16);
        foreach (var letter in text)
        {
            if (letter is >= HighHalf and < LowHalf)
                shown.Append("\\x").Append("0123456789ABCDEF"[letter - HighHalf]);
            else if (letter is >= LowHalf and <= Last)
                shown.Append("0123456789ABCDEF"[letter - LowHalf]);
            else
                shown.Append(letter);
        }

        return shown.ToString();
    }

    private sealed class Fallback : DecoderFallback
    {
        // Of the longest sequence that an encoding can find to be wrong at once.
        public override int MaxCharCount => 2 * 8;

        public override DecoderFallbackBuffer CreateFallbackBuffer() => new Marks();
    }

    private sealed class Marks : DecoderFallbackBuffer
    {
        private char[] marks = [];
        private int given;

        public override int Remaining => marks.Length - given;

        public override bool Fallback(byte[] bytesUnknown, int index)
        {
            marks = [.. bytesUnknown.SelectMany(one => new[] { (char)(HighHalf + (one >> 4)), (char)(LowHalf + (one & 0xF)) })];
            given = 0;
            return marks.Length > 0;
        }

        public override char GetNextChar() => given < marks.Length ? marks[given++] : '\0';

        public override bool MovePrevious()
        {
            if (given == 0)
                return false;
            given--;
            return true;
        }

        public override void Reset() => (marks, given) = ([], 0);
    }
}
