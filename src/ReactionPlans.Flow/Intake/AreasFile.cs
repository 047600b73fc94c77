using System.Text.Json;
using NetTopologySuite.Geometries;
using ReactionPlans.Flow.Files;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Intake;

/// <summary>An area as it was drawn: a valid (multi)polygon in WGS 84, x = longitude.</summary>
public sealed record DrawnArea(string Level, string Code, string Name, Geometry Geometry);

/// <summary>What a file of areas holds. With any of <paramref name="Problems"/> nothing of it may be used:
/// a map with a hole where one area should be counts wrongly without a word.</summary>
/// <param name="Notes">Polygons that were repaired.</param>
public sealed record DrawnAreas(IReadOnlyList<DrawnArea> Areas, IReadOnlyList<Problem> Notes, IReadOnlyList<Problem> Problems);

/// <summary>A GeoJSON FeatureCollection of areas. It needs no database: the backtest reads it too.</summary>
public sealed class AreasFile
{
    private readonly string file;
    private readonly FileMapping section;
    private readonly InputShape shape;
    private readonly List<DrawnArea> areas = [];
    private readonly List<Problem> notes = [];
    private readonly List<Problem> problems = [];

    private AreasFile(string file, FileMapping section, InputShape shape)
    {
        this.file = file;
        this.section = section;
        this.shape = shape;
    }

    /// <summary>Reads the whole file; every area that is wrong is told, not only the first.</summary>
    public static DrawnAreas Read(string path, Mapping mapping, string? encoding = null)
    {
        var section = mapping.For(FieldList.Areas);
        var (input, problem) = InputFile.Open(path, encoding ?? section.Encoding);
        if (input is null)
            return new DrawnAreas([], [], [problem!]);

        using (input)
        {
            // A feature has no header: it is asked for the properties that the mapping names, and lacks one by leaving it blank.
            var name = Path.GetFileName(path);
            var asked = FieldList.Areas.Known.SelectMany(section.ColumnsOf).Concat(section.Skip.SelectMany(rule => rule.Columns)).Distinct();
            var (shape, problems) = InputShape.Fit(name, [.. asked], decimalComma: false, FieldList.Areas, section with { IgnoreOthers = true });
            if (shape is null)
                return new DrawnAreas([], [], problems);
            var reading = new AreasFile(name, section, shape);
            reading.Read(input);
            return new DrawnAreas(reading.problems.Count == 0 ? reading.areas : [], reading.notes, reading.problems);
        }
    }

    private void Read(InputFile input)
    {
        try
        {
            var text = input.Text.ReadToEnd();
            if (BrokenBytes.In(text))
            {
                problems.Add(Problems.FileUnreadable.At(new Place(file), $"tegn, der ikke er {input.Encoding}/characters that are not {input.Encoding}"));
                return;
            }

            using var document = JsonDocument.Parse(text);
            if (Features(document.RootElement) is not { } features)
                problems.Add(Problems.GeoJsonUnreadable.At(new Place(file), "FeatureCollection med/with features?"));
            else
                ReadFeatures(features);
        }
        catch (JsonException exception)
        {
            var place = new Place(file, (int?)exception.LineNumber + 1, (int?)exception.BytePositionInLine + 1);
            problems.Add(Problems.GeoJsonUnreadable.At(place, exception.Message));
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            problems.Add(Problems.FileUnreadable.At(new Place(file), exception.Message));
        }
    }

    private static JsonElement? Features(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String
            && type.GetString() == "FeatureCollection" && root.TryGetProperty("features", out var features)
            && features.ValueKind == JsonValueKind.Array ? features : null;

    private void ReadFeatures(JsonElement features)
    {
        var seen = new HashSet<(string, string)>();
        var number = 0;
        foreach (var feature in features.EnumerateArray())
        {
            number++;
            var cells = Cells(feature);
            if (shape.Skips(cells))
                continue;
            if (shape.Check(cells, new Place(file)) is { } wrong)
                problems.Add(wrong);
            else if (Property(cells, "code", number) is { } code && Property(cells, "name", number) is { } name && Property(cells, "level", number) is { } level)
                Add(feature, code, name, level);
        }

        if (number == 0)
            problems.Add(Problems.NoAreas.At(new Place(file)));

        void Add(JsonElement feature, string code, string name, string level)
        {
            if (!seen.Add((level, code)))
                problems.Add(Problems.AreaCodeTwice.At(new Place(file), code, level));
            else if (DrawArea(feature, code) is { } geometry)
                areas.Add(new DrawnArea(level, code, name, geometry));
        }
    }

    private Geometry? DrawArea(JsonElement feature, string code)
    {
        var drawing = new AreaDrawing(new Place(file), code);
        var geometry = drawing.Draw(feature.TryGetProperty("geometry", out var shape) ? shape : default);
        if (drawing.Problem is { } problem)
            problems.Add(problem);
        if (drawing.Note is { } note)
            notes.Add(note);
        return geometry;
    }

    private string[] Cells(JsonElement feature)
    {
        var cells = new string[shape.Header.Count];
        for (var index = 0; index < cells.Length; index++)
        {
            cells[index] = feature.ValueKind == JsonValueKind.Object && feature.TryGetProperty("properties", out var properties)
                && properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty(shape.Header[index], out var value)
                && value.ValueKind is JsonValueKind.String or JsonValueKind.Number && value.ToString() is var text && !text.Contains('\0') ? text : "";
        }

        return cells;
    }

    private string? Property(string[] cells, string field, int number)
    {
        if (shape.Value(field, cells) is { } text)
            return text;
        problems.Add(Problems.AreaPropertyMissing.At(new Place(file), number, string.Join(" / ", section.ColumnsOf(field))));
        return null;
    }
}
