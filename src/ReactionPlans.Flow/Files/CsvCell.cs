using System.Buffers;
using System.Globalization;

namespace ReactionPlans.Flow.Files;

/// <summary>Writes a cell of a CSV file that a person may open in a spreadsheet. Every export goes through here.</summary>
public static class CsvCell
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create("\"\n\r,;\t");

    /// <summary>Quoted where it needs to be, and never a formula.</summary>
    /// <param name="separator">The file's own; a spreadsheet may take another, so a cell with either of the usual ones is quoted.</param>
    public static string Write(string cell, char separator)
    {
        var harmless = Harmless(cell);
        return harmless.Contains(separator) || harmless.AsSpan().IndexOfAny(NeedQuotes) >= 0 ? $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : harmless;
    }

    /// <summary>A spreadsheet runs a cell that begins like a formula. Plain numbers only look like one.</summary>
    private static string Harmless(string cell) =>
        cell.Length > 0 && cell[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20'
            && !double.TryParse(cell, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)
            ? "'" + cell : cell;
}
