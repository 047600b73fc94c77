using System.Text.Json;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Files;

/// <summary>One report as a JSON object, read as the row that the same report would be in a CSV file with our own names.</summary>
public static class JsonRow
{
    private static readonly JsonDocumentOptions Plain = new() { MaxDepth = 8 };

    /// <param name="origin">The way in ("http", "amqp"), as <see cref="RowOrigin.Name"/>.</param>
    /// <param name="line">Where the object begins in what was sent, from 1.</param>
    /// <param name="json">The object as it was written.</param>
    /// <param name="sourceWhenBlank">Stands as the row's source where it names none.</param>
    public static InputRow Read(string origin, int line, string json, string? sourceWhenBlank = null) => Read(ShapeOf(origin), line, json, sourceWhenBlank);

    internal static InputShape ShapeOf(string origin) =>
        InputShape.Fit(origin, FieldList.Reports.Known, decimalComma: false, FieldList.Reports, FileMapping.None).Shape!;

    internal static InputRow Read(InputShape shape, int line, string json, string? sourceWhenBlank)
    {
        var cells = new string[shape.Header.Count];
        var wrong = Fill(shape, new Place(shape.File, line), json, cells);
        for (var index = 0; index < cells.Length; index++)
            cells[index] ??= "";
        var source = Position(shape, "source");
        if (string.IsNullOrWhiteSpace(cells[source]))
            cells[source] = sourceWhenBlank ?? "";
        return new InputRow(shape, line, json, cells, wrong);
    }

    /// <summary>A row of which no object could be made.</summary>
    internal static InputRow Unreadable(InputShape shape, int line, string raw, Problem why) => new(shape, line, raw, [], why);

    private static Problem? Fill(InputShape shape, Place place, string json, string?[] cells)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Plain);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return Problems.JsonUnreadable.At(place, "der ventes et objekt/an object is expected: {\"reference\": ...}");

            Problem? first = null;
            var unknown = new List<string>();
            foreach (var property in document.RootElement.EnumerateObject())
            {
                var position = Position(shape, property.Name);
                if (position >= 0)
                    first ??= Set(cells, position, property, place);
                else if (!property.Name.StartsWith(InputShape.OwnPrefix, StringComparison.Ordinal))
                    unknown.Add(property.Name);
            }

            // A misspelt "occured_to" would otherwise be lost without a word.
            return first ?? (unknown.Count == 0 ? null : Problems.UnknownFields.At(place, string.Join(", ", unknown), string.Join(", ", shape.Header)));
        }
        catch (JsonException exception)
        {
            return Problems.JsonUnreadable.At(place, exception.Message);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, written as \ud800: a text that is none.
            return Problems.JsonUnreadable.At(place, "en tekst er ikke Unicode/a text is not Unicode");
        }
    }

    private static Problem? Set(string?[] cells, int position, JsonProperty property, Place place)
    {
        if (cells[position] is not null)
            return Problems.FieldTwice.At(place, property.Name);
        cells[position] = property.Value.ValueKind switch
        {
            JsonValueKind.String => property.Value.GetString(),
            JsonValueKind.Number => property.Value.GetRawText(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            JsonValueKind.Null => "",
            _ => null,
        };
        return cells[position] is not { } text ? Problems.FieldNotPlain.At(place, property.Name)
            : text.Contains('\0') ? Problems.RowUnreadable.At(place, "tegnet NUL/the character NUL")
            : null;
    }

    private static int Position(InputShape shape, string field)
    {
        for (var position = 0; position < shape.Header.Count; position++)
        {
            if (string.Equals(shape.Header[position], field, StringComparison.Ordinal))
                return position;
        }

        return -1;
    }
}
