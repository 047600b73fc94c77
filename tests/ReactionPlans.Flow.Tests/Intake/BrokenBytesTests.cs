using System.Text;
using NUnit.Framework;
using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Tests.Intake;

/// <summary>Bytes that are no letters cost the row they stand in, by name, and nothing else.</summary>
public sealed class BrokenBytesTests
{
    private static readonly ReportOptions Options = new(new DateOnly(2026, 3, 4), default);

    [TestCase(false)]
    [TestCase(true)]
    public void A_row_with_letters_of_another_encoding_is_named_and_kept_as_it_was(bool byteOrderMark)
    {
        var lines = Read("reference,offence,reported_at\nÆ1,1320,2026-03-01\n\u0092\u00E6,1320,2026-03-01\nA3,1320,2026-03-01\n", byteOrderMark);

        Assert.That(lines.Select(line => line.Row?.Reference), Is.EqualTo(new[] { "Æ1", null, "A3" }));
        Assert.That((lines[1].Rejection!.Kind, lines[1].Line), Is.EqualTo((Problems.BytesUndecodable, 3)));
        Assert.That(lines[1].Rejection!.Values, Is.EqualTo(new object[] { "utf-8", "reference" }));
        Assert.That(lines[1].Raw, Is.EqualTo("\\x92\\xE6,1320,2026-03-01"));
        Assert.That(lines[1].Cells[0], Is.EqualTo("\\x92\\xE6"));
    }

    [Test]
    public void A_letter_that_is_cut_off_at_the_end_of_the_file_is_marked_too()
    {
        var lines = Read("reference,offence,reported_at\nA1,1320,2026-03-01\nA2,1320,2026-03-01\u00C3", false);

        Assert.That(lines.Select(line => line.Rejection?.Number), Is.EqualTo(new int?[] { null, 1072 }));
    }

    [Test]
    public void A_header_with_broken_bytes_stops_the_file()
    {
        using var file = Written("reference,off\u00E6nce,reported_at\n", false);

        var problem = ReportsFile.Open(file.Path, Mapping.None, Options).Problems.Single();

        Assert.That((problem.Kind, problem.Values[1]), Is.EqualTo((Problems.BytesUndecodable, (object)"off\\xE6nce")));
    }

    [Test]
    public void A_map_of_areas_with_broken_bytes_is_not_used()
    {
        using var file = Written("""{"type":"FeatureCollection","features":[{"properties":{"name":"R""" + "\u00F8" + """nde"}}]}""", false);

        Assert.That(AreasFile.Read(file.Path, Mapping.None).Problems.Single().Kind, Is.EqualTo(Problems.FileNotText));
    }

    private static List<FileLine<ReportRow>> Read(string text, bool byteOrderMark)
    {
        using var file = Written(text, byteOrderMark);
        var (reports, problems) = ReportsFile.Open(file.Path, Mapping.None, Options);
        Assert.That(problems, Is.Empty);
        using (reports)
            return [.. reports!.Lines()];
    }

    /// <summary>UTF-8, but small letters above ASCII as the single byte of their number.</summary>
    private static TextFile Written(string text, bool byteOrderMark)
    {
        var file = new TextFile("");
        byte[] mark = byteOrderMark ? [0xEF, 0xBB, 0xBF] : [];
        File.WriteAllBytes(file.Path, [.. mark, .. text.SelectMany(letter => letter is 'Æ' ? Encoding.UTF8.GetBytes("Æ") : [(byte)letter])]);
        return file;
    }
}
