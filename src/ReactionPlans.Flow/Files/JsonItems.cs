using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Files;

/// <summary>Reports sent as JSON, read while they come: in memory are a block and one item, however much is sent.</summary>
/// <param name="origin">The way in, as <see cref="RowOrigin.Name"/>.</param>
/// <param name="longestItem">In bytes; a longer item is rejected, and its neighbours are read.</param>
public sealed class JsonItems(string origin, Stream content, JsonForm form, int longestItem)
{
    private const int BlockBytes = 1 << 16;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly InputShape shape = JsonRow.ShapeOf(origin);

    /// <summary>Set when the content could not be read to its end; the rows before were whole.</summary>
    public Problem? Broken { get; private set; }

    public async IAsyncEnumerable<InputRow> Rows([EnumeratorCancellation] CancellationToken stopping)
    {
        var cutter = new JsonCutter(form, longestItem);
        var pieces = new List<JsonPiece>();
        var block = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            while (cutter.Broken is null && await Read(block, stopping) is > 0 and var length)
            {
                cutter.Feed(block.AsSpan(0, length), pieces);
                foreach (var piece in pieces)
                    yield return Row(piece);
                pieces.Clear();
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }

        cutter.Finish(pieces);
        foreach (var piece in pieces)
            yield return Row(piece);
        if (Broken is null && cutter.Broken is { } broken)
            Broken = Problems.ListBroken.At(new Place(origin, broken.Line), broken.Reason);
    }

    private async ValueTask<int> Read(byte[] block, CancellationToken stopping)
    {
        try
        {
            return await content.ReadAsync(block, stopping);
        }
        catch (InvalidDataException exception)
        {
            // What calls itself gzip and is none.
            Broken = Problems.ListBroken.At(new Place(origin), exception.Message);
            return 0;
        }
    }

    private InputRow Row(JsonPiece piece)
    {
        var place = new Place(origin, piece.Line);
        if (piece.TooLong)
            return JsonRow.Unreadable(shape, piece.Line, Encoding.UTF8.GetString(piece.Bytes), Problems.ItemTooLong.At(place, longestItem));
        try
        {
            return JsonRow.Read(shape, piece.Line, Strict.GetString(piece.Bytes), sourceWhenBlank: null);
        }
        catch (DecoderFallbackException)
        {
            return JsonRow.Unreadable(shape, piece.Line, Encoding.UTF8.GetString(piece.Bytes), Problems.JsonUnreadable.At(place, "det er ikke UTF-8/it is not UTF-8"));
        }
    }
}
