using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using NUnit.Framework;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Intake;
using ReactionPlans.TestKit;
using ReactionPlans.Web.Api;

namespace ReactionPlans.System.Tests.Intake;

/// <summary>POST /api/v1/reports as a sender's system meets it: the running program, over a real socket.</summary>
public sealed class ReportsOverHttpTests
{
    private const int RequestsPerMinute = 30, RowsAtMost = 25_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private TestDatabase database = null!;
    private ServingHost host = null!;
    private HttpClient client = null!;
    private ApiKeys keys = null!;
    private static int sources;

    [OneTimeSetUp]
    public async Task Serve()
    {
        database = await TestDatabase.Create();
        await ServingHost.DrawAreas(database);
        host = await ServingHost.Start(database, new Dictionary<string, string>
        {
            ["Intake__Http__RequestsPerMinute"] = $"{RequestsPerMinute}",
            ["Intake__Http__RowsAtMost"] = $"{RowsAtMost}",
            ["Intake__Http__BodyMegabytesAtMost"] = "4",
            ["Intake__Http__UnpackedMegabytesAtMost"] = "8",
            ["Intake__MessagesBehindAtMost"] = "1000",
        });
        client = new HttpClient { BaseAddress = host.Address };
        keys = new ApiKeys(database.Database);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        client.Dispose();
        await host.DisposeAsync();
        await database.DisposeAsync();
    }

    [Test]
    public async Task Reports_are_stored_told_by_row_and_known_when_they_come_again()
    {
        var (source, key) = await Key();
        var body = $$"""
            [{{Report("A1")}},
             {"reference":"A2","offence":"1320","reported_at":"aldrig"},
             {"reference":"A3","offence":"1320","reported_at":"2024-03-01"},
             {{Report("A4")}}]
            """;

        var (status, answer) = await Send(key, body);
        var (_, again) = await Send(key, body);

        Assert.That(status, Is.EqualTo(HttpStatusCode.Accepted));
        Assert.That((answer!.Read, answer.Accepted, answer.Same, answer.Rejected, answer.Unplaced), Is.EqualTo((4, 3, 0, 1, 1)));
        Assert.That(answer.Problems.Select(problem => (problem.Index, problem.Line, problem.Reference, problem.Code, problem.Rejected)),
            Is.EqualTo([(1, 2, "A2", "RP1006", true), (2, 3, "A3", "RP2012", false)]));
        Assert.That(answer.Problems[0].Danish, Does.Contain("kan ikke læses"));
        Assert.That((again!.Accepted, again.Same, again.Rejected), Is.EqualTo((0, 3, 1)));
        Assert.That(await database.Rows("intake.report", $"source = '{source}'"), Is.EqualTo(3));
        Assert.That(await database.Rows("intake.rejected_row", $"source = '{source}' and file = 'http'"), Is.EqualTo(1));
    }

    [TestCase("application/x-ndjson", false)]
    [TestCase("application/x-ndjson; charset=utf-8", true)]
    [TestCase("application/json", true)]
    public async Task Lists_and_lines_are_read_plain_and_gzipped_in_batches(string type, bool gzip)
    {
        var (source, key) = await Key();
        var reports = Enumerable.Range(0, ReceiveReports.BatchRows + 500).Select(number => number == 12 ? "{oops}" : Report($"B{number}")).ToList();
        var body = type.StartsWith("application/json", StringComparison.Ordinal) ? $"[{string.Join(",\n", reports)}]" : string.Join('\n', reports);

        var (status, answer) = await Send(key, body, type, gzip);

        Assert.That(status, Is.EqualTo(HttpStatusCode.Accepted));
        Assert.That((answer!.Read, answer.Accepted, answer.Rejected), Is.EqualTo((reports.Count, reports.Count - 1, 1)));
        Assert.That(answer.Problems.Single(), Is.EqualTo(new RowProblem(12, 13, "", "RP1040", answer.Problems[0].Danish, answer.Problems[0].English, true)));
        Assert.That(await database.Rows("intake.report", $"source = '{source}'"), Is.EqualTo(reports.Count - 1));
    }

