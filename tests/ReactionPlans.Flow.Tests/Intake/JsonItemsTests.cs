using System.IO.Compression;
using System.Text;
using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Rules;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Intake;

/// <summary>Reports as JSON, with what can be wrong about them; the good neighbours of a bad one are always read.</summary>
public sealed class JsonItemsTests
{
    private const string Good = """{"reference":"A1","offence":"1320","reported_at":"2026-03-01"}""";
    private const string AlsoGood = """{"reference":"A9","offence":"1320","reported_at":"2026-03-01"}""";
    private const int LongestItem = 2_000;

    private static readonly ReportOptions Options = new(new DateOnly(2026, 3, 4), TestDatabase.Start);

    /// <summary>One bad report between two good ones, with the number it is rejected by.</summary>
    private static readonly TestCaseData[] BadNeighbours =
    [
        Bad("""{"reference":"A2","offence":"1320"}""", 1005),
        Bad("""{"reference":"","offence":"1320","reported_at":"2026-03-01"}""", 1005),
        Bad("""{"reference":null,"offence":"1320","reported_at":"2026-03-01"}""", 1005),
        Bad("""{"reference":"A2","offence":"1320","reported_at":"never"}""", 1006),
        Bad("""{"reference":"A2","offence":"1320","reported_at":"2026-03-05"}""", 1007),
        Bad("""{"reference":"A2","offence":"1320","reported_at":"2026-03-01","revision":0}""", 1006),
        Bad("""{"reference":"A2","offence":"1320","reported_at":"2026-03-01","revision":1.5}""", 1006),
        Bad("""{"reference":"A2","offence":"1320","reported_at":"2026-03-01","attempt":"maybe"}""", 1006),
        Bad("""{"reference":"A2","offence":"1320","reported_at":"2026-03-01","occured_to":"2026-03-01"}""", 1041),
        Bad("""{"reference":"A2","reference":"A3","offence":"1320","reported_at":"2026-03-01"}""", 1042),
        Bad("""{"reference":{"id":"A2"},"offence":"1320","reported_at":"2026-03-01"}""", 1043),
        Bad("""{"reference":["A2"],"offence":"1320","reported_at":"2026-03-01"}""", 1043),
        Bad("""{"reference":"A2\u0000","offence":"1320","reported_at":"2026-03-01"}""", 1011),
        Bad("""{"reference":"A2\ud800","offence":"1320","reported_at":"2026-03-01"}""", 1040),
        Bad("""{"reference":"A2","offence":tru,"reported_at":"2026-03-01"}""", 1040),
        Bad("""{'reference':'A2'}""", 1040),
        Bad("""{"reference":"A2",}""", 1040),
        Bad("""{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{}}}}}}}}}""", 1040),
        Bad("42", 1040),
        Bad("null", 1040),
        Bad("\"A2\"", 1040),
        Bad("[1]", 1040),
        Bad("<report/>", 1040),
        Bad($$"""{"reference":"{{new string('x', LongestItem)}}"}""", 1044),
        Bad($$"""{"reference":"{{new string('x', 201)}}","offence":"1320","reported_at":"2026-03-01"}""", 1020),
    ];

    [TestCaseSource(nameof(BadNeighbours))]
    public async Task A_bad_report_between_good_ones_costs_itself_alone(string bad, int number)
    {
        foreach (var (text, form) in new[] { ($"[{Good},\n{bad},\n{AlsoGood}]", JsonForm.List), ($"{Good}\n{bad}\n{AlsoGood}", JsonForm.Lines) })
        {
            var (lines, broken) = await Read(Encoding.UTF8.GetBytes(text), form);

            Assert.That(lines.Select(line => line.Rejection?.Number), Is.EqualTo([null, number, (int?)null]), form.ToString());
            Assert.That(lines.Select(line => line.Line), Is.EqualTo([1, 2, 3]));
            Assert.That(lines[1].Rejection!.Place, Is.EqualTo(new Place("http", 2)));
            Assert.That(lines[1].Raw, number == 1044 ? Has.Length.EqualTo(LongestItem) : Is.EqualTo(bad), "it is kept as it was sent");
            Assert.That(broken, Is.Null);
        }
    }

    [Test]
    public async Task Bytes_that_are_no_UTF_8_cost_their_report_alone()
    {
        byte[] text = [.. Encoding.UTF8.GetBytes($"{Good}\n{{\"reference\":\""), 0xE6, .. Encoding.UTF8.GetBytes($"\"}}\n{AlsoGood}")];

        var (lines, _) = await Read(text, JsonForm.Lines);

        Assert.That(lines.Select(line => line.Rejection?.Number), Is.EqualTo([null, 1040, (int?)null]));
    }

    [Test]
    public async Task A_report_reads_the_same_as_JSON_and_as_CSV()
    {
        using var csv = new TextFile("""
            source,reference,revision,status,known_at,offence,attempt,reported_at,occurred_from,occurred_to,latitude,longitude,area_code
            nord,7,2,withdrawn,2026-03-02T10:00:00Z,1320,1,2026-03-01T08:00,2026-02-28,2026-03-01T07:00,56.5,10.25,8000
            """);
        const string json = """
             {"source":"nord","reference":7,"revision":2,"status":"withdrawn","known_at":"2026-03-02T10:00:00Z","offence":"1320","attempt":true,
              "reported_at":"2026-03-01T08:00","occurred_from":"2026-02-28","occurred_to":"2026-03-01T07:00","latitude":56.5,"longitude":10.25,"area_code":"8000"}
            """;
        using var file = ReportsFile.Open(csv.Path, Mapping.None, Options).File!;

        var (lines, _) = await Read(Encoding.UTF8.GetBytes(json), JsonForm.List);

        Assert.That(lines.Single().Row, Is.EqualTo(file.Lines().Single().Row).And.Not.Null);
    }

