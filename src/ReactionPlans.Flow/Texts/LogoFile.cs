using System.Buffers.Binary;
using System.IO.Compression;

namespace ReactionPlans.Flow.Texts;

/// <summary>A logo and what it shows.</summary>
/// <param name="AltText">For who does not see it.</param>
public sealed record LogoImage(LogoFile File, string AltText)
{
    /// <summary>The picture itself as an address, so that a letter asks nobody for it.</summary>
    public string Address { get; } = $"data:{LogoFile.MediaType};base64,{Convert.ToBase64String(File.Png)}";
}

/// <summary>A picture that a partnership has put among its own texts: PNG (ISO/IEC 15948), known by what is in it and not by what it is called.</summary>
/// <remarks>Only what every reader of letters draws: eight bits to a colour, or a palette, and no interlacing. A drawing that can carry script is not taken.</remarks>
public sealed record LogoFile(byte[] Png, int WidthPixels, int HeightPixels)
{
    public const string MediaType = "image/png";

    /// <summary>It stands in every letter of Digital Post.</summary>
    public const int MostBytes = 50_000;

    public const int MostPixels = 2000;

    private const string Ending = ".png";
    private const int HeaderLength = 13, ChunkFrame = 12;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];

    /// <param name="key">The path below the folder.</param>
    public static bool IsNamedAsOne(string key) => key.Split('/') is [_, var name] && name.EndsWith(Ending, StringComparison.Ordinal);

    /// <returns>Null: the file is too large, or no such picture.</returns>
    public static LogoFile? Read(string path) => new FileInfo(path).Length <= MostBytes ? Read(File.ReadAllBytes(path)) : null;

    /// <summary>The same of bytes that are at hand.</summary>
    public static LogoFile? Read(byte[] png)
    {
        if (png.Length > MostBytes || !png.AsSpan().StartsWith(Signature))
            return null;
        var at = Signature.Length;
        var header = ReadOnlySpan<byte>.Empty;
        using var pixels = new MemoryStream();
        while (at + ChunkFrame <= png.Length)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(at));
            if (length > png.Length - at - ChunkFrame)
                return null;
            var kind = png.AsSpan(at + 4, 4);
            var content = png.AsSpan(at + 8, (int)length);
            at += ChunkFrame + (int)length;
            if (header.IsEmpty && !(kind.SequenceEqual("IHDR"u8) && length == HeaderLength))
                return null;
            if (header.IsEmpty)
                header = content;
            else if (kind.SequenceEqual("IDAT"u8))
                pixels.Write(content);
            else if (kind.SequenceEqual("IEND"u8))
                return at == png.Length ? Of(png, header, pixels) : null; // what stands behind the end is something else's
        }

        return null;
    }

    private static LogoFile? Of(byte[] png, ReadOnlySpan<byte> header, MemoryStream pixels)
    {
        var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(header), BinaryPrimitives.ReadUInt32BigEndian(header[4..]));
        int? bytesToAPixel = header[9] switch { 2 => 3, 3 => 1, 6 => 4, _ => null };
        return width is > 0 and <= MostPixels && height is > 0 and <= MostPixels && header[8] == 8 && header[12] == 0
            && bytesToAPixel is { } bytes && Unpacked(pixels) == height * (1 + width * bytes)
            ? new LogoFile(png, (int)width, (int)height) : null;
    }

    /// <summary>How many bytes the picture has; null: it is not whole.</summary>
    private static long? Unpacked(MemoryStream pixels)
    {
        const long most = MostPixels * (1L + 4 * MostPixels);
        pixels.Position = 0;
        try
        {
            using var unpacked = new ZLibStream(pixels, CompressionMode.Decompress);
            var (buffer, total) = (new byte[16 * 1024], 0L);
            while (unpacked.Read(buffer) is > 0 and var read && total <= most)
                total += read;
            return total;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
