using System.Text;
using CsvHelper;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Files;

/// <summary>A CSV file read record by record: never more of it in memory than one record and a buffer.</summary>
public sealed class CsvFile : IDisposable
{
    /// <summary>In bytes. A quote that is never closed swallows the rest of the file; it is stopped here instead of in memory.</summary>
    private const int LongestRecord = 100_000;

    /// <summary>How often reading starts again after a record that is too long. Each start reads the file up to there once more.</summary>
    private const int MostResumptions = 20;

    private readonly string path;
    private readonly string? encoding;

    /// <summary>Null: it is a record that was kept by itself.</summary>
    private InputFile? input;
    private CsvReader reader;
    private bool malformed;

    /// <summary>Lines before the first one that <see cref="reader"/> sees.</summary>
    private int linesBefore;
    private int resumptions;

    /// <summary>The line on which a record begins that is too long to read.</summary>
    private int? tooLong;

    private CsvFile(string path, string? encoding, InputFile input, char separator)
    {
        this.path = path;
        this.encoding = encoding;
        this.input = input;
        Name = Path.GetFileName(path);
        Separator = separator;
        reader = ReadFrom(input.Text);
    }

    private CsvFile(string name, TextReader record, char separator)
    {
        path = "";
        Name = name;
        Separator = separator;
        reader = ReadFrom(record);
    }

    public string Name { get; }

    public char Separator { get; }

    public InputShape Shape { get; private set; } = null!; // Open gives out no file without one

    public long BytesRead => input?.BytesRead ?? 0;

    public long BytesTotal => input?.BytesTotal ?? 0;

    /// <summary>Set when the file could not be read to its end; the records before were whole.</summary>
    public Problem? Broken { get; private set; }

    /// <summary>Opens a file and fits its header. Every problem here stops the file before its first row.</summary>
    public static (CsvFile? File, IReadOnlyList<Problem> Problems) Open(string path, string? encoding, FieldList fields, FileMapping mapping)
    {
        encoding ??= mapping.Encoding;
        if (FindSeparator(path, encoding, out var separator) is { } stopped)
            return (null, [stopped]);
        separator = mapping.Separator ?? separator;

        var (input, problem) = InputFile.Open(path, encoding);
        if (input is null)
            return (null, [problem!]);

        var file = new CsvFile(path, encoding, input, separator);
        var problems = file.ReadHeader(fields, mapping);
        if (problems.Count == 0)
            return (file, []);
        file.Dispose();
        return (null, problems);
    }

    /// <summary>Records so far that the mapping says are none of ours.</summary>
    public int Skipped { get; private set; }

    /// <summary>The records that are ours, the unreadable ones among them.</summary>
    public IEnumerable<InputRow> Rows()
    {
        while (true)
        {
            if (Next())
            {
                var raw = Encoding.UTF8.GetString(reader.RawRecord);
                var line = linesBefore + (int)reader.LineNumber;
                var cells = Cells();
                if (malformed && raw.AsSpan().IndexOfAny('\n', '\r') >= 0)
                {
                    foreach (var row in Torn(raw, line))
                        yield return row;
                }
                else
                {
                    if (RowOf(line, raw, cells, Check(line, raw, cells.Length)) is { } row)
                        yield return row;
                }
            }
            else if (tooLong is { } from && PassOver(from) is { } passedOver)
            {
                yield return passedOver;
            }
            else
            {
                yield break;
            }
        }
    }

    /// <summary>Splits one record that was kept by itself. A problem: it cannot be split into as many cells as the header has, or it is none of ours.</summary>
    /// <param name="line">Where it stood in its file.</param>
    public static (string[] Cells, Problem? Unreadable) Split(InputShape shape, char separator, int line, string raw)
    {
        using var file = new CsvFile(shape.File, new StringReader(raw), separator) { Shape = shape };
        var place = new Place(shape.File, line);
        if (!file.Next())
            return ([], file.Broken ?? (file.tooLong is null ? Problems.RowUnreadable.At(place, new Phrase("tom", "empty")) : Problems.RowTooLong.At(place, LongestRecord)));
        var cells = file.Cells();
        return (cells, file.Check(line, raw, cells.Length) ?? (shape.Skips(cells) ? Problems.RowNotOurs.At(place) : shape.Check(cells, place)));
    }

    public void Dispose()
    {
        reader.Dispose();
        input?.Dispose();
    }

    /// <summary>Null: the mapping says that the record is none of ours.</summary>
    private InputRow? RowOf(int line, string raw, string[] cells, Problem? unreadable)
    {
        if (unreadable is null && Shape.Skips(cells))
        {
            Skipped++;
            return null;
        }

        if (BrokenBytes.In(raw))
        {
            unreadable ??= Problems.BytesUndecodable.At(new Place(Name, line), input!.Encoding,
                string.Join(", ", Shape.Header.Where((_, index) => index < cells.Length && BrokenBytes.In(cells[index]))));
            raw = BrokenBytes.Show(raw);
            cells = Array.ConvertAll(cells, BrokenBytes.Show);
        }

        return new InputRow(Shape, line, raw, cells, unreadable ?? Shape.Check(cells, new Place(Name, line)));
    }

    private IReadOnlyList<Problem> ReadHeader(FieldList fields, FileMapping mapping)
    {
        if (!Next())
            return [Broken ?? (tooLong is null ? Problems.FileEmpty.At(new Place(Name)) : Problems.RowTooLong.At(new Place(Name, 1), LongestRecord))];
        if (malformed)
            return [Problems.FileUnreadable.At(new Place(Name, 1), Misquoted)];
        if (Cells().FirstOrDefault(column => BrokenBytes.In(column)) is { } broken)
            return [Problems.BytesUndecodable.At(new Place(Name, 1), input!.Encoding, BrokenBytes.Show(broken))];
        var (shape, problems) = InputShape.Fit(Name, [.. Cells().Select(column => column.Trim())], decimalComma: Separator == ';', fields, mapping);
        Shape = shape!;
        return problems;
    }

