using System.Diagnostics;
using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Flow.Reactions;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.TestKit;
using AgreementTexts = ReactionPlans.Flow.Tests.Agreements.Texts;

namespace ReactionPlans.Flow.Tests.Intake;

/// <summary>Good inputs, changed at random: every reader answers with rows or numbered problems, in time and within bounds, and never with an exception.
/// A few thousand of each, always the same ones; REACTIONPLANS_FUZZ=1000000 runs a million of each, other ones each time.</summary>
public sealed class FuzzTests
{
    private const int Usual = 4_000;

    /// <summary>A guard against what does not end, on a machine that does other things besides; an input takes under a millisecond.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    /// <summary>What one input of at most 100 kB may allocate, in all and not at once: buffers, cells, a problem for each of its lines.</summary>
    private const long MostAllocated = 400_000_000;

    private static readonly ReportOptions Options = new(new DateOnly(2026, 3, 4), TestDatabase.Start);

    private static readonly string[] CsvTokens =
        ["\"", "\"\"", ",", ";", "\n", "\r", "\r\n", "\0", "\uFEFF", "\uFFFD", "\u202E", "\U0001F692", "=1+1", "2026-02-31", "2025-10-26T02:30", "9999-12-31", "1900-01-01T00:00Z", "reference", "rp_line", "\t", "<?xml", "\u2028", "\u001b[2J"];

    private static readonly string[] YamlTokens =
        ["- ", ": ", "? ", "[", "]", "{", "}", "&a ", "*a ", "<<: *a\n", "|\n", ">\n", "---\n", "...\n", "\t", "#", "!!binary ", "!<tag> ", "%YAML 9999999999.1\n", "%TAG ! x\n", "\"\\ud800\"", "\"\\UFFFFFFFF\"", "\"\\x0\"", "'", "\"", "~", "null", "\n", "  ", "\0", "@", "`", "\u0085", "\u2029", ".inf", "\uFEFF"];

    private static readonly string[] JsonTokens =
        ["[", "]", "{", "}", ",", ":", "\"", "\\", "\\ud800", "\\u0000", "null", "true", "NaN", "1e999", "-0", "[[10,56],[11,56],[11,57],[10,56]]", "\"type\":\"MultiPolygon\",", "\"coordinates\":[],", "\"code\":\"\\ud83d\",", "/*", "\uFEFF", "\n", "[10,56],", "180,90"];

    private static readonly string[] CalendarTokens =
        ["BEGIN:VEVENT\n", "END:VEVENT\n", "BEGIN:VALARM\n", "END:VCALENDAR\n", "RRULE:FREQ=DAILY\n", "RRULE:FREQ=YEARLY;BYDAY=53MO\n", "RRULE:FREQ=SECONDLY\n", "EXDATE:", "RDATE:19700101T000000Z/P1D\n", ";TZID=", "UID:a\n", "RECURRENCE-ID:", "DURATION:-P1D\n", ":", ";", ",", "\n ", "\0", "\uFEFF", "99991231T235959Z", "00010101", "INTERVAL=0", "COUNT=-1", "UNTIL=20260309"];

    private string path = "";
    private volatile byte[] current = [];
    private long startedAt;

