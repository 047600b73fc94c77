using System.Text;
using NUnit.Framework;
using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Tests.Intake;

/// <summary>What a --map file makes of the rows of a file.</summary>
public sealed class MappedRowsTests
{
    private const string Whole = "reference,offence,reported_at\n";

    private static readonly ReportOptions Options = new(new DateOnly(2026, 3, 4), DanishTime.StartOf(new DateOnly(2026, 3, 5)));

    [TestCase("sagsnr,offence,reported_at\n7,1320,2026-03-01\n", "7")]
    [TestCase("Journal Nr,offence,reported_at\n7,1320,2026-03-01\n", "7")]
    [TestCase("sagsnr,Journal Nr,offence,reported_at\n,8,1320,2026-03-01\n", "8")]
    [TestCase("sagsnr,Journal Nr,offence,reported_at\n7,8,1320,2026-03-01\n", "7")]
    public void Of_several_columns_the_first_with_something_in_it_counts(string text, string reference) =>
        Assert.That(Row("columns: { reference: [sagsnr, Journal Nr] }", text).Reference, Is.EqualTo(reference));

    [Test]
    public void None_of_several_promised_columns_is_told()
    {
        var problem = Open("columns: { reference: [sagsnr, journal] }", Whole + "7,1320,2026-03-01\n", "").Problems.Single();

        Assert.That((problem.Kind, problem.Values[1]), Is.EqualTo((Problems.MappedColumnMissing, (object)"sagsnr / journal")));
    }

    [Test]
    public void An_optional_column_may_be_missing_and_is_still_no_reason_to_lack_what_is_required()
    {
        Assert.That(Row("columns: { attempt: { column: forsøg, optional: true } }", Whole + "7,1320,2026-03-01\n").Attempt, Is.False);
        Assert.That(Open("columns: { reference: { column: sagsnr, optional: true } }", "offence,reported_at\n1320,2026-03-01\n", "").Problems.Single().Kind,
            Is.EqualTo(Problems.MissingColumns));
    }

    [Test]
    public void A_composed_field_keeps_every_part_in_its_place_and_a_time_in_one_form()
    {
        const string map = """
            columns:
              reference: { join: [{ column: case, optional: true }, { column: when, dates: [M/d/yyyy H:mm, yyyy-MM-ddTHH:mm] }, { column: kind, translate: { X: indbrud } }], with: "-" }
            ignoreOthers: true
            """;
        var lines = Lines(map, "case,when,kind,offence,reported_at\n,3/1/2026 8:05,X,1320,2026-03-01\n,2026-03-01T08:05,X,1320,2026-03-01\nA,,X,1320,2026-03-01\nA,soon,X,1320,2026-03-01\n");

        Assert.That(lines.Take(2).Select(line => line.Row!.Reference), Is.All.EqualTo("-2026-03-01T08:05:00-indbrud"));
        Assert.That(lines.Skip(2).Select(line => line.Rejection!.Number), Is.EqualTo([1071, 1006]));
        Assert.That(lines[2].Rejection!.Values, Is.EqualTo(new object[] { "reference", "when" }));
        Assert.That(lines[2].Raw, Is.EqualTo("A,,X,1320,2026-03-01"));
    }

    [Test]
    public void A_default_stands_where_nothing_is_written_and_a_constant_always()
    {
        var lines = Lines("defaults: { offence: \"1320\" }\nconstants: { source: kreds }", "reference,source,offence,reported_at\n1,x,,2026-03-01\n2,x,1330,2026-03-01\n");

        Assert.That(lines.Select(line => (line.Row!.Offence, line.Row.Source)), Is.EqualTo([("1320", "kreds"), ("1330", "kreds")]));
    }

    [Test]
    public void Words_come_before_patterns_and_the_first_pattern_before_the_next()
    {
        const string map = """
            translate: { offence: { "Indbrud i villa": "1320" } }
            patterns: { offence: { "(?i)forsøg": "0", "(?i)^indbrud i (villa|lejlighed)": "1320-$1", "^(\\d{4}) ": "$1" } }
            """;
        var lines = Lines(map, Whole + "1,Indbrud i villa,2026-03-01\n2,INDBRUD i lejlighed,2026-03-01\n3,Forsøg på indbrud i villa,2026-03-01\n4,1330 Tyveri,2026-03-01\n5,Hærværk,2026-03-01\n");

        Assert.That(lines.Select(line => line.Row!.Offence), Is.EqualTo(["1320", "1320-lejlighed", "0", "1330", "Hærværk"]));
    }

