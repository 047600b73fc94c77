using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace ReactionPlans.TestKit;

/// <summary>Pictures in PNG, made by hand so that a test can make a wrong one too.</summary>
public static class SomePng
{
    private static readonly byte[] Signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

    /// <summary>One colour all over.</summary>
    /// <param name="colourType">2: red, green, blue; 3: a palette; 6: with transparency.</param>
    public static byte[] Make(int width = 40, int height = 20, byte colourType = 2, byte bitDepth = 8, byte interlace = 0)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = (bitDepth, colourType, interlace);

        byte[] pixel = colourType switch { 3 => [0], 6 => [0, 73, 147, 255], _ => [0, 73, 147] };
        byte[] line = [0, .. Enumerable.Repeat(pixel, width).SelectMany(colour => colour)];
        using var packed = new MemoryStream();
        using (var packer = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            for (var row = 0; row < height; row++)
                packer.Write(line);
        }

        byte[] palette = colourType == 3 ? Chunk("PLTE", [0, 73, 147]) : [];
        return [.. Signature, .. Chunk("IHDR", header), .. palette, .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string kind, byte[] content)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(kind), .. content];
        var (length, check) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(check, ~named.Aggregate(uint.MaxValue, Crc));
        return [.. length, .. named, .. check];
    }

    private static uint Crc(uint so, byte next)
    {
        so ^= next;
        for (var bit = 0; bit < 8; bit++)
            so = (so & 1) == 1 ? (so >> 1) ^ 0xedb88320 : so >> 1;
        return so;
    }
}
