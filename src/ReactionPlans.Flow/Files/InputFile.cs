using System.Text;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Files;

/// <summary>A file as it lies on the disk, plain or gzipped, and how far in it the reading has come.</summary>
public sealed class InputFile : IDisposable
{
    /// <summary>Reports pack to a tenth, at the very most to a fiftieth; beyond this somebody wants to fill the disk.</summary>
    private const int MostTimesAsLarge = 200;

    /// <summary>In bytes. A small file may be as regular as it likes.</summary>
    private const long AlwaysAllowed = 64L << 20;

    private readonly FileStream bytes;

    private InputFile(FileStream bytes, Encoding encoding)
    {
        this.bytes = bytes;
        // A byte order mark says more than the setting does. The reader would find it too, but then read broken bytes as question marks.
        encoding = MarkedEncoding() ?? encoding;
        Encoding = encoding.WebName;
        Text = new StreamReader(Content(leaveOpen: false), encoding, detectEncodingFromByteOrderMarks: false, bufferSize: 1 << 16);
    }

    /// <summary>Bytes that are no letters in <see cref="Encoding"/> are marked: see <see cref="BrokenBytes"/>.</summary>
    public StreamReader Text { get; }

    public string Encoding { get; }

    /// <summary>Of the file on the disk, so that it and <see cref="BytesTotal"/> fit a progress bar, gzipped or not.</summary>
    public long BytesRead => bytes.Position;

    public long BytesTotal => bytes.Length;

    /// <param name="path">Where the file is.</param>
    /// <param name="encodingName">utf-8, windows-1252, ...; null: utf-8.</param>
    public static (InputFile? File, Problem? Problem) Open(string path, string? encodingName)
    {
        if (Directory.Exists(path))
            return (null, Problems.FileIsFolder.With(path));
        if (!File.Exists(path))
            return (null, Problems.FileMissing.With(path));
        if (FindEncoding(encodingName ?? "utf-8") is not { } encoding)
            return (null, Problems.EncodingUnknown.With(encodingName));

        try
        {
            return (new InputFile(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan), encoding), null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException or NotSupportedException)
        {
            return (null, Tell(exception, new Place(Path.GetFileName(path))));
        }
    }

    public void Dispose() => Text.Dispose();

    private static InvalidDataException UnpacksTooFar() => new($"{Problems.UnpacksTooFar.With(MostTimesAsLarge)}");

    /// <summary>Whether there is an encoding of this name.</summary>
    public static bool Knows(string encodingName) => FindEncoding(encodingName) is not null;

    private Stream Content(bool leaveOpen)
    {
        // By content and not by name: people rename files.
        bytes.Position = 0;
        var gzipped = bytes.ReadByte() == 0x1f && bytes.ReadByte() == 0x8b;
        bytes.Position = 0;
        return gzipped
            ? new BoundedStream(new WholeGzip(bytes, leaveOpen), () => Math.Max(AlwaysAllowed, bytes.Position * MostTimesAsLarge), UnpacksTooFar)
            : bytes;
    }

    private Encoding? MarkedEncoding()
    {
        Span<byte> mark = stackalloc byte[3];
        var content = Content(leaveOpen: true);
        var length = content.ReadAtLeast(mark, mark.Length, throwOnEndOfStream: false);
        if (content != bytes)
            content.Dispose();
        return mark[..length] switch
        {
            [0xEF, 0xBB, 0xBF] => BrokenBytes.Marking("utf-8"),
            [0xFF, 0xFE, ..] => BrokenBytes.Marking("utf-16"),
            [0xFE, 0xFF, ..] => BrokenBytes.Marking("utf-16BE"),
            _ => null,
        };
    }

    /// <summary>What a failed reading means to the person who sent the file.</summary>
    public static Problem Tell(Exception exception, Place place) =>
        (exception is InvalidDataException ? Problems.PackingDamaged : Problems.FileUnreadable).At(place, exception.Message);

    private static Encoding? FindEncoding(string name)
    {
        System.Text.Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        try
        {
            return BrokenBytes.Marking(name);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null; // there is no TryGetEncoding
        }
    }
}