    [Test]
    public void A_value_without_a_translation_costs_the_row_when_the_map_says_so()
    {
        var lines = Lines("translate: { offence: { Indbrud: \"1320\" } }\nothers: { offence: reject }", Whole + "1,Indbrud,2026-03-01\n2,Brand,2026-03-01\n3,,2026-03-01\n");

        Assert.That(lines.Select(line => line.Rejection?.Number), Is.EqualTo(new int?[] { null, 1070, 1005 }));
        Assert.That(lines[1].Rejection!.Danish, Does.Contain("Brand").And.Contain("offence"));
    }

    [Test]
    public void A_word_that_means_nothing_is_blank()
    {
        var row = Row("translate: { latitude: { \"0\": \"\" }, longitude: { \"0\": \"\" } }", "reference,offence,reported_at,latitude,longitude,area_code\n1,1320,2026-03-01,0,0,8000\n");

        Assert.That((row.Latitude, row.Longitude, row.AreaCode), Is.EqualTo(((double?)null, (double?)null, "8000")));
    }

    [Test]
    public void Each_field_has_its_own_date_patterns_tried_in_order()
    {
        const string map = "dates: { reported_at: [yyyy-MM-dd, d.M.yyyy, yyyyMMdd] }";
        var lines = Lines(map, Whole + "1,1320,2026-03-01\n2,1320,1.3.2026\n3,1320,20260301\n4,1320,1/3/2026\n");

        Assert.That(lines.Take(3).Select(line => line.Row!.ReportedDay), Is.All.EqualTo(new DateOnly(2026, 3, 1)));
        Assert.That(lines[3].Rejection!.Kind, Is.EqualTo(Problems.FieldUnreadable));
    }

    [Test]
    public void What_a_month_tells_is_known_when_the_month_is_over()
    {
        var row = Row("dates: { known_at: yyyy-MM }", "reference,offence,reported_at,known_at\n1,1320,2026-01-05,2026-01\n");

        Assert.That(row.KnownAt, Is.EqualTo(DanishTime.StartOf(new DateOnly(2026, 2, 1))));
    }

    [TestCase("skip: [{ column: kind, is: [brand, hærværk] }]", new[] { "1", "3", "4" }, 1)]
    [TestCase("skip: [{ column: kind, isNot: indbrud }]", new[] { "1", "4" }, 2)]
    [TestCase("skip: [{ column: kind, like: \"^[bh]\" }]", new[] { "1", "3", "4" }, 1)]
    [TestCase("skip: [{ column: [sort, kind], notLike: \"^ind\" }]", new[] { "1", "4" }, 2)]
    [TestCase("skip: [{ column: kind, is: brand }, { column: kind, is: [\"\"] }]", new[] { "1", "3" }, 2)]
    public void Rows_that_are_not_ours_are_skipped_and_counted_and_a_blank_is_not_known_to_be_none(string skip, string[] left, int skipped)
    {
        var (file, problems) = Open(skip, "reference,kind,offence,reported_at\n1,indbrud,1320,2026-03-01\n2,brand,1320,2026-03-01\n3,tyveri,1320,2026-03-01\n4,,1320,2026-03-01\n", "ignore: [kind]");
        Assert.That(problems, Is.Empty);
        using (file)
        {
            Assert.That(file!.Lines().Select(line => line.Row!.Reference), Is.EqualTo(left));
            Assert.That(file.Csv.Skipped, Is.EqualTo(skipped));
        }
    }

    [Test]
    public void A_row_that_cannot_be_read_is_rejected_and_never_skipped()
    {
        var lines = Lines("skip: [{ column: offence, notLike: \"^13\" }]", Whole + "1,brand\n");

        Assert.That(lines.Single().Rejection!.Kind, Is.EqualTo(Problems.RowUnreadable));
    }

