using System.Text;
using NUnit.Framework;
using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Tests.Intake;

public sealed class ReportsFileTests
{
    private const string Header = "reference,offence,reported_at";

    private static readonly DateTimeOffset Now = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);
    private static readonly ReportOptions Options = new(new DateOnly(2026, 3, 4), Now);

    [Test]
    public void A_day_alone_is_known_from_its_start()
    {
        var row = One($"{Header}\nA1,1320,2026-03-01\n").Row!;

        Assert.That(row.ReportedDay, Is.EqualTo(new DateOnly(2026, 3, 1)));
        Assert.That(row.ReportedAt, Is.EqualTo(new DateTimeOffset(2026, 2, 28, 23, 0, 0, TimeSpan.Zero)));
        Assert.That(row.KnownAt, Is.EqualTo(row.ReportedAt));
        Assert.That((row.Source, row.Revision, row.Withdrawn, row.Attempt), Is.EqualTo(("reports", 1, false, false)));
    }

    [Test]
    public void Semicolons_mean_decimal_commas()
    {
        var row = One("reference;offence;reported_at;latitude;longitude\nA1;1320;2026-03-01;56,15;10,21\n").Row!;

        Assert.That((row.Latitude, row.Longitude), Is.EqualTo((56.15, 10.21)));
    }

    [Test]
    public void Danish_letters_survive_a_byte_order_mark_gzip_and_an_old_code_page()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var text = $"{Header}\nÆØÅ,1320,2026-03-01\n";

        foreach (var (encoding, name, gzip) in new (Encoding?, string?, bool)[]
                 { (null, null, false), (new UTF8Encoding(true), null, false), (new UTF8Encoding(true), "windows-1252", false), (null, null, true), (Encoding.GetEncoding(1252), "windows-1252", true) })
        {
            using var file = new TextFile(text, encoding: encoding, gzip: gzip);
            var (reports, _) = ReportsFile.Open(file.Path, Mapping.None, Options, name);
            using (reports)
                Assert.That(reports!.Lines().Single().Row!.Reference, Is.EqualTo("ÆØÅ"));
        }
    }

    [Test]
    public void Metres_become_degrees_and_coordinates_win_over_the_area_code()
    {
        var row = One($"{Header},easting,northing,area_code\nA1,1320,2026-03-01,575200.2,6224213.4,8000\n").Row!;

        Assert.That(row.Latitude, Is.EqualTo(56.157).Within(1e-6));
        Assert.That(row.Longitude, Is.EqualTo(10.2107).Within(1e-6));
    }

    [Test]
    public void Swapped_coordinates_are_told_and_left_out()
    {
        var line = One($"{Header},latitude,longitude\nA1,1320,2026-03-01,10.21,56.15\n");

        Assert.That(line.Row!.Latitude, Is.Null);
        Assert.That(line.Notes.Single().Kind, Is.EqualTo(Problems.CoordinatesSwapped));
    }

    [Test]
    public void Swapped_metres_are_told_and_left_out()
    {
        var line = One($"{Header},easting,northing\nA1,1320,2026-03-01,6224213.4,575200.2\n");

        Assert.That(line.Row!.Latitude, Is.Null);
        Assert.That(line.Notes.Single().Kind, Is.EqualTo(Problems.MetresSwapped));
    }

    [TestCase("2026-02-28T10:00", "2026-02-27T10:00", "2026-03-01")] // from after to
    [TestCase("2026-03-01T10:00", "2026-03-02T10:00", "2026-03-01T12:00")] // to after the report
    [TestCase("2026-03-02", "", "2026-03-01T12:00")] // from after the report
    [TestCase("2014-01-01", "2026-02-01", "2026-03-01")] // more than ten years before
    [TestCase("in spring", "2026-02-01", "2026-03-01")]
    public void An_impossible_interval_is_left_out_and_the_report_counts(string from, string to, string reported)
    {
        var line = One($"{Header},occurred_from,occurred_to,area_code\nA1,1320,{reported},{from},{to},8000\n");

        Assert.That(line.Row, Is.Not.Null);
        Assert.That(line.Row!.OccurredFrom, Is.Null);
        Assert.That(line.Notes.Single().Kind, Is.AnyOf(Problems.IntervalImpossible, Problems.FieldUnreadable));
    }

    [Test]
    public void A_day_alone_as_the_end_of_an_interval_may_be_the_reported_day()
    {
        var line = One($"{Header},occurred_from,occurred_to,area_code\nA1,1320,2026-03-01,2026-03-01,2026-03-01,8000\n");

        Assert.That(line.Notes, Is.Empty);
        Assert.That(line.Row!.OccurredTo, Is.EqualTo(DanishTime.EndOf(new DateOnly(2026, 3, 1))));
    }

    [TestCase(",1320,2026-03-01,,", 1005)]
    [TestCase("A1,,2026-03-01,,", 1005)]
    [TestCase("A1,1320,,,", 1005)]
    [TestCase("A1,1320,yesterday,,", 1006)]
    [TestCase("A1,1320,2026-03-05,,", 1007)]
    [TestCase("A1,1320,2026-03-01,0,", 1006)]
    [TestCase("A1,1320,2026-03-01,one,", 1006)]
    [TestCase("A1,1320,2026-03-01,,gone", 1006)]
    [TestCase("A1,1320,2026-03-01", 1011)]
    [TestCase("A1,1320,2026-03-01,,,,", 1011)]
    [TestCase("A\"1\",1320,2026-03-01,,", 1011)]
    public void A_row_that_cannot_be_used_is_rejected_with_its_number_and_the_next_one_is_read(string bad, int number)
    {
        var lines = All($"{Header},revision,status\nA0,1320,2026-03-01,,\n{bad}\nA2,1320,2026-03-01,,\n");

        Assert.That(lines.Select(line => line.Rejection?.Number), Is.EqualTo(new int?[] { null, number, null }));
        Assert.That(lines[1].Rejection!.Place!.Line, Is.EqualTo(3));
        Assert.That(lines[1].Raw, Is.EqualTo(bad));
    }

    [Test]
    public void A_later_revision_without_its_moment_is_known_now_or_rejected_where_the_past_is_replayed()
    {
        const string text = $"{Header},revision\nA1,1320,2026-03-01,2\n";

        Assert.That(One(text).Row!.KnownAt, Is.EqualTo(Now));
        Assert.That(All(text, Options with { LaterRevisionsNeedKnownAt = true }).Single().Rejection!.Kind, Is.EqualTo(Problems.KnownAtMissing));
    }

    [TestCase("", 1002)]
    [TestCase("\n\n", 1002)]
    [TestCase("reference,offence\nA1,1320\n", 1004)]
    [TestCase("reference,offence,reported_at,occured_to\nA1,1320,2026-03-01,\n", 1003)]
    [TestCase("reference,offence,reported_at,offence\nA1,1320,2026-03-01,\n", 1012)]
    [TestCase("reference,\"offence,reported_at\nA1,1320,2026-03-01\n", 1016)]
    public void A_header_that_does_not_fit_stops_the_file(string text, int number)
    {
        using var file = new TextFile(text);

        var (reports, problems) = ReportsFile.Open(file.Path, Mapping.None, Options);

        Assert.That(reports, Is.Null);
        Assert.That(problems[0].Number, Is.EqualTo(number));
    }

    [Test]
    public void A_missing_file_and_an_unknown_encoding_are_told()
    {
        using var file = new TextFile($"{Header}\n");

        Assert.That(ReportsFile.Open("nowhere.csv", Mapping.None, Options).Problems.Single().Kind, Is.EqualTo(Problems.FileMissing));
        Assert.That(ReportsFile.Open(file.Path, Mapping.None, Options, "klingon").Problems.Single().Kind, Is.EqualTo(Problems.EncodingUnknown));
    }

    [Test]
    public void A_quote_that_is_never_closed_stops_there_and_keeps_the_rows_before()
    {
        using var file = new TextFile($"{Header}\nA1,1320,2026-03-01\n\"A2,1320,2026-03-01\n{string.Concat(Enumerable.Repeat("x,1320,2026-03-01\n", 20_000))}");
        var (reports, _) = ReportsFile.Open(file.Path, Mapping.None, Options);
        using (reports)
        {
            Assert.That(reports!.Lines().Count(line => line.Row is not null), Is.EqualTo(1));
            Assert.That(reports.Csv.Broken!.Kind, Is.EqualTo(Problems.FileUnreadable));
        }
    }

    [Test]
    public void A_line_number_counts_lines_and_not_records()
    {
        var lines = All($"{Header}\n\"A\n1\",1320,2026-03-01\n\nA2,1320,2026-03-01\n");

        Assert.That(lines.Select(line => line.Line), Is.EqualTo([2, 5]));
    }

    private static FileLine<ReportRow> One(string text) => All(text).Single();

    private static List<FileLine<ReportRow>> All(string text, ReportOptions? options = null)
    {
        using var file = new TextFile(text);
        var (reports, problems) = ReportsFile.Open(file.Path, Mapping.None, options ?? Options);
        Assert.That(problems, Is.Empty);
        using (reports)
            return [.. reports!.Lines()];
    }
}