    [SetUp]
    public void GivenAFile() => path = Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), $"rp-fuzz-{Environment.ProcessId}-{TestContext.CurrentContext.Test.ID}");

    [TearDown]
    public void Sweep() => File.Delete(path);

    [Test]
    public void Reports() => Run(CsvTokens, Texts(BadReports.Form, BadInputs.All.Where(bad => bad.Way == Way.Reports)), content =>
    {
        var (reports, problems) = ReportsFile.Open(Write(content), Mapping.None, Options);
        return reports is null ? Tell(problems) : Drain(reports, reports.Csv, reports.Lines());
    });

    [Test]
    public void Mapping_files() => Run(YamlTokens, Texts(Map, BadInputs.All.Where(bad => bad.Way == Way.Mapping)), content =>
    {
        var (mapping, problems) = MappingFile.Read(Write(content));
        if (mapping is null)
            return Tell(problems);
        // A mapping that is taken must not make the reading of a good file stumble.
        File.WriteAllText(path, $"{BadReports.Form.HeaderLine}\n{BadReports.Form.GoodRow("A")}\n");
        var (reports, unfit) = ReportsFile.Open(path, mapping, Options);
        return reports is null ? Tell(unfit) : Drain(reports, reports.Csv, reports.Lines());
    });

    [Test]
    public void Agreements() => Run(YamlTokens, Texts(AgreementTexts.Whole, BadInputs.All.Where(bad => bad.Way == Way.Agreement)), content =>
    {
        var (yaml, problem) = WholeText.Read(Write(content));
        if (yaml is null)
            return Tell([problem!]);
        var reading = AgreementYaml.Read(yaml, "agreement.yaml");
        return reading.Agreement is { } agreement ? 1 + Tell(TextCheck.OfAgreement(agreement, new TemplateBook()), mayBeNone: true) : Tell(reading.Problems);
    });

    [Test]
    public void Areas() => Run(JsonTokens, Texts(BadAreas.Collection(BadAreas.Area("1"), BadAreas.Area("2")), BadInputs.All.Where(bad => bad.Way == Way.Areas)), content =>
    {
        var drawn = AreasFile.Read(Write(content), Mapping.None);
        Assert.That(drawn.Areas.All(area => area.Geometry.IsValid), "what is drawn is valid");
        return drawn.Areas.Count + Tell([.. drawn.Problems, .. drawn.Notes], mayBeNone: drawn.Areas.Count > 0);
    });

    [Test]
    public void Calendars()
    {
        const string good = "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:a\nDTSTART;TZID=Europe/Copenhagen:20260309T120000\nDTEND;TZID=Europe/Copenhagen:20260309T140000\nRRULE:FREQ=WEEKLY;BYDAY=MO,TH;COUNT=20\nEXDATE;TZID=Europe/Copenhagen:20260316T120000\nEND:VEVENT\nBEGIN:VEVENT\nUID:b\nDTSTART;VALUE=DATE:20260401\nDURATION:P2D\nEND:VEVENT\nEND:VCALENDAR\n";
        Run(CalendarTokens, [Encoding.UTF8.GetBytes(good)], content =>
        {
            var (text, problem) = WholeText.Read(Write(content));
            if (text is null)
                return Tell([problem!]);
            if (CalendarEvents.Cut(text) is not { } events)
                return Tell([Problems.CalendarUnreadable.With()]);
            return 1 + events.Select(one => EventTimes.Read(one.Text, TestDatabase.Start)).Sum(read => read.Problem is { } why ? Tell([why.With(EventTimes.Most)]) : read.Times.Count(time => time.From < time.To));
        });
    }

    [TestCase(JsonForm.List)]
    [TestCase(JsonForm.Lines)]
    public void Reports_in_JSON(JsonForm form)
    {
        const string one = "{\"reference\":\"A1\",\"offence\":\"1320\",\"reported_at\":\"2026-03-01\",\"revision\":1,\"attempt\":false,\"latitude\":56.5,\"longitude\":10.5}";
        string[] goods = [$"[{one},\n{one}]", one, $"{one}\n{one}\n"];
        Run(JsonTokens, [.. goods.Select(Encoding.UTF8.GetBytes)], content => Answers(new JsonItems("http", new MemoryStream(content), form, longestItem: 10_000)).GetAwaiter().GetResult());
    }

    /// <summary>An empty content is none: nothing was sent, and nothing is told.</summary>
    private static async Task<int> Answers(JsonItems items)
    {
        var answers = 0;
        await foreach (var row in items.Rows(CancellationToken.None))
        {
            answers++;
            var line = ReceiveReports.Read(row, Options);
            Tell([.. line.Notes, .. line.Rejection is { } why ? new[] { why } : []], mayBeNone: line.Row is not null);
        }

        return answers + Tell(items.Broken is { } broken ? [broken] : [], mayBeNone: true);
    }

    /// <summary>Changes good inputs and gives them to a reader.</summary>
    /// <param name="read">Gives the number of its answers, rows and problems; there is always one.</param>
    private void Run(string[] tokens, IReadOnlyList<byte[]> goods, Func<byte[], int> read)
    {
        var asked = Environment.GetEnvironmentVariable("REACTIONPLANS_FUZZ");
        var count = int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var many) ? many : Usual;
        var config = Config.QuickThrowOnFailure.WithMaxTest(count).WithQuietOnSuccess(true);
        if (asked is null)
            config = config.WithReplay(FSharpOption<FsCheck.Replay>.Some(new FsCheck.Replay(new Rnd(2026, 3), FSharpOption<int>.None)));

        var (answers, largest, slowest) = (0L, 0L, TimeSpan.Zero);
        var watch = Stopwatch.StartNew();
        var running = Task.Factory.StartNew(() => Check.One(config, Prop.ForAll(Mutation.Of(goods.Count), pair =>
        {
            var content = pair.Changes.Aggregate(goods[pair.Good], (text, change) => change.Apply(text, goods, tokens));
            current = content;
            Interlocked.Exchange(ref startedAt, Stopwatch.GetTimestamp());
            var before = GC.GetAllocatedBytesForCurrentThread();

            var answered = read(content);

            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            var took = Stopwatch.GetElapsedTime(Interlocked.Exchange(ref startedAt, 0));
            answers += answered;
            largest = Math.Max(largest, allocated);
            slowest = took > slowest ? took : slowest;
            Assert.That(allocated, Is.LessThan(MostAllocated), () => Shown(content));
        })), TaskCreationOptions.LongRunning);
        while (!Finished(running))
        {
            var since = Interlocked.Read(ref startedAt);
            if (since != 0 && Stopwatch.GetElapsedTime(since) > Longest)
                Assert.Fail($"An input does not come to an end: {Shown(current)}");
        }

        running.GetAwaiter().GetResult();
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{count} inputs in {watch.Elapsed.TotalSeconds:0.0} s, {answers} rows and problems; the slowest took {slowest.TotalMilliseconds:0} ms, the largest allocated {largest / 1_000_000.0:0.0} MB"));
    }

    private static bool Finished(Task task) => Task.WaitAny([task], TimeSpan.FromSeconds(1)) == 0;

    private string Write(byte[] content)
    {
        File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>A good text, plain and packed, and the bad ones that are no monsters already.</summary>
    private static IReadOnlyList<byte[]> Texts(RowForm form, IEnumerable<BadInput> bad) =>
        Texts($"{form.HeaderLine}\n{form.GoodRow("A1")}\n{form.With(("occurred_from", "2026-02-01T10:00"), ("revision", "2"))}\n{form.GoodRow("A3")}\n", bad);

    private static IReadOnlyList<byte[]> Texts(string good, IEnumerable<BadInput> bad) =>
    [
        .. Enumerable.Repeat(Encoding.UTF8.GetBytes(good), 20), BadInput.Packed(Encoding.UTF8.GetBytes(good)), Encoding.Unicode.GetBytes("\uFEFF" + good),
        .. bad.Where(input => input.Content is not null).Select(input => input.Content!()).Where(content => content.Length is > 0 and < 20_000),
    ];

    private static int Drain<T>(IDisposable file, CsvFile csv, IEnumerable<FileLine<T>> lines) where T : class
    {
        using (file)
        {
            var answers = 0;
            foreach (var line in lines)
            {
                answers++;
                Tell([.. line.Notes, .. line.Rejection is { } why ? new[] { why } : []], mayBeNone: line.Row is not null);
            }

            return answers + Tell(csv.Broken is { } broken ? [broken] : [], mayBeNone: true);
        }
    }

    /// <summary>Each problem can be said in both languages.</summary>
    private static int Tell(IReadOnlyList<Problem> problems, bool mayBeNone = false)
    {
        if (problems.Count == 0 && !mayBeNone)
            throw new InvalidOperationException("Neither taken in nor told why not.");
        foreach (var problem in problems.Take(100))
        {
            if (problem.ToString().Length > 20_000)
                throw new InvalidOperationException("A problem that fills the screen.");
        }

        return problems.Count;
    }

    private static string Shown(byte[] content) => $"{content.Length} bytes, base64 {Convert.ToBase64String(content)}";

    private const string Map = """
        reports:
          columns: { reference: reference, reported_at: reported_at }
          constants: { source: elsewhere }
          translate: { status: { R: reported, W: withdrawn } }
          dates: { reported_at: yyyy-MM-dd }
          ignoreOthers: true
        areas: { code: kode, name: navn, constants: { level: postcode } }
        """;
}
