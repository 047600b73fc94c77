using System.Buffers;

namespace ReactionPlans.Flow.Files;

/// <summary>How items stand in what is sent.</summary>
public enum JsonForm
{
    /// <summary>One array of objects, or one object.</summary>
    List,

    /// <summary>An object on each line (NDJSON).</summary>
    Lines,
}

/// <summary>One item as it was written, not parsed yet.</summary>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Bytes">The item; only its beginning when it is <paramref name="TooLong"/>.</param>
public sealed record JsonPiece(int Line, byte[] Bytes, bool TooLong);

/// <summary>
/// Cuts JSON into its items without understanding them: it follows only strings and brackets. So an item that is wrong inside costs
/// itself alone, and never more than one item is in memory. Pure: it is fed blocks of any size, and cuts the same whatever the sizes.
/// </summary>
/// <param name="longestItem">In bytes; of a longer one only so much is kept.</param>
public sealed class JsonCutter(JsonForm form, int longestItem)
{
    private readonly ArrayBufferWriter<byte> item = new();
    private Stand stand = Stand.Before;
    private int line = 1;
    private int itemLine;
    private int depth;
    private int mark;
    private bool inItem;
    private bool tooLong;
    private bool inString;
    private bool escaped;
    private bool single;

    /// <summary>Where a list is between its items.</summary>
    private enum Stand
    {
        Before,
        FirstOrEnd,
        Next,
        CommaOrEnd,
        After,
        Broken,
    }

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Set when the list cannot be followed further: where, and what was met (Danish/English). Items before are whole.</summary>
    public (int Line, string Reason)? Broken { get; private set; }

    /// <summary>Cuts a block; whole items are added to <paramref name="pieces"/>.</summary>
    public void Feed(ReadOnlySpan<byte> block, List<JsonPiece> pieces)
    {
        foreach (var next in block)
        {
            if (mark >= 0 && mark < ByteOrderMark.Length && next == ByteOrderMark[mark])
            {
                mark++;
                continue;
            }

            mark = -1;
            if (form == JsonForm.Lines)
                FeedLine(next, pieces);
            else
                FeedList(next, pieces);
            if (next == '\n')
                line++;
        }
    }

    /// <summary>The end of what was sent.</summary>
    public void Finish(List<JsonPiece> pieces)
    {
        if (form == JsonForm.Lines)
        {
            if (inItem)
                Cut(pieces);
            return;
        }

        if (stand is Stand.After or Stand.Broken)
            return;
        if (stand == Stand.Before)
            Break("der er intet/there is nothing");
        else if (inItem)
        {
            var begun = itemLine;
            Cut(pieces);
            Broken = (begun, "det, der begynder her, slutter ikke/what begins here does not end.");
        }
        else
            Break("listen slutter ikke/the list does not end.");
    }

    private void FeedLine(byte next, List<JsonPiece> pieces)
    {
        if (next == '\n')
        {
            if (inItem)
                Cut(pieces);
        }
        else if (inItem)
            Keep(next);
        else if (!IsBlank(next))
            Begin(next);
    }

    private void FeedList(byte next, List<JsonPiece> pieces)
    {
        if (stand == Stand.Broken)
            return;
        if (inItem)
        {
            Follow(next, pieces);
            return;
        }

        if (IsBlank(next))
            return;
        switch (stand)
        {
            case Stand.Before when next == '[':
                stand = Stand.FirstOrEnd;
                break;
            case Stand.Before when next == '{':
                single = true;
                BeginValue(next);
                break;
            case Stand.FirstOrEnd when next == ']':
            case Stand.CommaOrEnd when next == ']':
                stand = Stand.After;
                break;
            case Stand.CommaOrEnd when next == ',':
                stand = Stand.Next;
                break;
            case Stand.FirstOrEnd or Stand.Next when next is not ((byte)',' or (byte)']' or (byte)'}'):
                BeginValue(next);
                break;
            default:
                Break($"uventet tegn/unexpected character '{(next is > 32 and < 127 ? (char)next : '?')}'.");
                break;
        }
    }

    private void BeginValue(byte first)
    {
        Begin(first);
        depth = first is (byte)'{' or (byte)'[' ? 1 : 0;
        inString = first == '"';
        escaped = false;
    }

    private void Follow(byte next, List<JsonPiece> pieces)
    {
        if (inString)
        {
            Keep(next);
            if (escaped)
                escaped = false;
            else if (next == '\\')
                escaped = true;
            else if (next == '"')
                inString = false;
            return;
        }

        if (depth == 0 && next is (byte)',' or (byte)']')
        {
            // A bare value has no bracket of its own that says where it ends.
            End(pieces);
            stand = next == ',' ? Stand.Next : Stand.After;
            return;
        }

        Keep(next);
        if (next == '"')
            inString = true;
        else if (next is (byte)'{' or (byte)'[')
            depth++;
        else if (next is (byte)'}' or (byte)']' && --depth == 0)
            End(pieces);
    }

    private void End(List<JsonPiece> pieces)
    {
        Cut(pieces);
        stand = single ? Stand.After : Stand.CommaOrEnd;
    }

    private void Begin(byte first)
    {
        (inItem, tooLong, itemLine) = (true, false, line);
        item.ResetWrittenCount();
        Keep(first);
    }

    private void Keep(byte next)
    {
        if (item.WrittenCount >= longestItem)
        {
            tooLong = true;
            return;
        }

        item.GetSpan(1)[0] = next;
        item.Advance(1);
    }

    private void Cut(List<JsonPiece> pieces)
    {
        inItem = false;
        pieces.Add(new JsonPiece(itemLine, item.WrittenSpan.TrimEnd(" \t\r\n"u8).ToArray(), tooLong));
    }

    private void Break(string reason)
    {
        stand = Stand.Broken;
        Broken = (line, reason);
    }

    private static bool IsBlank(byte letter) => letter is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';
}