    [Test]
    public async Task Without_a_key_that_holds_nothing_is_let_in()
    {
        var (_, key) = await Key();
        await AssertRefused(null, HttpStatusCode.Unauthorized, "RP1050");
        await AssertRefused("rp_aaaaaaaaaaaa_nogetandet", HttpStatusCode.Unauthorized, "RP1050");
        await AssertRefused(key[..^2] + "xx", HttpStatusCode.Unauthorized, "RP1050");

        await keys.Revoke(key.Split('_', 3)[1], Actor.Program, CancellationToken.None);

        await AssertRefused(key, HttpStatusCode.Forbidden, "RP1051");
    }

    [Test]
    public async Task A_report_of_a_source_the_key_is_not_for_is_refused_as_that_report()
    {
        var (source, key) = await Key();

        var (_, answer) = await Send(key, $$"""[{"source":"fremmed",{{Report("C1")[1..]}},{"source":"{{source}}",{{Report("C2")[1..]}}]""");

        Assert.That((answer!.Accepted, answer.Rejected, answer.Problems.Single().Code), Is.EqualTo((1, 1, "RP1046")));
        Assert.That(await database.Rows("intake.rejected_row", "source = 'fremmed'") + await database.Rows("intake.report", "source = 'fremmed'"), Is.Zero);
    }

    [TestCase("application/xml", null, "RP1052")]
    [TestCase("text/csv", null, "RP1052")]
    [TestCase("application/json; charset=iso-8859-1", null, "RP1052")]
    [TestCase("application/json", "br", "RP1053")]
    [TestCase("application/json", "gzip, gzip", "RP1053")]
    public async Task What_is_not_json_plain_or_gzipped_is_not_looked_at(string type, string? packing, string code)
    {
        var (_, key) = await Key();
        using var content = Content($"[{Report("D1")}]", type, gzip: false);
        if (packing is not null)
            content.Headers.TryAddWithoutValidation("Content-Encoding", packing);

        await AssertRefused(key, HttpStatusCode.UnsupportedMediaType, code, content);
    }

    [Test]
    public async Task A_body_beyond_a_limit_is_stopped_there()
    {
        var (source, key) = await Key();
        var rows = string.Join('\n', Enumerable.Range(0, RowsAtMost + 1).Select(number => Report($"E{number}")));

        using (var many = Content(rows, "application/x-ndjson", gzip: true))
            Assert.That((await AssertRefused(key, HttpStatusCode.RequestEntityTooLarge, "RP1056", many)).GetProperty("stored").GetProperty("accepted").GetInt32(), Is.EqualTo(RowsAtMost));
        using (var bomb = Content(new string(' ', 9 << 20), "application/x-ndjson", gzip: true))
            await AssertRefused(key, HttpStatusCode.RequestEntityTooLarge, "RP1055", bomb);
        using (var large = Content(new string(' ', 5 << 20), "application/x-ndjson", gzip: false))
            await AssertRefused(key, HttpStatusCode.RequestEntityTooLarge, "RP1054", large);
        Assert.That(await database.Rows("intake.report", $"source = '{source}'"), Is.EqualTo(RowsAtMost));
    }