    [TestCase("separator: tab\ndecimal: comma", "reference\toffence\treported_at\tlatitude\tlongitude\n1\t1320\t2026-03-01\t56,5\t10,5\n")]
    [TestCase("separator: \"|\"", "reference|offence|reported_at|latitude|longitude\n1|1320|2026-03-01|56.5|10.5\n")]
    [TestCase("separator: semicolon\ndecimal: point", "reference;offence;reported_at;latitude;longitude\n1;1320;2026-03-01;56.5;10.5\n")]
    public void The_separator_and_the_decimal_sign_are_told(string map, string text)
    {
        var row = Row(map, text);

        Assert.That((row.Latitude, row.Longitude), Is.EqualTo((56.5, 10.5)));
    }

    [Test]
    public void The_encoding_is_told_and_a_byte_order_mark_says_more()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var map = new TextFile("reports: { encoding: windows-1252 }\n", "map.yaml");
        using var old = new TextFile(Whole + "Å1,1320,2026-03-01\n", encoding: Encoding.GetEncoding(1252));
        using var marked = new TextFile(Whole + "Å1,1320,2026-03-01\n", encoding: new UTF8Encoding(true));

        Assert.That(new[] { old, marked }.Select(file => Read(map, file).Single().Row!.Reference), Is.All.EqualTo("Å1"));
    }

    // On the meridian: the arc of 6,100,000 / 0.9996 metres on GRS 80.
    [TestCase("EPSG:25833", "500000", "6100000", 55.04681, 15.0)]
    [TestCase("EPSG:25832", "500000", "6100000", 55.04681, 9.0)]
    public void Coordinates_of_another_system_are_told(string system, string easting, string northing, double latitude, double longitude)
    {
        var row = Row($"coordinates: {system}", $"reference,offence,reported_at,easting,northing\n1,1320,2026-03-01,{easting},{northing}\n");

        Assert.That(row.Latitude, Is.EqualTo(latitude).Within(0.00001));
        Assert.That(row.Longitude, Is.EqualTo(longitude).Within(1e-9));
    }

    [Test]
    public void Areas_are_read_and_skipped_by_the_same_rules()
    {
        const string box = """{"type":"Polygon","coordinates":[[[10,56],[11,56],[11,57],[10,57],[10,56]]]}""";
        using var map = new TextFile("areas: { code: [kode, nr], name: navn, constants: { level: sogn }, patterns: { code: { \"^0+\": \"\" } }, skip: [{ column: navn, like: \"^Vand\" }] }\n", "map.yaml");
        using var file = new TextFile($$$"""
            {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"kode":"7000","navn":"A"},"geometry":{{{box}}}},
            {"type":"Feature","properties":{"nr":8000,"navn":"B"},"geometry":{{{box}}}},{"type":"Feature","properties":{"kode":"9","navn":"Vandet"},"geometry":null}]}
            """, "areas.geojson");

        var drawn = AreasFile.Read(file.Path, MappingFile.Read(map.Path).Mapping!);

        Assert.That(drawn.Problems, Is.Empty);
        Assert.That(drawn.Areas.Select(area => (area.Level, area.Code, area.Name)), Is.EqualTo([("sogn", "7000", "A"), ("sogn", "8000", "B")]));
    }

    private static ReportRow Row(string map, string text) => Lines(map, text).Single().Row!;

    private static List<FileLine<ReportRow>> Lines(string map, string text)
    {
        var (file, problems) = Open(map, text, "");
        Assert.That(problems, Is.Empty);
        using (file)
            return [.. file!.Lines()];
    }

    private static List<FileLine<ReportRow>> Read(TextFile map, TextFile text)
    {
        var (file, problems) = ReportsFile.Open(text.Path, MappingFile.Read(map.Path).Mapping!, Options);
        Assert.That(problems, Is.Empty);
        using (file)
            return [.. file!.Lines()];
    }

    private static (ReportsFile? File, IReadOnlyList<Problem> Problems) Open(string map, string text, string more)
    {
        using var written = new TextFile($"reports:\n{string.Join('\n', $"{map}\n{more}".Split('\n').Select(line => "  " + line))}\n", "map.yaml");
        using var file = new TextFile(text);
        var (mapping, problems) = MappingFile.Read(written.Path);
        Assert.That(problems, Is.Empty);
        return ReportsFile.Open(file.Path, mapping!, Options);
    }
}
