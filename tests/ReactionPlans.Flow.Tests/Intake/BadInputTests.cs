using System.Security.Cryptography;
using System.Text;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Flow.Detection;
using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules;
using ReactionPlans.TestKit;
using AgreementTexts = ReactionPlans.Flow.Tests.Agreements.Texts;

namespace ReactionPlans.Flow.Tests.Intake;

/// <summary>Every bad input of the table through the same door as a command's, against a real database.</summary>
public sealed class BadInputTests
{
    private static readonly string[] Written =
    [
        "intake.report", "intake.report_revision", "intake.report_area", "intake.rejected_row", "reactions.resident", "reactions.neighbour_friend",
        "reactions.station", "reactions.site", "agreements.version", "plumbing.outbox",
    ];

    private static readonly RecipientCipher Cipher = new(RandomNumberGenerator.GetBytes(RecipientCipher.KeyBytes));

    private TestDatabase database = null!;
    private ImportFile import = null!;
    private DirectoryInfo folder = null!;

    /// <summary>What came of an input.</summary>
    /// <param name="Told">Every problem that was told, in order.</param>
    private sealed record Outcome(IReadOnlyList<Problem> Told, ImportReport? Report);

    private static IEnumerable<TestCaseData> Cases => BadInputs.All.Select(bad => new TestCaseData(bad).SetName($"{{m}}({bad})"));

    [OneTimeSetUp]
    public async Task GivenAnArea()
    {
        database = await TestDatabase.Create();
        import = new ImportFile(database.Database, new AreaMap(), Cipher, database.Clock);
        using var areas = new TextFile(BadAreas.Collection(BadAreas.Area("8000")), "areas.geojson");
        Assert.That((await import.Run(ImportKind.Areas, areas.Path, null, null, null, CancellationToken.None)).Accepted, Is.EqualTo(1));
    }

    [SetUp]
    public async Task Empty()
    {
        folder = Directory.CreateTempSubdirectory("rp-bad-");
        await database.Execute($"truncate {string.Join(", ", Written)} cascade");
    }

    [TearDown]
    public void Sweep() => folder.Delete(recursive: true);

    [OneTimeTearDown]
    public async Task Leave() => await database.DisposeAsync();

    [Test]
    public void Each_is_named_once_and_there_are_at_least_sixty() =>
        Assert.That(BadInputs.All.Select(bad => bad.Name).ToList(), Is.Unique.And.Count.GreaterThanOrEqualTo(60));

    [TestCaseSource(nameof(Cases))]
    public async Task A_bad_input_costs_nobody_else_anything(object input)
    {
        var bad = (BadInput)input;

        var (told, report) = await Take(bad);

        Assert.That(told.Select(problem => problem.Number), Does.Contain(bad.Number), string.Join('\n', told));
        AssertTold(bad, told.First(problem => problem.Number == bad.Number));
        switch (bad.Fate)
        {
            case Fate.Refused:
                await AssertNothingStored(bad);
                break;
            case Fate.CutShort:
                Assert.That(report!.FileProblem?.Number, Is.EqualTo(bad.Number));
                Assert.That(await Stored(bad.Way), Is.SupersetOf(new[] { "GOOD-1", "GOOD-2" }));
                break;
            case Fate.Noted:
                Assert.That((report!.Read, report.Accepted, report.Rejected, report.FileProblem), Is.EqualTo((3, 3, 0, (Problem?)null)));
                Assert.That(await Stored(bad.Way), Is.EquivalentTo(new[] { "GOOD-1", "BAD", "GOOD-2" }));
                Assert.That(await File.ReadAllTextAsync(report.NotesFile!), Does.Contain($"RP{bad.Number}"));
                break;
            default:
                Assert.That((report!.Rejected, report.FileProblem), Is.EqualTo((1, (Problem?)null)), string.Join('\n', told));
                Assert.That(await Stored(bad.Way), Is.EquivalentTo(new[] { "GOOD-1", "GOOD-2" }));
                await AssertPutAside(bad, report);
                break;
        }
    }

    /// <summary>Two languages, the place, and no hole where a value should be.</summary>
    private static void AssertTold(BadInput bad, Problem problem)
    {
        Assert.That(problem.Danish, Is.Not.Empty.And.Not.EqualTo(problem.English));
        Assert.That(problem.ToString(), Does.Not.Contain("''").And.Not.Contain("{0}").And.Length.LessThan(2_500));
        Assert.That(problem.ToString().Any(char.IsControl), Is.False, "what is told can be printed");
        if (bad.Row is not null)
            Assert.That(problem.Place, Is.EqualTo(new Place(bad.FileName, 3)).Or.EqualTo(new Place(null, 3)));
        else if (bad.MakeAt is null && bad.Encoding is null)
            Assert.That(problem.Place?.File is { } file && Path.GetFileName(file) == bad.FileName || problem.Kind == Problems.MappedColumnMissing, Is.True, problem.ToString());
    }

