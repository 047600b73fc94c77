using System.Text;

namespace ReactionPlans.Flow.Files;

/// <summary>A CSV list for a person: it comes to be with its first row, and nothing in it runs in a spreadsheet.</summary>
internal sealed class ListFile : IDisposable
{
    private readonly string input;
    private readonly string ending;
    private readonly char separator;
    private readonly IReadOnlyList<string> header;
    private StreamWriter? writer;

    public ListFile(string input, string ending, char separator, IReadOnlyList<string> header)
    {
        (this.input, this.ending, this.separator, this.header) = (input, ending, separator, header);
        if (File.Exists(input + ending))
            File.Delete(input + ending);
    }

    public string? Path { get; private set; }

    public void Write(IReadOnlyList<string> cells)
    {
        if (writer is null)
        {
            writer = Create();
            writer.WriteLine(string.Join(separator, header.Select(Safe)));
        }

        writer.WriteLine(string.Join(separator, cells.Select(Safe)));
    }

    public void Dispose() => writer?.Dispose();

    /// <summary>Beside the input; in the working folder when the input's folder cannot be written to.</summary>
    private StreamWriter Create()
    {
        Path = input + ending;
        try
        {
            return Open(Path);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            Path = System.IO.Path.Combine(Environment.CurrentDirectory, System.IO.Path.GetFileName(input) + ending);
            return Open(Path);
        }
    }

    // With a byte order mark: spreadsheets take the file for the local code page without it.
    private static StreamWriter Open(string path) => new(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

    private string Safe(string cell) => CsvCell.Write(cell, separator);
}
