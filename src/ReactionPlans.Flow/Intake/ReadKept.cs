using System.Text.Json;
using ReactionPlans.Flow.Files;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Intake;

/// <summary>Reads kept rows as their origin was read, or with another mapping.</summary>
internal sealed class ReadKept
{
    // A column that is not there is told row by row here: a correction can stand in for it.
    private static readonly FieldList Fields = FieldList.Reports with { Required = [] };

    private readonly Mapping mapping;

    /// <summary>Null for JSON, where each record has its own.</summary>
    private readonly InputShape? shape;

    private readonly bool isRemapped;

    private ReadKept(RowOrigin origin, Mapping mapping, InputShape? shape, bool isRemapped)
    {
        Origin = origin;
        this.mapping = mapping;
        this.shape = shape;
        this.isRemapped = isRemapped;
    }

    /// <summary>The origin as it is read here: with the mapping that was given.</summary>
    public RowOrigin Origin { get; }

    /// <param name="given">Instead of the mapping that the rows were read with; null: that one again.</param>
    /// <returns>A reader, or why none of the origin's rows can be read so.</returns>
    public static (ReadKept? Reader, IReadOnlyList<Problem> Problems) Of(RowOrigin origin, Mapping? given)
    {
        switch (origin.Reading)
        {
            case CsvReading csv:
                var (mapping, wrong) = given is not null ? (given, [])
                    : csv.Mapping is null ? (Mapping.None, [])
                    : MappingFile.ReadText(csv.Mapping, origin.Name);
                if (mapping is null)
                    return (null, wrong);
                var (shape, problems) = InputShape.Fit(origin.Name, csv.Header, csv.Separator == ';', Fields, mapping.For(Fields));
                return shape is null ? (null, problems)
                    : (new ReadKept(RowOrigin.Csv(origin.Name, csv with { Mapping = mapping.Text }), mapping, shape, given is not null), []);
            case JsonReading:
                return (new ReadKept(origin, given ?? Mapping.None, null, given is not null), []);
            default:
                return (new ReadKept(origin, Mapping.None, null, isRemapped: false), []);
        }
    }

    /// <summary>The report that the row is now, or why it is none. Who was let in to deliver for one source does not get to another by being
    /// rejected first: a row that names another source than the one it is kept under waits for somebody who sees every source.</summary>
    public FileLine<ReportRow> Read(KeptRow row, IReadOnlyDictionary<string, string> corrections, ReportOptions options)
    {
        var fields = RowOf(row, corrections);
        var line = ReadReport.From(fields, options);
        return line.Source == row.Source || isRemapped || corrections.ContainsKey("source") ? line
            : FileLine.Rejected<ReportRow>(fields, line.Key, Problems.SourceDiffers.At(fields.Place, line.Source, row.Source)) with { Source = row.Source };
    }

    /// <summary>The row's fields. Of a row that cannot be split, and so tells nothing for certain, only what has been put in its place.</summary>
    public InputRow RowOf(KeptRow row, IReadOnlyDictionary<string, string> corrections)
    {
        var (shape, cells, unreadable) = Split(row);
        if (unreadable is not null)
            return new InputRow(shape, row.Line, row.Raw, [], corrections.Count == 0 ? unreadable : null, WithSource(corrections));
        var split = new InputRow(shape, row.Line, row.Raw, cells, null, corrections);
        return split["source"] is null ? new InputRow(shape, row.Line, row.Raw, cells, null, WithSource(corrections)) : split;

        // A row that does not say whose it is is the source's that it is kept under.
        Dictionary<string, string> WithSource(IReadOnlyDictionary<string, string> known) => new(known) { ["source"] = known.GetValueOrDefault("source", row.Source) };
    }

    private (InputShape Shape, string[] Cells, Problem? Unreadable) Split(KeptRow row)
    {
        var place = new Place(Origin.Name, row.Line);
        if (row.IsMaimed || Origin.Reading is null)
            return (shape ?? Empty(), [], Problems.RowUnreadable.At(place, "som den kom ind/as it came in"));
        if (Origin.Reading is not CsvReading csv)
            return SplitObject(row, place);
        var (cells, unreadable) = CsvFile.Split(shape!, csv.Separator, row.Line, row.Raw);
        return (shape!, cells, unreadable);
    }

    private (InputShape Shape, string[] Cells, Problem? Unreadable) SplitObject(KeptRow row, Place place)
    {
        try
        {
            using var document = JsonDocument.Parse(row.Raw);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return (Empty(), [], Problems.RowUnreadable.At(place, "intet objekt/no object"));
            var properties = document.RootElement.EnumerateObject().ToList();
            foreach (var nested in properties.Where(property => property.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array))
                return (Empty(), [], Problems.FieldUnreadable.At(place, nested.Name, nested.Value.ValueKind, "en værdi/a value"));
            var (fitted, problems) = InputShape.Fit(Origin.Name, [.. properties.Select(property => property.Name)], false, Fields, mapping.For(Fields));
            var cells = properties.Select(property => TextOf(property.Value)).ToArray();
            return fitted is null ? (Empty(), [], problems[0])
                : cells.Any(cell => cell.Contains('\0')) ? (Empty(), [], Problems.RowUnreadable.At(place, "tegnet NUL/the character NUL"))
                : (fitted, cells, null);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The latter: half a surrogate pair, a text that is none.
            return (Empty(), [], Problems.RowUnreadable.At(place, exception.Message));
        }
    }

    private InputShape Empty() => InputShape.Fit(Origin.Name, [], false, Fields, FileMapping.None).Shape!;

    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };
}
