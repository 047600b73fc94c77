using System.Text;

namespace ReactionPlans.Flow.Files;

/// <summary>Lines of files that may be one endless line: read to their end, kept only to a length.</summary>
internal static class BoundedLine
{
    /// <summary>The next line without its break; empty at the end of the text.</summary>
    /// <param name="most">Characters that are kept.</param>
    /// <returns><c>IsWhole</c> is false when more came; what came is passed over.</returns>
    public static (string Text, bool IsWhole) Read(TextReader reader, int most)
    {
        var kept = new StringBuilder();
        var isWhole = true;
        while (reader.Read() is var next and >= 0 && next != '\n')
        {
            if (next == '\r')
            {
                if (reader.Peek() == '\n')
                    reader.Read();
                break;
            }

            if (kept.Length < most)
                kept.Append((char)next);
            else
                isWhole = false;
        }

        return (kept.ToString(), isWhole);
    }
}
