using System.Globalization;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Files;

/// <summary>A field as it is read from a record of one file: a mapping that has met its header. Pure.</summary>
internal sealed class FieldReading
{
    private readonly int[] positions;
    private readonly FieldMap map;
    private readonly FieldReading[] parts;
    private readonly bool plain;

    private FieldReading(FieldMap map, int[] positions, FieldReading[] parts)
    {
        (this.map, this.positions, this.parts) = (map, positions, parts);
        plain = positions.Length == 1 && parts.Length == 0 && map is { Constant: null, Default: null } && map.Translation == Translation.None;
    }

    /// <summary>.NET date patterns; none: ISO 8601.</summary>
    public IReadOnlyList<string> Dates => map.Dates;

    /// <summary>Something can be written that costs the row.</summary>
    public bool Strict => map.Constant is null && (parts.Length > 0 || map.Translation.RejectOthers);

    public static FieldReading Of(FieldMap map, params int[] positions) => new(map, positions, []);

    public static FieldReading Composed(FieldMap map, FieldReading[] parts) => new(map, [], parts);

    /// <summary>The trimmed and translated value; null where it is blank.</summary>
    public string? Read(string[] cells)
    {
        if (plain)
            return OrNull(Cell(cells, positions[0]));
        if (map.Constant is { } constant)
            return constant;
        var written = parts.Length > 0 ? Compose(cells) : Written(cells);
        if (written.Length == 0)
            return map.Default;
        return OrNull(map.Translation.Meaning(written) ?? (map.Translation.RejectOthers ? "" : written));
    }

    /// <summary>What is wrong with the value as the mapping sees it; null: nothing.</summary>
    public Problem? Check(string field, string[] cells, Place place)
    {
        foreach (var part in parts)
        {
            var written = part.Written(cells);
            if (written.Length == 0 && part.map is { Optional: false, Default: null })
                return Problems.KeyPartBlank.At(place, field, part.map.Written);
            if (written.Length > 0 && part.map.Dates.Count > 0 && part.Normal(written) is null)
                return Problems.FieldUnreadable.At(place, field, written, string.Join(", ", part.map.Dates));
            if (part.Untranslated(written))
                return Problems.ValueUntranslated.At(place, written, field);
        }

        var whole = parts.Length > 0 ? Compose(cells) : Written(cells);
        return Untranslated(whole) ? Problems.ValueUntranslated.At(place, whole, field) : null;
    }

    private bool Untranslated(string written) => written.Length > 0 && map.Translation.RejectOthers && map.Translation.Meaning(written) is null;

    /// <summary>Every part has its place even when it is blank, so that a value cannot move into its neighbour's. Blank when all are.</summary>
    private string Compose(string[] cells)
    {
        var texts = Array.ConvertAll(parts, part => part.Read(cells) is { } text ? part.Normal(text) ?? text : "");
        return Array.TrueForAll(texts, text => text.Length == 0) ? "" : string.Join(map.Between, texts);
    }

    /// <summary>A time in one form whatever form it was written in, because a key has only one. Null: no time.</summary>
    private string? Normal(string written)
    {
        if (map.Dates.Count == 0)
            return written;
        foreach (var pattern in map.Dates)
        {
            if (DateTime.TryParseExact(written, pattern, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
                return time.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
        }

        return null;
    }

    private string Written(string[] cells)
    {
        foreach (var position in positions)
        {
            if (Cell(cells, position) is { Length: > 0 } text)
                return text;
        }

        return "";
    }

    private static string Cell(string[] cells, int position) => position < cells.Length ? cells[position].Trim() : "";

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}
