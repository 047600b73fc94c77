using System.Globalization;
using System.Text;

namespace ReactionPlans.Flow.Replay;

/// <summary>Writes the files that the ordinary import reads: comma, UTF-8 without BOM, line feeds on every platform.</summary>
internal sealed class CsvRows : IDisposable
{
    private readonly StreamWriter writer;

    public CsvRows(string path, params string[] columns)
    {
        writer = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        Write(columns);
    }

    public void Write(params string?[] fields) => writer.WriteLine(string.Join(',', fields.Select(Quoted)));

    /// <summary>Six decimals: a tenth of a metre, and the same text on every machine.</summary>
    public static string Degrees(double value) => value.ToString("0.000000", CultureInfo.InvariantCulture);

    public static string Flag(bool value) => value ? "1" : "0";

    public void Dispose() => writer.Dispose();

    private static string Quoted(string? field) =>
        field is null ? ""
        : field.AsSpan().IndexOfAny(",;\"\n") < 0 ? field
        : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
