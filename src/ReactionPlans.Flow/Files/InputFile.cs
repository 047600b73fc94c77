using System.Text;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Files;

/// <summary>A file as it lies on the disk, plain or gzipped, and how far in it the reading has come.</summary>
public sealed class InputFile : IDisposable
{
    private readonly FileStream bytes;

    private InputFile(FileStream bytes, Encoding encoding)
    {
        this.bytes = bytes;
        // By content and not by name: people rename files.
        var gzipped = bytes.ReadByte() == 0x1f && bytes.ReadByte() == 0x8b;
        bytes.Position = 0;
        Stream content = gzipped ? new WholeGzip(bytes, leaveOpen: false) : bytes;
        // A byte order mark says more than the setting does.
        Text = new StreamReader(content, encoding, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16);
    }

    public StreamReader Text { get; }

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
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return (null, Problems.FileUnreadable.At(new Place(Path.GetFileName(path)), exception.Message));
        }
    }

    public void Dispose() => Text.Dispose();

    /// <summary>What a failed reading means to the person who sent the file.</summary>
    public static Problem Tell(Exception exception, Place place) =>
        (exception is InvalidDataException ? Problems.PackingDamaged : Problems.FileUnreadable).At(place, exception.Message);

    private static Encoding? FindEncoding(string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        try
        {
            return Encoding.GetEncoding(name);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null; // there is no TryGetEncoding
        }
    }
}
