using System.Text;

namespace ReactionPlans.Flow.Tests.Intake;

/// <summary>The table of bad inputs: what has gone wrong somewhere, and what fuzzing has found. docs/bad-input.md is drawn from it.</summary>
internal static class BadInputs
{
    public static IReadOnlyList<BadInput> All { get; } =
    [
        .. BadReports.Rows, .. BadReports.Files, .. BadLists.Rows, .. BadAreas.Features, .. BadAreas.Files, .. BadYaml.Mappings, .. BadYaml.Agreements,
    ];
}

/// <summary>CSV of rows with a few cells exchanged.</summary>
/// <param name="Header">The columns.</param>
/// <param name="Good">A good row.</param>
/// <param name="Key">The column by which rows are told apart.</param>
internal sealed record RowForm(Way Way, string[] Header, string[] Good, string Key)
{
    public string HeaderLine => string.Join(',', Header);

    /// <summary>A good row of that key.</summary>
    public string GoodRow(string key) => With((Key, key));

    public string With(params (string Column, string Value)[] cells)
    {
        var row = (string[])Good.Clone();
        foreach (var (column, value) in cells)
            row[Array.IndexOf(Header, column)] = value.AsSpan().IndexOfAny(",\"\n\r") >= 0 ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;
        return string.Join(',', row);
    }

    /// <summary>A bad row between two good ones, by the cells that differ from a good one.</summary>
    public BadInput Bad(Fate fate, int number, string name, params (string Column, string Value)[] cells) => Written(fate, number, name, With(cells));

    /// <summary>The same, written out.</summary>
    public BadInput Written(Fate fate, int number, string name, string row) => new(Way, fate, number, name)
    {
        Row = row,
        Content = () => BadInput.Utf8($"{HeaderLine}\n{GoodRow("GOOD-1")}\n{row}\n{GoodRow("GOOD-2")}\n"),
    };
}

internal static class BadReports
{
    public static readonly RowForm Form = new(Way.Reports,
        ["reference", "offence", "reported_at", "source", "revision", "status", "known_at", "attempt", "occurred_from", "occurred_to", "latitude", "longitude", "easting", "northing", "area_code"],
        ["BAD", "1320", "2026-03-01", "", "", "", "", "", "", "", "56.5", "10.5", "", "", ""], "reference");

    private static readonly string Good = $"{Form.HeaderLine}\n{Form.GoodRow("GOOD-1")}\n{Form.GoodRow("GOOD-2")}\n";

