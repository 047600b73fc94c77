using System.Text;
using CsvHelper;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Files;

/// <summary>A CSV file read record by record: never more of it in memory than one record and a buffer.</summary>
public sealed class CsvFile : IDisposable
{
    /// <summary>In bytes. A quote that is never closed swallows the rest of the file; it is stopped here instead of in memory.</summary>
    private const int LongestRecord = 100_000;

    private readonly InputFile? input;
    private readonly CsvReader reader;
    private bool malformed;

    private CsvFile(string name, InputFile input, char separator) : this(name, input.Text, separator) => this.input = input;

    private CsvFile(string name, TextReader text, char separator)
    {
        Name = name;
        Separator = separator;
        reader = CsvReader.Create(text, new CsvReaderOptions
        {
            Separator = separator,
            HasHeader = false, // fitted by InputShape, with problems of our own
            TrackLineNumbers = true,
            MaxRecordSize = LongestRecord,
            OnMalformedRecord = _ => malformed = true,
        });
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

        var file = new CsvFile(Path.GetFileName(path), input, separator);
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
        while (Next())
        {
            var raw = Encoding.UTF8.GetString(reader.RawRecord);
            var line = (int)reader.LineNumber;
            var cells = Cells();
            var unreadable = Check(line, raw);
            if (unreadable is null && Shape.Skips(cells))
            {
                Skipped++;
                continue;
            }

            if (BrokenBytes.In(raw))
            {
                unreadable ??= TellBroken(line, cells);
                raw = BrokenBytes.Show(raw);
                cells = Array.ConvertAll(cells, BrokenBytes.Show);
            }

            yield return new InputRow(Shape, line, raw, cells, unreadable ?? Shape.Check(cells, new Place(Name, line)));
        }
    }

    /// <summary>Splits one record that was kept by itself. A problem: it cannot be split into as many cells as the header has.</summary>
    /// <param name="line">Where it stood in its file.</param>
    public static (string[] Cells, Problem? Unreadable) Split(InputShape shape, char separator, int line, string raw)
    {
        using var file = new CsvFile(shape.File, new StringReader(raw), separator) { Shape = shape };
        if (!file.Next())
            return ([], file.Broken ?? Problems.RowUnreadable.At(new Place(shape.File, line), "tom/empty"));
        var (cells, place) = (file.Cells(), new Place(shape.File, line));
        return (cells, file.Check(line, raw) ?? (shape.Skips(cells) ? Problems.RowNotOurs.At(place) : shape.Check(cells, place)));
    }

    public void Dispose()
    {
        reader.Dispose();
        input?.Dispose();
    }

    private IReadOnlyList<Problem> ReadHeader(FieldList fields, FileMapping mapping)
    {
        if (!Next())
            return [Broken ?? Problems.FileEmpty.At(new Place(Name))];
        if (malformed)
            return [Problems.FileUnreadable.At(new Place(Name, 1), Misquoted)];
        if (Cells().FirstOrDefault(column => BrokenBytes.In(column)) is { } broken)
            return [Problems.BytesUndecodable.At(new Place(Name, 1), input!.Encoding, BrokenBytes.Show(broken))];
        var (shape, problems) = InputShape.Fit(Name, [.. Cells().Select(column => column.Trim())], decimalComma: Separator == ';', fields, mapping);
        Shape = shape!;
        return problems;
    }

    private const string Misquoted = "et anførselstegn står forkert/a quote is out of place";

    private string[] Cells()
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
        catch (CsvFormatException)
        {
            return Stop($"en række er længere end {LongestRecord} byte; mangler der et anførselstegn?/a row is longer than {LongestRecord} bytes; is a quote missing?");
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            return Stop(exception.Message);
        }
    }

    private bool Stop(string reason)
    {
        Broken = Problems.FileUnreadable.At(new Place(Name, Math.Max(1, (int)reader.LineNumber)), reason);
        return false;
    }

    private Problem? Check(int line, string raw)
    {
        string? reason = null;
        if (malformed)
            reason = Misquoted;
        else if (reader.FieldCount != Shape.Header.Count)
            reason = $"{reader.FieldCount} celler, {Shape.Header.Count} kolonner/{reader.FieldCount} cells, {Shape.Header.Count} columns";
        else if (raw.Contains('\0'))
            reason = "tegnet NUL/the character NUL";
        return reason is null ? null : Problems.RowUnreadable.At(new Place(Name, line), reason);
    }

    private Problem TellBroken(int line, string[] cells) =>
        Problems.BytesUndecodable.At(new Place(Name, line), input!.Encoding, // what is kept is marked no more
            string.Join(", ", Shape.Header.Where((_, index) => index < cells.Length && BrokenBytes.In(cells[index]))));

    /// <summary>Looks at the header alone; the cells could hold anything.</summary>
    private static Problem? FindSeparator(string path, string? encoding, out char separator)
    {
        separator = ',';
        var (input, problem) = InputFile.Open(path, encoding);
        if (input is null)
            return problem;
        using (input)
        {
            try
            {
                var header = input.Text.ReadLine();
                if (string.IsNullOrWhiteSpace(header))
                    return Problems.FileEmpty.At(new Place(Path.GetFileName(path)));
                if (header.Length > LongestRecord)
                    return Problems.FileUnreadable.At(new Place(Path.GetFileName(path), 1), "overskriftslinjen er for lang/the header line is too long");
                separator = header.Count(letter => letter == ';') > header.Count(letter => letter == ',') ? ';' : ',';
                return null;
            }
            catch (Exception exception) when (exception is InvalidDataException or IOException)
            {
                return Problems.FileUnreadable.At(new Place(Path.GetFileName(path)), exception.Message);
            }
        }
    }
}
