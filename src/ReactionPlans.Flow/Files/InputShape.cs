using ReactionPlans.Rules;
using ReactionPlans.Rules.Geography;

namespace ReactionPlans.Flow.Files;

/// <summary>What a header and its mapping make of a record: where each field is and what its values mean.</summary>
public sealed class InputShape
{
    /// <summary>Columns that our own list of rejected rows adds; a corrected list can be imported as it is.</summary>
    public const string OwnPrefix = "rp_";

    /// <summary>The column of a list exported from the quarantine that says which row of it a row is.</summary>
    public const string QuarantineIdColumn = OwnPrefix + "id";

    private readonly Dictionary<string, FieldReading> readings;
    private readonly IReadOnlyList<(SkipRule Rule, FieldReading Reading)> skips;
    private readonly (string Field, FieldReading Reading)[] strict;

    private InputShape(string file, IReadOnlyList<string> header, bool decimalComma, Projection? projection, HeaderFit fit)
    {
        File = file;
        Header = header;
        DecimalComma = decimalComma;
        Projection = projection;
        QuarantineIdPosition = Enumerable.Range(0, header.Count).Cast<int?>().LastOrDefault(position => header[position!.Value] == QuarantineIdColumn);
        readings = fit.Readings;
        skips = fit.Skips;
        strict = [.. readings.Where(pair => pair.Value.Strict).Select(pair => (pair.Key, pair.Value))];
    }

    public string File { get; }

    public IReadOnlyList<string> Header { get; }

    public bool DecimalComma { get; }

    /// <summary>Where <see cref="QuarantineIdColumn"/> stands; null: the file is no list from the quarantine.</summary>
    public int? QuarantineIdPosition { get; }

    /// <summary>What easting and northing are measured in; null: EPSG:25832.</summary>
    public Projection? Projection { get; }

    /// <summary>Fits a header to the fields we know; see <see cref="HeaderFit"/>.</summary>
    public static (InputShape? Shape, IReadOnlyList<Problem> Problems) Fit(
        string file, IReadOnlyList<string> header, bool decimalComma, FieldList fields, FileMapping mapping)
    {
        var fit = new HeaderFit(file, header, fields, mapping);
        return fit.Wrong.Count == 0
            ? (new InputShape(file, header, mapping.DecimalComma ?? decimalComma, mapping.Projection, fit), [])
            : (null, fit.Wrong);
    }

    /// <summary>The date patterns of a field, tried in order; none: ISO 8601.</summary>
    public IReadOnlyList<string> DatePatterns(string field) => readings.TryGetValue(field, out var reading) ? reading.Dates : [];

    /// <summary>The trimmed and translated value; null where it is blank or the file has no such column.</summary>
    public string? Value(string field, string[] cells) => readings.TryGetValue(field, out var reading) ? reading.Read(cells) : null;

    /// <summary>The mapping says that the record is none of ours.</summary>
    public bool Skips(string[] cells)
    {
        foreach (var (rule, reading) in skips)
        {
            if (rule.Skips(reading.Read(cells) ?? ""))
                return true;
        }

        return false;
    }

    /// <summary>What the mapping cannot make anything of in a record; null: nothing.</summary>
    public Problem? Check(string[] cells, Place place)
    {
        foreach (var (field, reading) in strict)
        {
            if (reading.Check(field, cells, place) is { } problem)
                return problem;
        }

        return null;
    }
}