    [Test]
    public void A_row_without_a_source_has_the_one_it_is_given()
    {
        var row = JsonRow.Read("http", 3, Good, "nord");

        Assert.That((row["source"], row["reference"], row.Line, row.Unreadable), Is.EqualTo(("nord", "A1", 3, (Problem?)null)));
        Assert.That(JsonRow.Read("http", 3, "{", "nord")["source"], Is.EqualTo("nord"), "what cannot be read has it too");
    }

    [TestCase("[]", 0)]
    [TestCase(" [ ] ", 0)]
    [TestCase("\n\n", 0, JsonForm.Lines)]
    [TestCase("\uFEFF[" + Good + "]", 1)]
    [TestCase("\uFEFF" + Good + "\r\n\r\n  " + AlsoGood + "\r\n", 2, JsonForm.Lines)]
    [TestCase(Good, 1)]
    public async Task Nothing_but_reports_is_read(string text, int reports, JsonForm form = JsonForm.List)
    {
        var (lines, broken) = await Read(Encoding.UTF8.GetBytes(text), form);

        Assert.That((lines.Count(line => line.Row is not null), lines.Count, broken), Is.EqualTo((reports, reports, (Problem?)null)));
    }

    [TestCase("", 0, 0, 1)]
    [TestCase("<reports/>", 0, 0, 1)]
    [TestCase("[" + Good, 1, 0, 1)]
    [TestCase("[" + Good + ",", 1, 0, 1)]
    [TestCase("[" + Good + ",]", 1, 0, 1)]
    [TestCase("[" + Good + "\n" + Good + "]", 1, 0, 2)]
    [TestCase("[" + Good + "]\n" + Good, 1, 0, 2)]
    [TestCase("[" + Good + ",\n{\"reference\":\"A2\n,\n" + Good + "]", 1, 1, 2)]
    [TestCase("[" + Good + ",\n{\"reference\":[1},\n" + Good + "]", 1, 1, 3)]
    public async Task A_list_that_cannot_be_followed_says_where_and_what_came_before_is_read(string text, int good, int bad, int line)
    {
        var (lines, broken) = await Read(Encoding.UTF8.GetBytes(text), JsonForm.List);

        Assert.That((lines.Count(read => read.Row is not null), lines.Count(read => read.Rejection is not null)), Is.EqualTo((good, bad)));
        Assert.That((broken!.Number, broken.Place), Is.EqualTo((1045, new Place("http", line))));
    }

    [Test]
    public async Task Where_blocks_end_makes_no_difference()
    {
        foreach (var text in BadNeighbours.SelectMany(bad => new[] { $"[{Good},{bad.Arguments[0]} ,\n{AlsoGood} ]", $"[{Good},{bad.Arguments[0]}", $"\uFEFF{Good}\n{bad.Arguments[0]}\n\n{AlsoGood}" }))
        {
            foreach (var form in new[] { JsonForm.List, JsonForm.Lines })
            {
                var whole = Cut(text, form, int.MaxValue);
                foreach (var size in new[] { 1, 2, 3, 7 })
                    Assert.That(Cut(text, form, size), Is.EqualTo(whole), text);
            }
        }

        await Task.CompletedTask;
    }

    [Test]
    public async Task Gzip_that_is_none_is_told()
    {
        var items = new JsonItems("http", new GZipStream(new MemoryStream([1, 2, 3, 4]), CompressionMode.Decompress), JsonForm.List, LongestItem);

        Assert.That(await items.Rows(CancellationToken.None).CountAsync(), Is.Zero);
        Assert.That(items.Broken!.Number, Is.EqualTo(1045));
    }

    [Test]
    public void A_stream_gives_out_so_much_and_no_more()
    {
        using var stream = new BoundedStream(new MemoryStream(new byte[1_000]), () => 600, () => new InvalidDataException("too much"));
        var buffer = new byte[500];

        Assert.That(stream.Read(buffer), Is.EqualTo(500));
        Assert.That(() => stream.Read(buffer), Throws.InstanceOf<InvalidDataException>());
    }

    private static string Cut(string text, JsonForm form, int size)
    {
        var cutter = new JsonCutter(form, LongestItem);
        var pieces = new List<JsonPiece>();
        foreach (var block in Encoding.UTF8.GetBytes(text).Chunk(size))
            cutter.Feed(block, pieces);
        cutter.Finish(pieces);
        return string.Join('|', pieces.Select(piece => $"{piece.Line} {piece.TooLong} {Encoding.UTF8.GetString(piece.Bytes)}")) + cutter.Broken;
    }

    private static async Task<(IReadOnlyList<FileLine<ReportRow>> Lines, Problem? Broken)> Read(byte[] text, JsonForm form)
    {
        var items = new JsonItems("http", new MemoryStream(text), form, LongestItem);
        var lines = await items.Rows(CancellationToken.None).Select(row => ReceiveReports.Read(row, Options)).ToListAsync();
        return (lines, items.Broken);
    }

    private static TestCaseData Bad(string report, int number) => new TestCaseData(report, number).SetArgDisplayNames(report.Length > 60 ? report[..60] : report, $"{number}");
}