    [Test]
    public async Task A_list_that_breaks_off_says_so_and_what_came_before_is_stored()
    {
        var (_, key) = await Key();
        using var content = Content($"[{Report("F1")},\n{Report("F2")[..^3]}", "application/json", gzip: false);

        var refusal = await AssertRefused(key, HttpStatusCode.BadRequest, "RP1045", content);

        Assert.That(refusal.GetProperty("line").GetInt32(), Is.EqualTo(2));
        Assert.That(refusal.GetProperty("stored").GetProperty("accepted").GetInt32(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_source_that_sends_too_often_is_told_when_to_come_again_and_others_are_not_held_up()
    {
        var (_, busy) = await Key();
        var (_, other) = await Key();
        for (var request = 0; request < RequestsPerMinute; request++)
            Assert.That((await Send(busy, "[]")).Status, Is.EqualTo(HttpStatusCode.Accepted));

        using var response = await Post(busy, Content("[]", "application/json", gzip: false));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(response.Headers.RetryAfter!.Delta, Is.GreaterThan(TimeSpan.Zero).And.LessThanOrEqualTo(TimeSpan.FromMinutes(1)));
        Assert.That((await Send(other, "[]")).Status, Is.EqualTo(HttpStatusCode.Accepted));
    }

    [Test]
    [NonParallelizable]
    public async Task While_what_comes_after_is_behind_a_sender_is_asked_to_wait()
    {
        var (_, key) = await Key();
        await database.Execute("""
            insert into plumbing.outbox (message_id, consumer, type, body, created_at, leased) select gen_random_uuid(), 'behind', 'Test', '{}', @now, true from generate_series(1, 1001)
            """, new { now = TestDatabase.Start.UtcDateTime });
        try
        {
            await Eventually.Holds(async () =>
            {
                using var response = await Post(key, Content("[]", "application/json", gzip: false));
                return response is { StatusCode: HttpStatusCode.ServiceUnavailable, Headers.RetryAfter.Delta: { } wait } && wait > TimeSpan.Zero;
            }, IntakePressure.Pause * 5);
        }
        finally
        {
            await database.Execute("delete from plumbing.outbox where consumer = 'behind'");
        }
    }

    [Test]
    public async Task A_key_is_made_listed_rotated_and_revoked_at_the_terminal()
    {
        var settings = new Dictionary<string, string>
        {
            ["ConnectionStrings__Database"] = database.SuperuserConnectionString,
            ["RecipientKey"] = Convert.ToBase64String(new byte[32]),
        };
        async Task<string> Run(params string[] arguments)
        {
            var (exitCode, output) = await HostProcess.Run(["key", .. arguments], settings, Patience);
            Assert.That(exitCode, Is.Zero, output);
            return output.ReplaceLineEndings("");
        }

        var key = Regex.Match(await Run("create", "--name", "Journalsystem", "--source", "terminal"), @"rp_\w{12}_[\w-]{43}").Value;
        Assert.That((await Send(key, $"[{Report("G1")}]")).Answer!.Accepted, Is.EqualTo(1));

        var id = key.Split('_', 3)[1];
        var fresh = Regex.Match(await Run("rotate", id, "--overlap-hours", "1"), @"rp_\w{12}_[\w-]{43}").Value;
        Assert.That((await Send(key, "[]")).Status, Is.EqualTo(HttpStatusCode.Accepted));
        await Run("revoke", id);
        Assert.That((await Send(key, "[]")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await Send(fresh, "[]")).Status, Is.EqualTo(HttpStatusCode.Accepted));
        Assert.That(await Run("list"), Does.Contain(id).And.Contain("terminal").And.Contain("ophørt").And.Not.Contain(key.Split('_', 3)[2]));
    }

    private async Task<(string Source, string Key)> Key()
    {
        var source = $"kilde-{Interlocked.Increment(ref sources)}";
        return (source, (await keys.Create("Test", [source], Actor.Program, CancellationToken.None)).Key!);
    }

    private async Task<(HttpStatusCode Status, ReportsAnswer? Answer)> Send(string key, string body, string type = "application/json", bool gzip = false)
    {
        using var response = await Post(key, Content(body, type, gzip));
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, response.StatusCode == HttpStatusCode.Accepted ? JsonSerializer.Deserialize<ReportsAnswer>(text, JsonSerializerOptions.Web) : null);
    }

    private async Task<JsonElement> AssertRefused(string? key, HttpStatusCode status, string code, HttpContent? content = null)
    {
        using var response = await Post(key, content ?? Content("[]", "application/json", gzip: false));
        var text = await response.Content.ReadAsStringAsync();
        Assert.That(response.StatusCode, Is.EqualTo(status), text);
        Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/problem+json"));
        var details = JsonDocument.Parse(text).RootElement;
        Assert.That(details.GetProperty("code").GetString(), Is.EqualTo(code));
        Assert.That(details.GetProperty("danish").GetString(), Is.Not.Empty);
        Assert.That(details.GetProperty("english").GetString(), Is.Not.Empty);
        return details;
    }

    private Task<HttpResponseMessage> Post(string? key, HttpContent content)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, ReportsApi.Path) { Content = content };
        request.Headers.ExpectContinue = true; // a refusal comes before a body that nobody wants is sent
        if (key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client.SendAsync(request);
    }

    private static ByteArrayContent Content(string body, string type, bool gzip)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        if (gzip)
        {
            using var packed = new MemoryStream();
            using (var into = new GZipStream(packed, CompressionLevel.Fastest))
                into.Write(bytes);
            bytes = packed.ToArray();
        }

        var content = new ByteArrayContent(bytes);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (gzip)
            content.Headers.ContentEncoding.Add("gzip");
        return content;
    }

    private static string Report(string reference) => $$"""{"reference":"{{reference}}","offence":"1320","reported_at":"2024-03-01","latitude":56.5,"longitude":10.5}""";
}
