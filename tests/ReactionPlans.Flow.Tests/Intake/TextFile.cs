using System.IO.Compression;
using System.Text;

namespace ReactionPlans.Flow.Tests.Intake;

/// <summary>A file of a test's own in a folder of its own, gone afterwards.</summary>
internal sealed class TextFile : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rp-intake-");

    public TextFile(string text, string name = "input.csv", Encoding? encoding = null, bool gzip = false)
    {
        Path = System.IO.Path.Combine(folder.FullName, name);
        var bytes = (encoding ?? new UTF8Encoding(false)).GetPreamble().Concat((encoding ?? new UTF8Encoding(false)).GetBytes(text)).ToArray();
        using var file = File.Create(Path);
        using Stream into = gzip ? new GZipStream(file, CompressionLevel.Fastest) : file;
        into.Write(bytes);
    }

    public string Path { get; }

    public void Dispose() => folder.Delete(recursive: true);
}