    private async Task AssertNothingStored(BadInput bad)
    {
        foreach (var table in Written)
            Assert.That(await database.Rows(table), Is.Zero, $"{table} after {bad}");
        Assert.That(await database.Rows("intake.area"), Is.EqualTo(1));
    }

    /// <summary>Reports in quarantine as they were written; the rows of other lists beside the input, in a list that can be corrected and imported.</summary>
    private async Task AssertPutAside(BadInput bad, ImportReport report)
    {
        var list = await File.ReadAllTextAsync(report.RejectedFile!);
        Assert.That(list, Does.Contain($"RP{bad.Number}"));
        if (bad.Way == Way.Reports)
            Assert.That(await database.Query<string>("select raw from intake.rejected_row"), Is.EqualTo([bad.Kept ?? bad.Row]));
        else
            Assert.That(list.Split('\n')[1].Replace("\0", "", StringComparison.Ordinal), Does.Contain(bad.Row!.Split(',')[1].Trim('=')));
    }

    private async Task<IReadOnlyList<string>> Stored(Way way) => await database.Query<string>(way switch
    {
        Way.Residents => "select address_id from reactions.resident",
        Way.NeighbourFriends => "select id from reactions.neighbour_friend",
        Way.Stations => "select id from reactions.station",
        Way.Sites => "select id from reactions.site",
        _ => "select distinct reference from intake.report",
    });

    private async Task<Outcome> Take(BadInput bad)
    {
        var path = Path.Combine(folder.FullName, bad.FileName);
        if (bad.Content is { } content)
            await File.WriteAllBytesAsync(path, content());
        using var held = bad.MakeAt?.Invoke(path);
        switch (bad.Way)
        {
            case Way.Agreement:
                return new Outcome(await Propose(path), null);
            case Way.Mapping:
                var reports = Path.Combine(folder.FullName, "reports.csv");
                await File.WriteAllTextAsync(reports, $"{BadReports.Form.HeaderLine}\n{BadReports.Form.GoodRow("GOOD-1")}\n");
                return Told(await import.Run(ImportKind.Reports, reports, path, null, null, CancellationToken.None));
            default:
                return Told(await import.Run(Enum.Parse<ImportKind>(bad.Way.ToString()), path, null, bad.Encoding, null, CancellationToken.None));
        }
    }

    private static Outcome Told(ImportReport report) => new(report.FirstProblems, report);

    private async Task<IReadOnlyList<Problem>> Propose(string path)
    {
        var (yaml, problem) = WholeText.Read(path);
        return yaml is null
            ? [problem!]
            : (await database.Database.Do(work => ImportAgreement.Propose(work, yaml, path, new TemplateBook(), new StoredExamples(new AreaMap()).Failed), CancellationToken.None)).Problems;
    }