    public static IReadOnlyList<BadInput> Rows { get; } =
    [
        Rejected(1005, "a blank reference", ("reference", "")),
        Rejected(1005, "a reference of spaces", ("reference", "   ")),
        Rejected(1020, "a reference of 201 characters", ("reference", new string('R', 201))),
        Rejected(1134, "a reference with a bell in it", ("reference", "A\u00071")),
        Rejected(1134, "a reference over two lines", ("reference", "A\n1")),
        Rejected(1122, "a reference with a mark that turns the text around", ("reference", "A1\u202E")),
        Rejected(1122, "a reference with a space of no width", ("reference", "A\u200B1")),
        Rejected(1122, "a reference with an emoji of several characters joined invisibly", ("reference", "\U0001F469\u200D\U0001F692")),
        Rejected(1123, "a reference with letters that were lost in another program", ("reference", "\uFFFD\uFFFD-17")),
        Rejected(1124, "a formula as reference", ("reference", "=cmd|'/c calc'!A1")),
        Rejected(1124, "a reference that a spreadsheet would call", ("reference", "@SUM(A1)")),
        Rejected(1005, "a blank offence", ("offence", "")),
        Rejected(1020, "an offence of 201 characters", ("offence", new string('1', 201))),
        Rejected(1134, "an offence with a tab in it", ("offence", "13\t20")),
        Rejected(1020, "a source of 201 characters", ("source", new string('s', 201))),
        Rejected(1122, "a source with a soft hyphen", ("source", "øst\u00ADjylland")),
        Rejected(1122, "an area code with a byte order mark in it", ("area_code", "80\uFEFF00"), ("latitude", ""), ("longitude", "")),
        Rejected(1005, "no reported day", ("reported_at", "")),
        Rejected(1006, "a reported day in words", ("reported_at", "i går")),
        Rejected(1007, "a reported day in the future", ("reported_at", "2026-03-05")),
        Rejected(1006, "the 31st of February", ("reported_at", "2026-02-31")),
        Rejected(1006, "the 29th of February in an ordinary year", ("reported_at", "2025-02-29")),
        Rejected(1006, "a Danish date without a mapping", ("reported_at", "01-03-2026")),
        Rejected(1006, "an American date", ("reported_at", "03/01/2026")),
        Rejected(1006, "a year of two digits", ("reported_at", "26-03-01")),
        Rejected(1006, "a year with its digits exchanged", ("reported_at", "0226-03-01")),
        Rejected(1006, "a spreadsheet's serial number for a day", ("reported_at", "46082")),
        Rejected(1006, "the hour 25", ("reported_at", "2026-03-01T25:00")),
        Rejected(1006, "an offset of 15 hours", ("reported_at", "2026-03-01T10:00+15:00")),
        Rejected(1006, "revision 0", ("revision", "0")),
        Rejected(1006, "a negative revision", ("revision", "-1")),
        Rejected(1006, "a revision that is too large for a number", ("revision", "2147483648")),
        Rejected(1006, "half a revision", ("revision", "1.5")),
        Rejected(1006, "a revision in Arabic digits", ("revision", "\u0661")),
        Rejected(1006, "an unknown status", ("status", "deleted")),
        Rejected(1006, "an attempt that is neither 0 nor 1", ("attempt", "måske")),
        Rejected(1006, "a moment of knowing in words", ("known_at", "senere")),
        Rejected(1127, "a moment of knowing in the future", ("known_at", "2026-03-06")),
        Rejected(1013, "the same revision with other content", ("reference", "GOOD-1"), ("offence", "1330")),
        Form.Written(Fate.Rejected, 1011, "a cell too many", Form.With() + ","),
        Form.Written(Fate.Rejected, 1011, "a row cut off in the middle", "BAD,1320,2026-0"),
        Form.Written(Fate.Rejected, 1011, "a decimal comma in a file with commas", Form.With().Replace("56.5", "56,5", StringComparison.Ordinal)),
        Form.Written(Fate.Rejected, 1011, "a quote in the middle of a cell", Form.With().Replace("BAD", "B\"A\"D", StringComparison.Ordinal)),
        Form.Written(Fate.Rejected, 1011, "letters after a closing quote", Form.With().Replace("BAD", "\"BA\"D", StringComparison.Ordinal)),
        Form.Written(Fate.Rejected, 1011, "the character NUL", Form.With(("area_code", "80\000"))) with { Kept = Form.With(("area_code", "80\uFFFD00")) },
        Form.Written(Fate.Rejected, 1072, "a letter in windows-1252 in a file of UTF-8", Form.With(("reference", "BÆD"))) with
        {
            Content = () => [.. BadInput.Utf8($"{Form.HeaderLine}\n{Form.GoodRow("GOOD-1")}\n"), .. Encoding.Latin1.GetBytes(Form.With(("reference", "BÆD"))), .. BadInput.Utf8($"\n{Form.GoodRow("GOOD-2")}\n")],
            Kept = Form.With(("reference", "B\\xC6D")),
        },
        Form.Written(Fate.Rejected, 1131, "a quote that is never closed", "\"" + Form.With()),
        Form.Written(Fate.Rejected, 1131, "a quote that is never closed, before 8,000 good rows", "\"" + Form.With()) with
        {
            Content = () => BadInput.Utf8($"{Form.HeaderLine}\n{Form.GoodRow("GOOD-1")}\n\"{Form.With()}\n{Form.GoodRow("GOOD-2")}\n" + string.Concat(Enumerable.Repeat(Form.GoodRow("GOOD-2") + "\n", 8_000))),
        },
        Form.Written(Fate.Rejected, 1130, "an endless row", new string('x', 300_000)) with { Kept = new string('x', 100_000) },

        Noted(1009, "a burglary that ended before it began", ("occurred_from", "2026-02-28T10:00"), ("occurred_to", "2026-02-27T10:00")),
        Noted(1009, "a burglary after its report", ("occurred_from", "2026-03-02"), ("occurred_to", "2026-03-03")),
        Noted(1009, "an interval more than ten years before the report", ("occurred_from", "2014-01-01"), ("occurred_to", "2026-02-01")),
        Noted(1006, "a beginning in words", ("occurred_from", "i foråret")),
        Noted(1125, "an hour that the clock jumped over", ("occurred_from", "2025-03-30T02:30"), ("occurred_to", "2025-03-30T05:00")),
        Noted(1126, "an hour that came twice", ("occurred_from", "2025-10-26T02:30"), ("occurred_to", "2025-10-26T05:00")),
        Noted(1126, "a report in the hour that came twice", ("reported_at", "2025-10-26T02:59:59")),
        Noted(2007, "latitude and longitude exchanged", ("latitude", "10.5"), ("longitude", "56.5")),
        Noted(2030, "the place 0, 0", ("latitude", "0"), ("longitude", "0.0")),
        Noted(1006, "a latitude that is no number (NaN)", ("latitude", "NaN")),
        Noted(1006, "an infinite longitude", ("longitude", "Infinity")),
        Noted(1006, "a number too large for a number", ("latitude", "1e999")),
        Noted(1006, "a hexadecimal latitude", ("latitude", "0x38")),
        Noted(1006, "degrees and minutes", ("latitude", "56°30")),
        Noted(1006, "a quoted decimal comma in a file with commas", ("latitude", "56,5")),
        Noted(1006, "a latitude beyond the pole", ("latitude", "91")),
        Noted(1005, "half a place", ("longitude", "")),
        Noted(1005, "half a place in metres", ("latitude", ""), ("longitude", ""), ("easting", "575200")),
        Noted(1006, "metres outside the zone", ("latitude", ""), ("longitude", ""), ("easting", "-5"), ("northing", "6224213")),
        Noted(2013, "easting and northing exchanged", ("latitude", ""), ("longitude", ""), ("easting", "6224213"), ("northing", "575200")),
        Noted(2006, "a place in no area", ("latitude", "41.9"), ("longitude", "12.5")),
        Noted(2008, "an unknown area code", ("latitude", ""), ("longitude", ""), ("area_code", "9999")),
        Noted(2012, "no place at all", ("latitude", ""), ("longitude", "")),
        Noted(1128, "a withdrawal of a report nobody has heard of", ("status", "withdrawn")),
    ];