    private static readonly Phrase Misquoted = new("et anførselstegn står forkert", "a quote is out of place");

    private string[] Cells() => CellsOf(reader);

    private static string[] CellsOf(CsvReader reader)
    {
        var cells = new string[reader.FieldCount];
        for (var index = 0; index < cells.Length; index++)
            cells[index] = reader.GetString(index);
        return cells;
    }

    private bool Next()
    {
        malformed = false;
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException exception)
        {
            tooLong = linesBefore + (int)exception.LineNumber;
            return false;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            Broken = InputFile.Tell(exception, new Place(Name, Math.Max(1, linesBefore + (int)reader.LineNumber)));
            return false;
        }
    }

    /// <summary>The lines of a record that a wrong quote has drawn together. The quote is in the first one; the others are read one by one, since
    /// most of them are rows that the quote has swallowed.</summary>
    private IEnumerable<InputRow> Torn(string raw, int firstLine)
    {
        using var lines = CsvReader.Create(new StringReader(raw), Options(lineBreaksInQuotes: false));
        while (Next(lines))
        {
            var text = Encoding.UTF8.GetString(lines.RawRecord);
            var line = firstLine + (int)lines.LineNumber - 1;
            var cells = CellsOf(lines);
            if (RowOf(line, text, cells, line == firstLine ? Problems.QuoteNotClosed.At(new Place(Name, line)) : Check(line, text, cells.Length)) is { } row)
                yield return row;
        }

        bool Next(CsvReader reader)
        {
            malformed = false;
            return reader.Read();
        }
    }

    /// <summary>A record that is too long is most often a line with a wrong quote. The line becomes a row that cannot be read, and the next one is read
    /// as if nothing had been.</summary>
    private InputRow? PassOver(int line)
    {
        tooLong = null;
        if (resumptions++ == MostResumptions)
        {
            Broken = Problems.RowTooLong.At(new Place(Name, line), LongestRecord);
            return null;
        }

        var (again, problem) = InputFile.Open(path, encoding);
        if (again is null)
        {
            Broken = problem;
            return null;
        }

        reader.Dispose();
        input?.Dispose();
        input = again;
        try
        {
            for (var before = 1; before < line; before++)
                BoundedLine.Read(input.Text, 0);
            var text = BoundedLine.Read(input.Text, LongestRecord);
            linesBefore = line;
            reader = ReadFrom(input.Text);
            return new InputRow(Shape, line, BrokenBytes.Show(text.Text), [],
                text.IsWhole ? Problems.QuoteNotClosed.At(new Place(Name, line)) : Problems.RowTooLong.At(new Place(Name, line), LongestRecord));
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            Broken = InputFile.Tell(exception, new Place(Name, line));
            return null;
        }
    }

    private CsvReader ReadFrom(TextReader text) => CsvReader.Create(text, Options(lineBreaksInQuotes: true));

    private CsvReaderOptions Options(bool lineBreaksInQuotes) => new()
    {
        Separator = Separator,
        HasHeader = false, // fitted by InputShape, with problems of our own
        TrackLineNumbers = true,
        MaxRecordSize = LongestRecord,
        AllowLineBreaksInQuotes = lineBreaksInQuotes,
        OnMalformedRecord = _ => malformed = true,
    };

    private Problem? Check(int line, string raw, int cells)
    {
        Phrase? reason = null;
        if (malformed)
            reason = Misquoted;
        else if (cells != Shape.Header.Count)
            reason = new Phrase($"{cells} celler, {Shape.Header.Count} kolonner", $"{cells} cells, {Shape.Header.Count} columns");
        else if (raw.Contains('\0'))
            reason = new Phrase("tegnet NUL", "the character NUL");
        return reason is null ? null : Problems.RowUnreadable.At(new Place(Name, line), reason);
    }

    /// <summary>Looks at the header alone; the cells could hold anything.</summary>
    private static Problem? FindSeparator(string path, string? encoding, out char separator)
    {
        static Phrase Told(char letter) => new($"overskriftslinjen rummer tegnet U+{(int)letter:X4}.", $"the header line holds the character U+{(int)letter:X4}.");

        separator = ',';
        var (input, problem) = InputFile.Open(path, encoding);
        if (input is null)
            return problem;
        using (input)
        {
            try
            {
                var (header, isWhole) = BoundedLine.Read(input.Text, LongestRecord);
                var place = new Place(Path.GetFileName(path), 1);
                if (header.Select(letter => (char?)letter).FirstOrDefault(letter => (char.IsControl(letter!.Value) && letter != '\t') || letter == '\uFFFD') is { } control)
                    return Problems.FileNotText.At(place, input.Encoding, Told(control));
                if (!isWhole)
                    return Problems.RowTooLong.At(place, LongestRecord);
                if (header.AsSpan().Trim() is ['<' or '{', ..])
                    return Problems.NotCsv.At(place, header.Trim()[..1], header.Contains('<') ? "XML/HTML" : "JSON");
                if (string.IsNullOrWhiteSpace(header))
                    return Problems.FileEmpty.At(new Place(Path.GetFileName(path)));
                separator = header.Count(letter => letter == ';') > header.Count(letter => letter == ',') ? ';' : ',';
                return null;
            }
            catch (Exception exception) when (exception is InvalidDataException or IOException)
            {
                return InputFile.Tell(exception, new Place(Path.GetFileName(path)));
            }
        }
    }
}
