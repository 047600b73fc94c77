namespace ReactionPlans.Flow.Files;

/// <summary>How one kind of file from elsewhere is read: section by section what a --map file says.</summary>
/// <param name="Columns">Our field to the file's column (or GeoJSON property).</param>
/// <param name="Constants">Our field to the value that holds for every row.</param>
/// <param name="Translate">Our field to the file's values and what they mean; other values pass as they are.</param>
/// <param name="Dates">Our field to a .NET date pattern.</param>
/// <param name="Ignore">Columns that are passed over.</param>
/// <param name="IgnoreOthers">Every column that is not named is passed over.</param>
public sealed record FileMapping(
    IReadOnlyDictionary<string, string> Columns,
    IReadOnlyDictionary<string, string> Constants,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Translate,
    IReadOnlyDictionary<string, string> Dates,
    IReadOnlySet<string> Ignore,
    bool IgnoreOthers)
{
    /// <summary>The file already has our names.</summary>
    public static readonly FileMapping None = new(
        new Dictionary<string, string>(),
        new Dictionary<string, string>(),
        new Dictionary<string, IReadOnlyDictionary<string, string>>(),
        new Dictionary<string, string>(),
        new HashSet<string>(),
        IgnoreOthers: false);

    /// <summary>The file's name for a field: its own where the mapping has none.</summary>
    public string ColumnOf(string field) => Columns.GetValueOrDefault(field, field);

    /// <summary>What a written value means.</summary>
    public string Meaning(string field, string value) =>
        Translate.TryGetValue(field, out var words) && words.TryGetValue(value, out var meaning) ? meaning : value;
}

/// <summary>A whole --map file.</summary>
public sealed record Mapping(IReadOnlyDictionary<string, FileMapping> Sections)
{
    public static readonly Mapping None = new(new Dictionary<string, FileMapping>());

    /// <summary>The file as it was written, so that rows read with it can be read so again; null: there was none.</summary>
    public string? Text { get; init; }

    public FileMapping For(FieldList fields) => Sections.GetValueOrDefault(fields.Kind, FileMapping.None);
}
