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

    private ReadKept(RowOrigin origin, Mapping mapping, InputShape? shape)
    {
        Origin = origin;
        this.mapping = mapping;
        Shape = shape;
    }

    /// <summary>The origin as it is read here: with the mapping that was given.</summary>
    public RowOrigin Origin { get; }

    /// <summary>Null for JSON, where each record has its own.</summary>
    private InputShape? Shape { get; }

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
                    : (new ReadKept(RowOrigin.Csv(origin.Name, csv with { Mapping = mapping.Text }), mapping, shape), []);
            case JsonReading:
                return (new ReadKept(origin, given ?? Mapping.None, null), []);
            default:
                return (new ReadKept(origin, Mapping.None, InputShape.Fit(origin.Name, [], false, Fields, FileMapping.None).Shape), []);
        }
    }

    public FileLine<ReportRow> Read(KeptRow row, IReadOnlyDictionary<string, string> corrections, ReportOptions options) =>
        ReadReport.From(RowOf(row, corrections), options);

    /// <summary>The row's fields. Of a row that cannot be split, and so tells nothing for certain, only what has been put in its place.</summary>
    public InputRow RowOf(KeptRow row, IReadOnlyDictionary<string, string> corrections)
    {
        var place = new Place(Origin.Name, row.Line);
        var (shape, cells, unreadable) = (Shape, Array.Empty<string>(), (Problem?)null);
        if (row.IsMaimed || Origin.Reading is null)
            unreadable = Problems.RowUnreadable.At(place, "som den kom ind/as it came in");
        else if (Origin.Reading is CsvReading csv)
            (cells, unreadable) = CsvFile.Split(shape!, csv.Separator, row.Line, row.Raw);
        else
            (shape, cells, unreadable) = SplitObject(row, place);

        shape ??= InputShape.Fit(Origin.Name, [], false, Fields, FileMapping.None).Shape!;
        if (unreadable is null)
            return new InputRow(shape, row.Line, row.Raw, cells, null, corrections);
        return corrections.Count == 0 ? new InputRow(shape, row.Line, row.Raw, [], unreadable)
            : new InputRow(shape, row.Line, row.Raw, [], null, new Dictionary<string, string>(corrections) { ["source"] = corrections.GetValueOrDefault("source", row.Source) });
    }

    private (InputShape? Shape, string[] Cells, Problem? Unreadable) SplitObject(KeptRow row, Place place)
    {
        try
        {
            using var document = JsonDocument.Parse(row.Raw);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return (null, [], Problems.RowUnreadable.At(place, "intet objekt/no object"));
            var properties = document.RootElement.EnumerateObject().ToList();
            foreach (var nested in properties.Where(property => property.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array))
                return (null, [], Problems.FieldUnreadable.At(place, nested.Name, nested.Value.ValueKind, "en værdi/a value"));
            var (shape, problems) = InputShape.Fit(Origin.Name, [.. properties.Select(property => property.Name)], false, Fields, mapping.For(Fields));
            return shape is null ? (null, [], problems[0]) : (shape, [.. properties.Select(property => TextOf(property.Value))], null);
        }
        catch (JsonException exception)
        {
            return (null, [], Problems.RowUnreadable.At(place, exception.Message));
        }
    }

    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };
}
