using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Files;

/// <summary>What a header and its mapping make of a record: where each field is and what its values mean.</summary>
public sealed class InputShape
{
    /// <summary>Columns that our own list of rejected rows adds; a corrected list can be imported as it is.</summary>
    public const string OwnPrefix = "rp_";

    private readonly FileMapping mapping;
    private readonly Dictionary<string, int> positions;

    private InputShape(string file, IReadOnlyList<string> header, bool decimalComma, FileMapping mapping, Dictionary<string, int> positions)
    {
        File = file;
        Header = header;
        DecimalComma = decimalComma;
        this.mapping = mapping;
        this.positions = positions;
    }

    public string File { get; }

    public IReadOnlyList<string> Header { get; }

    public bool DecimalComma { get; }

    /// <summary>Fits a header to the fields we know. Columns nobody asked for are a mistake and not a detail:
    /// a misspelt "occured_to" would otherwise be lost without a word.</summary>
    public static (InputShape? Shape, IReadOnlyList<Problem> Problems) Fit(
        string file, IReadOnlyList<string> header, bool decimalComma, FieldList fields, FileMapping mapping)
    {
        var place = new Place(file, 1);
        var problems = header.GroupBy(column => column, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1)
            .Select(group => Problems.DuplicateColumn.At(place, group.Key))
            .ToList();

        var positions = new Dictionary<string, int>();
        var used = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in fields.Known)
        {
            used.Add(mapping.ColumnOf(field));
            if (mapping.Constants.ContainsKey(field))
                continue;
            var position = IndexOf(header, mapping.ColumnOf(field));
            if (position >= 0)
                positions[field] = position;
            else if (mapping.Columns.TryGetValue(field, out var promised))
                problems.Add(Problems.MappedColumnMissing.At(place, field, promised));
        }

        var missing = fields.Required.Where(field => !positions.ContainsKey(field) && !mapping.Constants.ContainsKey(field) && !mapping.Columns.ContainsKey(field)).ToList();
        if (missing.Count > 0)
            problems.Add(Problems.MissingColumns.At(place, string.Join(", ", missing)));

        var unknown = mapping.IgnoreOthers ? [] : header
            .Where(column => !used.Contains(column) && !mapping.Ignore.Contains(column) && !column.StartsWith(OwnPrefix, StringComparison.Ordinal))
            .ToList();
        if (unknown.Count > 0)
            problems.Add(Problems.UnknownColumns.At(place, string.Join(", ", unknown), string.Join(", ", fields.Known)));

        return problems.Count == 0 ? (new InputShape(file, header, decimalComma, mapping, positions), problems) : (null, problems);
    }

    public string? DatePattern(string field) => mapping.Dates.GetValueOrDefault(field);

    public string? Value(string field, string[] cells)
    {
        if (mapping.Constants.TryGetValue(field, out var constant))
            return constant;
        if (!positions.TryGetValue(field, out var position) || position >= cells.Length)
            return null;
        var text = cells[position].Trim();
        var meaning = mapping.Meaning(field, text);
        return meaning.Length == 0 ? null : meaning;
    }

    private static int IndexOf(IReadOnlyList<string> header, string column)
    {
        for (var position = 0; position < header.Count; position++)
        {
            if (string.Equals(header[position], column, StringComparison.OrdinalIgnoreCase))
                return position;
        }

        return -1;
    }
}
