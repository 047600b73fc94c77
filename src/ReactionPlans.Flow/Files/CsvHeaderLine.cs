using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Files;

/// <summary>Looks at the first line of a file before it is read as CSV: whether it can be, and what parts its cells.</summary>
internal static class CsvHeaderLine
{
    /// <summary>The separator, by the header alone, since the cells could hold anything; or why the file is no CSV.</summary>
    public static (char Separator, Problem? Problem) Look(string path, string? encoding)
    {
        var (input, problem) = InputFile.Open(path, encoding);
        if (input is null)
            return (default, problem);
        using (input)
        {
            try
            {
                var (header, isWhole) = BoundedLine.Read(input.Text, CsvRecords.Longest);
                return Fault(header, isWhole, input.Encoding, new Place(Path.GetFileName(path), 1)) is { } fault ? (default, fault)
                    : (header.Count(letter => letter == ';') > header.Count(letter => letter == ',') ? ';' : ',', null);
            }
            catch (Exception exception) when (exception is InvalidDataException or IOException)
            {
                return (default, InputFile.Tell(exception, new Place(Path.GetFileName(path))));
            }
        }
    }

    private static Problem? Fault(string header, bool isWhole, string encoding, Place place)
    {
        foreach (var letter in header)
        {
            if (char.IsControl(letter) && letter != '\t')
                return Problems.FileNotText.At(place, encoding, new Phrase($"overskriftslinjen rummer tegnet U+{(int)letter:X4}.", $"the header line holds the character U+{(int)letter:X4}."));
        }

        if (!isWhole)
            return Problems.RowTooLong.At(place, CsvRecords.Longest);
        if (header.AsSpan().Trim() is ['<' or '{', ..])
            return Problems.NotCsv.At(place, header.Trim()[..1], header.Contains('<') ? "XML/HTML" : "JSON");
        return string.IsNullOrWhiteSpace(header) ? Problems.FileEmpty.At(place with { Line = null }) : null;
    }
}
