using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Files;

/// <summary>Fits a header to the fields we know. Columns nobody asked for are a mistake and not a detail: a misspelt "occured_to" would
/// otherwise be lost without a word. Pure.</summary>
internal sealed class HeaderFit
{
    private static readonly FieldMap OwnName = new();

    private readonly Place place;
    private readonly IReadOnlyList<string> header;
    private readonly FileMapping mapping;
    private readonly Dictionary<string, int> positions = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> asked = new(StringComparer.OrdinalIgnoreCase);

    public HeaderFit(string file, IReadOnlyList<string> header, FieldList fields, FileMapping mapping)
    {
        (place, this.header, this.mapping) = (new Place(file, 1), header, mapping);
        for (var position = header.Count - 1; position >= 0; position--)
            positions[header[position]] = position;

        TellTwice();
        foreach (var field in fields.Known)
        {
            if (Fit(field, mapping.Fields.GetValueOrDefault(field, OwnName)) is { } reading)
                Readings[field] = reading;
        }

        Skips = [.. mapping.Skip.Select(rule => (rule, FieldReading.Of(new FieldMap(), Find("skip", rule.Columns, promised: true))))];
        TellMissing(fields);
        TellUnknown(fields);
    }

    public Dictionary<string, FieldReading> Readings { get; } = [];

    public IReadOnlyList<(SkipRule Rule, FieldReading Reading)> Skips { get; }

    /// <summary>Any of them stops the file before its first row.</summary>
    public List<Problem> Wrong { get; } = [];

    /// <summary>Null: the file does not have the field.</summary>
    private FieldReading? Fit(string field, FieldMap map)
    {
        // A column of our own name beside a constant or another column is no stranger.
        asked.Add(field);
        if (map.Constant is not null)
            return FieldReading.Of(map);
        if (map.Parts.Count > 0)
            return FieldReading.Composed(map, [.. map.Parts.Select(part => FieldReading.Of(part, Find(field, part.Columns, promised: !part.Optional)))]);

        var found = map.Columns.Count == 0 ? Find(field, [field], promised: false) : Find(field, map.Columns, promised: !map.Optional);
        return found.Length == 0 && map.Default is null ? null : FieldReading.Of(map, found);
    }

    private int[] Find(string field, IReadOnlyList<string> columns, bool promised)
    {
        asked.UnionWith(columns);
        int[] found = [.. columns.Where(positions.ContainsKey).Select(column => positions[column])];
        if (found.Length == 0 && promised)
            Wrong.Add(Problems.MappedColumnMissing.At(place, field, string.Join(" / ", columns)));
        return found;
    }

    private void TellTwice()
    {
        foreach (var group in header.GroupBy(column => column, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
            Wrong.Add(Problems.DuplicateColumn.At(place, group.Key));
    }

    private void TellMissing(FieldList fields)
    {
        var missing = fields.Required
            .Where(field => !Readings.ContainsKey(field) && mapping.Fields.GetValueOrDefault(field) is not { Columns.Count: > 0, Optional: false }).ToList();
        if (missing.Count > 0)
            Wrong.Add(Problems.MissingColumns.At(place, string.Join(", ", missing)));
    }

    private void TellUnknown(FieldList fields)
    {
        if (mapping.IgnoreOthers)
            return;
        var unknown = header
            .Where(column => !asked.Contains(column) && !mapping.Ignore.Contains(column) && !column.StartsWith(InputShape.OwnPrefix, StringComparison.Ordinal))
            .ToList();
        if (unknown.Count > 0)
            Wrong.Add(Problems.UnknownColumns.At(place, string.Join(", ", unknown), string.Join(", ", fields.Known)));
    }
}