    public static IReadOnlyList<BadInput> Files { get; } =
    [
        Refused(1002, "an empty file", ""),
        Refused(1002, "a file of blank lines", "\n\n  \n"),
        Refused(1129, "a header and nothing more", Form.HeaderLine + "\n"),
        Refused(1004, "no header", Form.GoodRow("GOOD-1") + "\n"),
        Refused(1004, "a header without a required column", "reference,offence\nA1,1320\n"),
        Refused(1003, "a misspelt column", "reference,offence,reported_at,occured_to\nA1,1320,2026-03-01,\n"),
        Refused(1012, "a column twice", "reference,offence,reported_at,Offence\nA1,1320,2026-03-01,1330\n"),
        Refused(1016, "a quote in the middle of the header", "reference,\"offence,reported_at\nA1,1320,2026-03-01\n"),
        Refused(1130, "a header that is an endless line", new string('x', 200_000)),
        Refused(1133, "XML", "<?xml version=\"1.0\"?><reports><report reference=\"A1\"/></reports>\n"),
        Refused(1133, "a page that asks to sign in", "<!DOCTYPE html>\n<html><body>Log ind</body></html>\n"),
        Refused(1133, "JSON in a .csv", "{\"reference\":\"A1\",\"offence\":\"1320\",\"reported_at\":\"2026-03-01\"}\n"),
        Bytes(Fate.Refused, 1121, "UTF-16 without a byte order mark", () => Encoding.Unicode.GetBytes(Good)),
        Bytes(Fate.Refused, 1072, "a picture", () => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]),
        Bytes(Fate.Refused, 1072, "a header in windows-1252", () => Encoding.Latin1.GetBytes("løbenr,offence,reported_at\nA1,1320,2026-03-01\n")),
        Bytes(Fate.Refused, 1135, "70 MB of rows that pack to nothing", () => BadInput.Packed(BadInput.Utf8(Form.HeaderLine + "\n" + new string('\n', 70_000_000)))),
        Bytes(Fate.Refused, 1121, "a spreadsheet's own file (.xlsx)", () => [(byte)'P', (byte)'K', 3, 4, 20, 0, 6, 0, 8, 0]),
        Bytes(Fate.Refused, 1121, "a file packed twice", () => BadInput.Packed(BadInput.Packed(BadInput.Utf8(Good)))),
        Bytes(Fate.Refused, 1121, "30 MB of zeros, packed", () => BadInput.Packed(new byte[30_000_000])),
        Bytes(Fate.Refused, 1130, "30 MB on one line, packed", () => BadInput.Packed(BadInput.Utf8(new string('a', 30_000_000)))),
        Bytes(Fate.Refused, 1135, "a file that only begins like a packed one", () => [0x1f, 0x8b, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
        Bytes(Fate.CutShort, 1135, "a packed file that is cut off", () => Packed(60_000)[..^40]),
        Bytes(Fate.CutShort, 1135, "two packed files one after the other, the second cut off", () => [.. Packed(60_000), .. Packed(200)[..^20]]),
        Bytes(Fate.CutShort, 1135, "a packed file with a wrong checksum", () => Changed(Packed(60_000))),
        Bytes(Fate.Refused, 1015, "an encoding that does not exist", () => BadInput.Utf8(Good)) with { Encoding = "klingon" },
        Bytes(Fate.Refused, 1015, "an encoding that is refused everywhere", () => BadInput.Utf8(Good)) with { Encoding = "utf-7" },
        At(1001, "a file that is not there", _ => null),
        At(1120, "a folder", path =>
        {
            Directory.CreateDirectory(path);
            return null;
        }),
        At(1016, "a file that somebody else is writing", path => new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None)),
    ];

