using NUnit.Framework;
using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Tests.Intake;

public sealed class MappingFileTests
{
    [Test]
    public void Columns_constants_words_and_dates_are_read_from_elsewhere()
    {
        using var map = new TextFile("""
            reports:
              columns: { reference: id, reported_at: date, status: state }
              constants: { offence: "1320", source: elsewhere }
              translate: { status: { R: reported, W: withdrawn } }
              dates: { reported_at: dd-MM-yyyy }
              ignore: [town]
            """, "map.yaml");
        using var file = new TextFile("id,date,state,town\n7,01-03-2026,W,Aarhus\n");

        var (mapping, problems) = MappingFile.Read(map.Path);
        Assert.That(problems, Is.Empty);
        var (reports, fits) = ReportsFile.Open(file.Path, mapping!, new ReportOptions(new DateOnly(2026, 3, 4), default));
        Assert.That(fits, Is.Empty);
        using (reports)
        {
            var row = reports!.Lines().Single().Row!;
            Assert.That((row.Source, row.Reference, row.Offence, row.Withdrawn, row.ReportedDay), Is.EqualTo(("elsewhere", "7", "1320", true, new DateOnly(2026, 3, 1))));
        }
    }

    [TestCase("reports:\n  colums: { reference: id }\n", 3002, 2, 3)]
    [TestCase("reports:\n  columns:\n    referense: id\n", 3002, 3, 5)]
    [TestCase("reprots: {}\n", 3002, 1, 1)]
    [TestCase("reports:\n  ignoreOthers: perhaps\n", 3004, 2, 17)]
    [TestCase("reports:\n  dates: { reported_at: nonsense }\n", 3004, 2, 25)]
    [TestCase("reports:\n  columns: [a]\n", 3004, 2, 12)]
    [TestCase("reports: { columns: {\n", 1010, null, null)]
    [TestCase("", 1010, null, null)]
    [TestCase("reports:\n  dates: { reported_at: [yyyy-MM-dd, yyyy-MM] }\n", 3004, 2, 38)]
    [TestCase("reports:\n  patterns: { offence: { \"(\": x } }\n", 1073, 2, 24)]
    [TestCase("reports:\n  patterns: { offence: { \"(?!5)\": x } }\n", 1073, 2, 24)]
    [TestCase("reports:\n  coordinates: EPSG:1\n", 1074, 2, 16)]
    [TestCase("reports:\n  coordinates: GEOGCS[\"WGS 84\"]\n", 1074, 2, 16)]
    [TestCase("reports:\n  encoding: klingon\n", 1015, 2, 13)]
    [TestCase("reports:\n  constants: { source: \"a\\0b\" }\n", 3004, 2, 24)]
    [TestCase("reports:\n  separator: space\n", 3004, 2, 14)]
    [TestCase("reports:\n  decimal: dot\n", 3004, 2, 12)]
    [TestCase("reports:\n  others: { offence: drop }\n", 3004, 2, 22)]
    [TestCase("reports:\n  skip:\n    - { column: x }\n", 1075, 3, 7)]
    [TestCase("reports:\n  skip:\n    - { column: x, is: a, like: b }\n", 1075, 3, 7)]
    [TestCase("reports:\n  columns: { reference: { with: x } }\n", 3004, 2, 25)]
    [TestCase("reports:\n  columns: { reference: { join: [{ optional: true }] } }\n", 3004, 2, 34)]
    [TestCase("reports:\n  columns: { offence: x }\n  constants: { offence: y }\n", 1076, 2, 3)]
    public void A_wrong_field_is_told_with_line_and_column(string text, int number, int? line, int? column)
    {
        using var map = new TextFile(text, "map.yaml");

        var (mapping, problems) = MappingFile.Read(map.Path);

        Assert.That(mapping, Is.Null);
        Assert.That(problems[0].Number, Is.EqualTo(number), problems[0].ToString());
        if (line is not null)
            Assert.That((problems[0].Place!.Line, problems[0].Place!.Column), Is.EqualTo((line, column)));
    }

    [Test]
    public void Everything_that_does_not_fit_is_told_at_once()
    {
        using var map = new TextFile("reports:\n  columns: { referense: id }\n  encoding: klingon\n  patterns: { offence: { \"[\": x } }\nareas: { kode: code }\n", "map.yaml");

        Assert.That(MappingFile.Read(map.Path).Problems.Select(problem => problem.Number), Is.EqualTo([3002, 1015, 1073, 3002]));
    }

    [Test]
    public void A_promised_column_that_is_not_there_is_told()
    {
        using var map = new TextFile("reports: { columns: { latitude: lat }, ignoreOthers: true }\n", "map.yaml");
        using var file = new TextFile("reference,offence,reported_at,x\nA1,1320,2026-03-01,\n");

        var (_, problems) = ReportsFile.Open(file.Path, MappingFile.Read(map.Path).Mapping!, new ReportOptions(new DateOnly(2026, 3, 4), default));

        Assert.That(problems.Single().Kind, Is.EqualTo(Problems.MappedColumnMissing));
    }
}
