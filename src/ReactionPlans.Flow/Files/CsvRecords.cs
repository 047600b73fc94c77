using System.Text;
using CsvHelper;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Files;

/// <summary>The records of a CSV text, one after the other: never more of it in memory than one of them and a buffer.</summary>
internal sealed class CsvRecords : IDisposable
{
    /// <summary>In bytes. A quote that is never closed swallows the rest of the text; it is stopped here instead of in memory.</summary>
    public const int Longest = 100_000;

    public static readonly Phrase Misquoted = new("et anførselstegn står forkert", "a quote is out of place");

    private readonly CsvReader reader;

    public CsvRecords(TextReader text, char separator, bool lineBreaksInQuotes = true) =>
        reader = CsvReader.Create(text, new CsvReaderOptions
        {
            Separator = separator,
            HasHeader = false, // fitted by InputShape, with problems of our own
            TrackLineNumbers = true,
            MaxRecordSize = Longest,
            AllowLineBreaksInQuotes = lineBreaksInQuotes,
            OnMalformedRecord = _ => IsMisquoted = true,
        });

    /// <summary>A quote of the record is out of place.</summary>
    public bool IsMisquoted { get; private set; }

    /// <summary>The line on which the record begins, from 1.</summary>
    public int Line => (int)reader.LineNumber;

    /// <summary>The record as it is written.</summary>
    public string Raw => Encoding.UTF8.GetString(reader.RawRecord);

    /// <exception cref="CsvFormatException">The next record is longer than <see cref="Longest"/>.</exception>
    public bool Next()
    {
        IsMisquoted = false;
        return reader.Read();
    }

    public string[] Cells()
    {
        var cells = new string[reader.FieldCount];
        for (var index = 0; index < cells.Length; index++)
            cells[index] = reader.GetString(index);
        return cells;
    }

    /// <summary>Why the record is no row of that shape; null: it is one.</summary>
    public Problem? Check(InputShape shape, int line, string raw, int cells)
    {
        Phrase? reason = null;
        if (IsMisquoted)
            reason = Misquoted;
        else if (cells != shape.Header.Count)
            reason = new Phrase($"{cells} celler, {shape.Header.Count} kolonner", $"{cells} cells, {shape.Header.Count} columns");
        else if (raw.Contains('\0'))
            reason = new Phrase("tegnet NUL", "the character NUL");
        return reason is null ? null : Problems.RowUnreadable.At(new Place(shape.File, line), reason);
    }

    public void Dispose() => reader.Dispose();
}
