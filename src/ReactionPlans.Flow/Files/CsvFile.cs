using CsvHelper;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Files;

/// <summary>A CSV file read record by record, each as a row of the shape that its header and its mapping give.</summary>
public sealed class CsvFile : IDisposable
{
    /// <summary>How often reading starts again after a record that is too long. Each start reads the file up to there once more.</summary>
    private const int MostResumptions = 20;

    private readonly string path;
    private readonly string? encoding;
    private InputFile input;
    private CsvRecords records;

    /// <summary>Lines before the first one that <see cref="records"/> sees.</summary>
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
        records = new CsvRecords(input.Text, separator);
    }

    public string Name { get; }

    public char Separator { get; }

    public InputShape Shape { get; private set; } = null!; // Open gives out no file without one

    public long BytesRead => input.BytesRead;

    public long BytesTotal => input.BytesTotal;

    /// <summary>Set when the file could not be read to its end; the records before were whole.</summary>
    public Problem? Broken { get; private set; }

    /// <summary>Records so far that the mapping says are none of ours.</summary>
    public int Skipped { get; private set; }

    /// <summary>Opens a file and fits its header. Every problem here stops the file before its first row.</summary>
    public static (CsvFile? File, IReadOnlyList<Problem> Problems) Open(string path, string? encoding, FieldList fields, FileMapping mapping)
    {
        encoding ??= mapping.Encoding;
        var (separator, stopped) = CsvHeaderLine.Look(path, encoding);
        if (stopped is not null)
            return (null, [stopped]);

        var (input, problem) = InputFile.Open(path, encoding);
        if (input is null)
            return (null, [problem!]);

        var file = new CsvFile(path, encoding, input, mapping.Separator ?? separator);
        var problems = file.ReadHeader(fields, mapping);
        if (problems.Count == 0)
            return (file, []);
        file.Dispose();
        return (null, problems);
    }

    /// <summary>Splits one record that was kept by itself. A problem: it cannot be split into as many cells as the header has, or it is none of ours.</summary>
    /// <param name="line">Where it stood in its file.</param>
    public static (string[] Cells, Problem? Unreadable) Split(InputShape shape, char separator, int line, string raw)
    {
        var place = new Place(shape.File, line);
        try
        {
            using var records = new CsvRecords(new StringReader(raw), separator);
            if (!records.Next())
                return ([], Problems.RowUnreadable.At(place, new Phrase("tom", "empty")));
            var cells = records.Cells();
            return (cells, records.Check(shape, line, raw, cells.Length) ?? (shape.Skips(cells) ? Problems.RowNotOurs.At(place) : shape.Check(cells, place)));
        }
        catch (CsvFormatException)
        {
            return ([], Problems.RowTooLong.At(place, CsvRecords.Longest));
        }
    }

    /// <summary>The records that are ours, the unreadable ones among them.</summary>
    public IEnumerable<InputRow> Rows()
    {
        while (true)
        {
            if (Next())
            {
                var (raw, line) = (records.Raw, linesBefore + records.Line);
                if (records.IsMisquoted && raw.AsSpan().IndexOfAny('\n', '\r') >= 0)
                {
                    foreach (var row in Torn(raw, line))
                        yield return row;
                }
                else if (RowOf(records, line, raw) is { } row)
                {
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

    public void Dispose()
    {
        records.Dispose();
        input.Dispose();
    }

    private IReadOnlyList<Problem> ReadHeader(FieldList fields, FileMapping mapping)
    {
        if (!Next())
            return [Broken ?? (tooLong is null ? Problems.FileEmpty.At(new Place(Name)) : Problems.RowTooLong.At(new Place(Name, 1), CsvRecords.Longest))];
        if (records.IsMisquoted)
            return [Problems.FileUnreadable.At(new Place(Name, 1), CsvRecords.Misquoted)];
        var columns = records.Cells();
        if (columns.FirstOrDefault(column => BrokenBytes.In(column)) is { } broken)
            return [Problems.BytesUndecodable.At(new Place(Name, 1), input.Encoding, BrokenBytes.Show(broken))];
        var (shape, problems) = InputShape.Fit(Name, [.. columns.Select(column => column.Trim())], decimalComma: Separator == ';', fields, mapping);
        Shape = shape!;
        return problems;
    }

    /// <summary>False: the end, or <see cref="Broken"/> or <see cref="tooLong"/> says what came.</summary>
    private bool Next()
    {
        try
        {
            return records.Next();
        }
        catch (CsvFormatException exception)
        {
            tooLong = linesBefore + (int)exception.LineNumber;
            return false;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            Broken = InputFile.Tell(exception, new Place(Name, Math.Max(1, linesBefore + records.Line)));
            return false;
        }
    }

    /// <summary>Null: the mapping says that the record is none of ours.</summary>
    /// <param name="wrong">What is known to be wrong with it already.</param>
    private InputRow? RowOf(CsvRecords from, int line, string raw, Problem? wrong = null)
    {
        var cells = from.Cells();
        wrong ??= from.Check(Shape, line, raw, cells.Length);
        if (wrong is null && Shape.Skips(cells))
        {
            Skipped++;
            return null;
        }

        if (BrokenBytes.In(raw))
        {
            wrong ??= Problems.BytesUndecodable.At(new Place(Name, line), input.Encoding,
                string.Join(", ", Shape.Header.Where((_, index) => index < cells.Length && BrokenBytes.In(cells[index]))));
            raw = BrokenBytes.Show(raw);
            cells = Array.ConvertAll(cells, BrokenBytes.Show);
        }

        return new InputRow(Shape, line, raw, cells, wrong ?? Shape.Check(cells, new Place(Name, line)));
    }

    /// <summary>The lines of a record that a wrong quote has drawn together. The quote is in the first one; the others are read one by one, since
    /// most of them are rows that the quote has swallowed.</summary>
    private IEnumerable<InputRow> Torn(string raw, int firstLine)
    {
        using var lines = new CsvRecords(new StringReader(raw), Separator, lineBreaksInQuotes: false);
        while (lines.Next())
        {
            var line = firstLine + lines.Line - 1;
            if (RowOf(lines, line, lines.Raw, line == firstLine ? Problems.QuoteNotClosed.At(new Place(Name, line)) : null) is { } row)
                yield return row;
        }
    }

    /// <summary>A record that is too long is most often a line with a wrong quote. The line becomes a row that cannot be read, and the next one is read
    /// as if nothing had been.</summary>
    private InputRow? PassOver(int line)
    {
        tooLong = null;
        if (resumptions++ == MostResumptions)
        {
            Broken = Problems.RowTooLong.At(new Place(Name, line), CsvRecords.Longest);
            return null;
        }

        var (again, problem) = InputFile.Open(path, encoding);
        if (again is null)
        {
            Broken = problem;
            return null;
        }

        records.Dispose();
        input.Dispose();
        input = again;
        try
        {
            for (var before = 1; before < line; before++)
                BoundedLine.Read(input.Text, 0);
            var text = BoundedLine.Read(input.Text, CsvRecords.Longest);
            linesBefore = line;
            records = new CsvRecords(input.Text, Separator);
            return new InputRow(Shape, line, BrokenBytes.Show(text.Text), [],
                text.IsWhole ? Problems.QuoteNotClosed.At(new Place(Name, line)) : Problems.RowTooLong.At(new Place(Name, line), CsvRecords.Longest));
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            Broken = InputFile.Tell(exception, new Place(Name, line));
            return null;
        }
    }
}
