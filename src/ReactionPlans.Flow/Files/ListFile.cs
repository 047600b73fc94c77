using System.Globalization;
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
            writer.WriteLine(string.Join(separator, header.Select(Quoted)));
        }

        writer.WriteLine(string.Join(separator, cells.Select(cell => Quoted(Harmless(cell)))));
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

    /// <summary>A spreadsheet runs a cell that begins like a formula. Plain numbers only look like one.</summary>
    private static string Harmless(string cell) =>
        cell.Length > 0 && cell[0] is '=' or '+' or '-' or '@' or '\t' or '\r'
            && !double.TryParse(cell, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)
            ? "'" + cell : cell;

    private string Quoted(string cell) =>
        cell.Contains(separator) || cell.AsSpan().IndexOfAny('"', '\n', '\r') >= 0 ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
