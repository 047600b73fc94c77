using System.Globalization;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Geography;
using ReactionPlans.Rules.Intake;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Files;

/// <summary>One record of an input, asked by our field names whatever the input calls them.</summary>
/// <param name="shape">Where each field is in a record, and what its values mean.</param>
/// <param name="line">The line on which the record begins, from 1.</param>
/// <param name="raw">The record as it was written.</param>
/// <param name="cells">Its cells; empty when <paramref name="unreadable"/>.</param>
/// <param name="unreadable">Why the record could not be split into cells.</param>
/// <param name="corrections">Our field to the value that a person has put before the row's own, whatever mapping and constants say; "" is blank.</param>
public sealed class InputRow(InputShape shape, int line, string raw, string[] cells, Problem? unreadable, IReadOnlyDictionary<string, string>? corrections = null)
{
    private static readonly Phrase ANumber = new("et tal", "a number");

    public int Line => line;

    public string Raw => raw;

    public IReadOnlyList<string> Cells => cells;

    public Problem? Unreadable => unreadable;

    public Place Place => new(shape.File, line);

    /// <summary>Null: the file is no list from the quarantine, or the row in it is new.</summary>
    public long? QuarantineId =>
        shape.QuarantineIdPosition is { } position && position < cells.Length
            && long.TryParse(cells[position], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>The trimmed and translated value; null where it is blank or the file has no such column.</summary>
    public string? this[string field] =>
        corrections is null || !corrections.TryGetValue(field, out var corrected) ? shape.Value(field, cells)
            : corrected.Length == 0 ? null : corrected;

    /// <summary>False: something is written, and it is no time.</summary>
    public bool TryMoment(string field, out Moment? moment)
    {
        moment = null;
        if (this[field] is not { } text)
            return true;
        // Patterns are the file's; a correction is written as we write.
        IReadOnlyList<string> patterns = corrections?.ContainsKey(field) == true ? [] : shape.DatePatterns(field);
        if (!Moment.TryParse(text, patterns, out var read))
            return false;
        moment = read;
        return true;
    }

    /// <summary>False: something is written, and it is no finite number.</summary>
    public bool TryNumber(string field, out double? number)
    {
        number = null;
        if (this[field] is not { } text)
            return true;
        if (shape.DecimalComma)
            text = text.Replace(',', '.');
        const NumberStyles plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (!double.TryParse(text, plain, CultureInfo.InvariantCulture, out var read) || !double.IsFinite(read))
            return false;
        number = read;
        return true;
    }

    /// <summary>0 or 1; blank is <paramref name="missing"/>. Null: something else is written.</summary>
    public bool? Flag(string field, bool missing) => this[field] switch
    {
        null => missing,
        "0" or "false" => false,
        "1" or "true" => true,
        _ => null,
    };

    /// <summary>The place as WGS 84, or none, with what is wrong with it. A wrong place never costs the row.</summary>
    public (double? Latitude, double? Longitude, Problem? Problem) ReadPlace()
    {
        var (latitude, longitude, problem) = ReadPair("latitude", "longitude");
        if (problem is not null)
            return (null, null, problem);
        if (latitude is { } y && longitude is { } x)
        {
            return y == 0 && x == 0 ? (null, null, Problems.PlaceIsZero.At(Place))
                : Degrees.LookSwapped(y, x) ? (null, null, Problems.CoordinatesSwapped.At(Place, y, x))
                : Degrees.OnGlobe(y, x) ? (y, x, null)
                : (null, null, Unreadable("latitude", $"{this["latitude"]}, {this["longitude"]}", "-90..90, -180..180"));
        }

        var (easting, northing, metres) = ReadPair("easting", "northing");
        if (metres is not null || easting is not { } east || northing is not { } north)
            return (null, null, metres);
        if (shape.Projection is null && Utm32.LookSwapped(east, north))
            return (null, null, Problems.MetresSwapped.At(Place, east, north));
        var place = shape.Projection is { } projection ? projection.ToWgs84(east, north)
            : Utm32.Covers(east, north) ? Utm32.ToWgs84(east, north)
            : null;
        return place is { } at ? (at.Latitude, at.Longitude, null)
            : (null, null, Unreadable("easting", $"{this["easting"]}, {this["northing"]}", shape.Projection is null ? "EPSG:25832" : "coordinates (--map)"));

        Problem Unreadable(string field, string? text, string expected) => Problems.FieldUnreadable.At(Place, field, text, expected);
    }

    /// <summary>What is wrong with the characters of a field by which things are told apart; null: nothing.</summary>
    public Problem? FaultOfName(string field) =>
        this[field] is { } text ? Tell(field, text, PlainText.FaultOfName(text, out var shown), shown) : null;

    /// <summary>What is wrong with the characters of a free text; null: nothing.</summary>
    public Problem? FaultOfText(string field) =>
        this[field] is { } text ? Tell(field, text, PlainText.FaultOf(text, out var shown), shown) : null;

    private Problem? Tell(string field, string text, TextFault fault, string shown) => fault switch
    {
        TextFault.Control => Problems.ControlCharacter.At(Place, field, shown),
        TextFault.Hidden => Problems.HiddenCharacter.At(Place, field, shown),
        TextFault.Lost => Problems.CharactersLost.At(Place, field, text),
        TextFault.Formula => Problems.LooksLikeFormula.At(Place, field, text),
        _ => null,
    };

    private (double? First, double? Second, Problem? Problem) ReadPair(string first, string second)
    {
        if (!TryNumber(first, out var one))
            return (null, null, Problems.FieldUnreadable.At(Place, first, this[first], ANumber));
        if (!TryNumber(second, out var two))
            return (null, null, Problems.FieldUnreadable.At(Place, second, this[second], ANumber));
        return one is null == two is null
            ? (one, two, null)
            : (null, null, Problems.FieldMissing.At(Place, one is null ? first : second));
    }
}
