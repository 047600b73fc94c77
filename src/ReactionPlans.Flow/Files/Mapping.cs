using System.Text.RegularExpressions;
using ReactionPlans.Rules.Geography;

namespace ReactionPlans.Flow.Files;

/// <summary>Where one of our fields comes from in a file from elsewhere, and what its values mean.</summary>
public sealed record FieldMap
{
    /// <summary>The file's own names for it: the first one with something in it counts. None: our name is the file's name.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>What it is composed of; then <see cref="Columns"/> is empty.</summary>
    public IReadOnlyList<FieldMap> Parts { get; init; } = [];

    /// <summary>What stands between the parts.</summary>
    public string Between { get; init; } = "/";

    /// <summary>The columns may be missing in the file. Of a part: it may be blank in a row too.</summary>
    public bool Optional { get; init; }

    /// <summary>What holds for every row, whatever is written.</summary>
    public string? Constant { get; init; }

    /// <summary>What holds where nothing is written.</summary>
    public string? Default { get; init; }

    public Translation Translation { get; init; } = Translation.None;

    /// <summary>.NET date patterns, tried in this order. None: ISO 8601.</summary>
    public IReadOnlyList<string> Dates { get; init; } = [];

    /// <summary>What a person is told the field is read from.</summary>
    public string Written => Parts.Count > 0 ? string.Join(" + ", Parts.Select(part => part.Written)) : string.Join(" / ", Columns);
}

/// <summary>What written values mean: a word that is known first, then the first pattern that is found in the value.</summary>
/// <param name="RejectOthers">A value that is neither costs the row; otherwise it passes as it is.</param>
public sealed record Translation(IReadOnlyDictionary<string, string> Words, IReadOnlyList<(Regex Pattern, string Meaning)> Patterns, bool RejectOthers)
{
    public static readonly Translation None = new(new Dictionary<string, string>(), [], RejectOthers: false);

    /// <summary>Null: the value is neither a word nor like a pattern.</summary>
    public string? Meaning(string value)
    {
        if (Words.TryGetValue(value, out var meaning))
            return meaning;
        foreach (var (pattern, told) in Patterns)
        {
            if (pattern.Match(value) is { Success: true } match)
                return match.Result(told);
        }

        return null;
    }
}

/// <summary>Which rows are none of ours.</summary>
/// <param name="Columns">The file's names for the column that tells; the first one with something in it counts.</param>
/// <param name="Words">Values; null: <paramref name="Pattern"/> tells.</param>
/// <param name="Unless">The rows that are like this are ours and the others are not.</param>
public sealed record SkipRule(IReadOnlyList<string> Columns, IReadOnlySet<string>? Words, Regex? Pattern, bool Unless)
{
    /// <summary>A blank says nothing about what the row is, so it skips nothing unless the rule asks for it.</summary>
    public bool Skips(string value) =>
        value.Length == 0 ? !Unless && Words?.Contains("") == true : (Words?.Contains(value) ?? Pattern!.IsMatch(value)) != Unless;
}

/// <summary>How one kind of file from elsewhere is read: a section of a --map file.</summary>
public sealed record FileMapping
{
    /// <summary>The file already has our names.</summary>
    public static readonly FileMapping None = new();

    /// <summary>Our fields, as far as the section names them.</summary>
    public IReadOnlyDictionary<string, FieldMap> Fields { get; init; } = new Dictionary<string, FieldMap>();

    public IReadOnlyList<SkipRule> Skip { get; init; } = [];

    /// <summary>Columns that are passed over.</summary>
    public IReadOnlySet<string> Ignore { get; init; } = new HashSet<string>();

    /// <summary>Every column that is not named is passed over.</summary>
    public bool IgnoreOthers { get; init; }

    /// <summary>Null: comma or semicolon, as the header says.</summary>
    public char? Separator { get; init; }

    /// <summary>Null: UTF-8.</summary>
    public string? Encoding { get; init; }

    /// <summary>Null: when the separator is a semicolon.</summary>
    public bool? DecimalComma { get; init; }

    /// <summary>What easting and northing are measured in; null: EPSG:25832.</summary>
    public Projection? Projection { get; init; }

    /// <summary>The file's names for a field.</summary>
    public IEnumerable<string> ColumnsOf(string field) =>
        Fields.GetValueOrDefault(field) is not { } map ? [field]
            : map.Parts.Count > 0 ? map.Parts.SelectMany(part => part.Columns)
            : map.Columns.Count > 0 ? map.Columns
            : [field];
}

/// <summary>A whole --map file.</summary>
public sealed record Mapping(IReadOnlyDictionary<string, FileMapping> Sections)
{
    public static readonly Mapping None = new(new Dictionary<string, FileMapping>());

    /// <summary>The file as it was written, so that rows read with it can be read so again; null: there was none.</summary>
    public string? Text { get; init; }

    public FileMapping For(FieldList fields) => Sections.GetValueOrDefault(fields.Kind, FileMapping.None);
}
