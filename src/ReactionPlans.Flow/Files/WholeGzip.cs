using System.Buffers.Binary;
using System.IO.Compression;

namespace ReactionPlans.Flow.Files;

/// <summary>A gzipped file that must be whole. .NET's reader takes a file that was cut off for one that ends there, and the rows after it are lost
/// without a word.</summary>
internal sealed class WholeGzip(FileStream packed, bool leaveOpen) : ReadOnlyStream
{
    /// <summary>A gzip member of our own: read after the last one of a whole file, and garbage after one that was cut off.</summary>
    private static readonly byte[] Mark = "no file ends like this"u8.ToArray();

    private readonly GZipStream content = new(packed, CompressionMode.Decompress, leaveOpen);
    private long length;
    private bool known;

    /// <exception cref="InvalidDataException">The file is damaged or was cut off.</exception>
    public override int Read(Span<byte> buffer)
    {
        var read = content.Read(buffer);
        length += read;
        if (read == 0 && buffer.Length > 0 && !known && !(EndsWithItsLength() || IsWhole()))
            throw new InvalidDataException("The gzip data are cut off.");
        known |= read == 0;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            content.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>A file in one piece ends with the length of what it holds.</summary>
    private bool EndsWithItsLength()
    {
        Span<byte> tail = stackalloc byte[4];
        if (packed.Length < 18)
            return false;
        packed.Position = packed.Length - tail.Length;
        packed.ReadExactly(tail);
        return BinaryPrimitives.ReadUInt32LittleEndian(tail) == unchecked((uint)length);
    }

    /// <summary>A file put together of several ends with the length of its last piece: it is read once more, with our own piece behind it.</summary>
    private bool IsWhole()
    {
        packed.Position = 0;
        using var whole = new GZipStream(new Followed(packed, Pack(Mark)), CompressionMode.Decompress);
        var (buffer, tail) = (new byte[1 << 16], Array.Empty<byte>());
        try
        {
            while (whole.Read(buffer) is var read and > 0)
            {
                tail = [.. tail, .. buffer[Math.Max(0, read - Mark.Length)..read]];
                tail = tail[Math.Max(0, tail.Length - Mark.Length)..];
            }
        }
        catch (InvalidDataException)
        {
            return false;
        }

        packed.Position = packed.Length;
        return tail.AsSpan().SequenceEqual(Mark);
    }

    private static byte[] Pack(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(content);
        return packed.ToArray();
    }

    private sealed class Followed(Stream first, byte[] then) : ReadOnlyStream
    {
        private int given;

        public override int Read(Span<byte> buffer)
        {
            if (first.Read(buffer) is var read and > 0)
                return read;
            var rest = then.AsSpan(given)[..Math.Min(buffer.Length, then.Length - given)];
            rest.CopyTo(buffer);
            given += rest.Length;
            return rest.Length;
        }
    }
}
