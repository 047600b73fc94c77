using QRCoder;

namespace ReactionPlans.Flow.Texts;

/// <summary>An address as a QR code (ISO/IEC 18004), error correction M: a letter that is folded or stained can still be read.</summary>
public static class QrCode
{
    /// <summary>The dark squares, row by row, with the quiet zone of four that a reader needs.</summary>
    public static IEnumerable<(int X, int Y)> DarkSquares(string address, out int size)
    {
        using var code = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        size = rows.Count;
        return [.. from y in Enumerable.Range(0, rows.Count) from x in Enumerable.Range(0, rows.Count) where rows[y][x] select (x, y)];
    }
}