    /// <summary>Two good rows, and the second again and again, so that a cut comes after them.</summary>
    private static byte[] Packed(int rows)
    {
        // Numbers that do not repeat: what packs to nothing would be cut off in the first row already.
        var text = new StringBuilder(Good);
        for (var row = 0; row < rows; row++)
            text.Append(Form.With(("reference", "GOOD-2"), ("revision", (row + 2).ToString(System.Globalization.CultureInfo.InvariantCulture)))).Append('\n');
        return BadInput.Packed(BadInput.Utf8(text.ToString()));
    }

    private static byte[] Changed(byte[] packed)
    {
        packed[^6] ^= 0xff; // the checksum is the last eight bytes' first half
        return packed;
    }

    private static BadInput Rejected(int number, string name, params (string, string)[] cells) => Form.Bad(Fate.Rejected, number, name, cells);

    private static BadInput Noted(int number, string name, params (string, string)[] cells) => Form.Bad(Fate.Noted, number, name, cells);

    private static BadInput Refused(int number, string name, string text) => Bytes(Fate.Refused, number, name, () => BadInput.Utf8(text));

    private static BadInput Bytes(Fate fate, int number, string name, Func<byte[]> content) => new(Way.Reports, fate, number, name) { Content = content };

    private static BadInput At(int number, string name, Func<string, IDisposable?> make) => new(Way.Reports, Fate.Refused, number, name) { MakeAt = make };
}