    /// <summary>What only looks odd, and is as good as any other.</summary>
    private static IEnumerable<TestCaseData> OddOnes
    {
        get
        {
            var (header, one, other) = (BadReports.Form.HeaderLine, BadReports.Form.GoodRow("GOOD-1"), BadReports.Form.GoodRow("GOOD-2"));
            yield return Odd("a byte order mark", Encoding.UTF8, $"\uFEFF{header}\n{one}\n{other}\n");
            yield return Odd("UTF-16 with its mark", Encoding.Unicode, $"\uFEFF{header}\n{one}\n{other}\n");
            yield return Odd("UTF-16 the other way round", Encoding.BigEndianUnicode, $"\uFEFF{header}\n{one}\n{other}\n");
            yield return Odd("line ends of three kinds", Encoding.UTF8, $"{header}\r\n{one}\n\r\n{other}\r");
            yield return Odd("no line end at the end", Encoding.UTF8, $"{header}\n{one}\n{other}");
            yield return Odd("blank lines between", Encoding.UTF8, $"\n{header}\n\n{one}\n\n{other}\n\n".TrimStart());
            yield return Odd("every cell in quotes", Encoding.UTF8, string.Join('\n', new[] { header, one, other }.Select(line => $"\"{line.Replace(",", "\",\"", StringComparison.Ordinal)}\"")));
            yield return Odd("columns in capitals", Encoding.UTF8, $"{header.ToUpperInvariant()}\n{one}\n{other}\n");
        }
    }

    [TestCaseSource(nameof(OddOnes))]
    public async Task What_only_looks_odd_is_taken_in(byte[] content)
    {
        var path = Path.Combine(folder.FullName, "reports.csv");
        await File.WriteAllBytesAsync(path, content);

        var report = await import.Run(ImportKind.Reports, path, null, null, null, CancellationToken.None);

        Assert.That((report.Accepted, report.FirstProblems.Count), Is.EqualTo((2, 0)), string.Join('\n', report.FirstProblems));
        Assert.That(await Stored(Way.Reports), Is.EquivalentTo(new[] { "GOOD-1", "GOOD-2" }));
    }

    [Test]
    public async Task Letters_of_four_bytes_are_letters()
    {
        using var file = new TextFile($"{BadReports.Form.HeaderLine}\n{BadReports.Form.GoodRow("\U0001D504-\U0001F692-1")}\n");

        Assert.That((await import.Run(ImportKind.Reports, file.Path, null, null, null, CancellationToken.None)).Accepted, Is.EqualTo(1));
        Assert.That(await Stored(Way.Reports), Is.EqualTo(["\U0001D504-\U0001F692-1"]));
    }

    /// <summary>Two gzip files one after the other are a gzip file.</summary>
    [Test]
    public async Task Packed_pieces_put_together_are_read_to_the_last()
    {
        var path = Path.Combine(folder.FullName, "reports.csv.gz");
        var lines = new[] { $"{BadReports.Form.HeaderLine}\n{BadReports.Form.GoodRow("GOOD-1")}\n", $"{BadReports.Form.GoodRow("GOOD-2")}\n" };
        await File.WriteAllBytesAsync(path, [.. lines.SelectMany(piece => BadInput.Packed(BadInput.Utf8(piece)))]);

        var report = await import.Run(ImportKind.Reports, path, null, null, null, CancellationToken.None);

        Assert.That((report.Accepted, report.FileProblem), Is.EqualTo((2, (Problem?)null)));
    }

    [Test]
    public async Task Quotes_that_are_never_closed_again_and_again_cost_their_own_lines_only()
    {
        var good = string.Concat(Enumerable.Range(1, 9_000).Select(number => BadReports.Form.GoodRow($"R-{number}") + "\n"));
        using var file = new TextFile($"{BadReports.Form.HeaderLine}\n{BadReports.Form.GoodRow("GOOD-1")}\n\"BAD-1\n{good}BAD-2,\"\n{good.Replace("R-", "S-", StringComparison.Ordinal)}");

        var report = await import.Run(ImportKind.Reports, file.Path, null, null, null, CancellationToken.None);

        Assert.That((report.Accepted, report.Rejected, report.FileProblem), Is.EqualTo((18_001, 2, (Problem?)null)), string.Join('\n', report.FirstProblems));
    }

    private static TestCaseData Odd(string name, Encoding encoding, string text) => new TestCaseData(encoding.GetBytes(text)).SetName($"{{m}}({name})");

    [Test]
    public async Task The_page_of_bad_input_is_drawn_from_the_table()
    {
        var page = new StringBuilder("""
            # Bad input

            Drawn from the table in `tests/ReactionPlans.Flow.Tests/Intake` (`BadInputs.cs`); a test puts every line of it through the same door as the
            commands', with good neighbours around it, and keeps this page so.

            *put aside*: the row is kept whole, with its reason, in quarantine (`intake.rejected_row`) or in `FILE.rejected.csv`, and its neighbours are
            stored. *told*: the row is stored without what was wrong with it, and that is told. *refused*: nothing of the file is stored. *cut short*:
            what came before is stored, and that the file broke off is told.

            """);
        foreach (var way in BadInputs.All.GroupBy(bad => bad.Way))
        {
            page.Append('\n').Append("## ").Append(Heading(way.Key)).Append("\n\n| what is wrong | number | becomes | the user is told |\n| --- | --- | --- | --- |\n");
            foreach (var bad in way)
            {
                Sweep();
                await Empty();
                var problem = (await Take(bad)).Told.First(problem => problem.Number == bad.Number);
                page.Append(System.Globalization.CultureInfo.InvariantCulture, $"| {bad.Name} | {problem.Code} | {Becomes(bad.Fate)} | {Cell(problem.Danish)} / {Cell(problem.English)} |\n");
            }
        }

        var drawn = page.ToString();
        if (Environment.GetEnvironmentVariable("REACTIONPLANS_WRITE_DOCS") == "1")
            await File.WriteAllTextAsync(Repository.Path("docs/bad-input.md"), drawn);
        Assert.That(Repository.Read("docs/bad-input.md"), Is.EqualTo(drawn), "run this test with REACTIONPLANS_WRITE_DOCS=1 to draw docs/bad-input.md again");

        string Cell(string text)
        {
            var plain = text.Replace(folder.FullName + "/", "", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
            return plain.Length <= 300 ? plain : plain[..300] + "…";
        }

        static string Heading(Way way) => way switch
        {
            Way.NeighbourFriends => "Neighbour friends",
            Way.Mapping => "Mapping files",
            Way.Agreement => "Agreements",
            _ => way.ToString(),
        };

        static string Becomes(Fate fate) => fate switch
        {
            Fate.Rejected => "put aside",
            Fate.Noted => "told",
            Fate.CutShort => "cut short",
            _ => "refused",
        };
    }
}
