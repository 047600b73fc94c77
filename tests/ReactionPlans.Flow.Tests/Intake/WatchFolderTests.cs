using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Intake;

public sealed class WatchFolderTests
{
    private const string Header = "reference,offence,reported_at,area_code\n";

    private TestDatabase database = null!;
    private string path = null!;
    private WatchFolder folder = null!;

    [SetUp]
    public async Task GivenAFolder()
    {
        database = await TestDatabase.Create();
        path = Directory.CreateTempSubdirectory("rp-folder-").FullName;
        folder = Watch(new FolderOptions { Path = path });
    }

    [TearDown]
    public async Task Leave()
    {
        await database.DisposeAsync();
        Directory.Delete(path, recursive: true);
    }

    [Test]
    public async Task A_file_is_taken_when_it_lies_still_and_its_rows_are_the_folders_source()
    {
        Write("march.csv", Header + "A1,1320,2026-03-01,8000\n");
        await Look();
        Assert.That(await database.Rows("intake.report"), Is.Zero, "it may still be being written");

        await File.AppendAllTextAsync(In("march.csv"), "A2,1320,2026-03-01,8000\n");
        await Look();
        Assert.That(await database.Rows("intake.report"), Is.Zero, "it has grown");

        await Look();
        Assert.That(await database.Rows("intake.report", "source = 'nord'"), Is.EqualTo(2));
        Assert.That(Names(), Is.EqualTo(["done/march.csv", "done/march.csv.notes.csv"]));
    }

    [Test]
    public async Task Files_that_are_being_written_or_hidden_are_left_alone()
    {
        foreach (var name in new[] { "a.csv.part", ".a.csv", "b.tmp", "c.csv.filepart" })
            Write(name, Header + "A1,1320,2026-03-01,8000\n");

        await LookTwice();

        Assert.That(await database.Rows("intake.report"), Is.Zero);
        Assert.That(Names(), Is.EqualTo([".a.csv", "a.csv.part", "b.tmp", "c.csv.filepart"]));
    }

    [Test]
    public async Task A_bad_row_is_in_the_quarantine_and_its_list_goes_with_the_file()
    {
        Write("march.csv", Header + "A1,1320,2026-03-01,8000\nA2,1320,never,8000\n");

        await LookTwice();

        Assert.That((await database.Rows("intake.report"), await database.Rows("intake.rejected_row", "source = 'nord' and file = 'march.csv'")), Is.EqualTo((1, 1)));
        Assert.That(Names(), Is.EqualTo(["done/march.csv", "done/march.csv.notes.csv", "done/march.csv.rejected.csv"]));
        await LookTwice();
        Assert.That(Names(), Has.Count.EqualTo(3), "what lies in done is not looked at");
    }

    [Test]
    public async Task The_list_of_rejected_rows_corrected_and_put_back_is_taken_as_a_file()
    {
        Write("march.csv.rejected.csv", "reference,offence,reported_at,rp_line\nA2,1320,2026-03-01,3\n");

        await LookTwice();

        Assert.That(await database.Rows("intake.report"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_row_of_another_source_is_refused_as_that_row()
    {
        Write("march.csv", "source,reference,offence,reported_at\nsyd,A1,1320,2026-03-01\nnord,A2,1320,2026-03-01\n,A3,1320,2026-03-01\n");

        await LookTwice();

        Assert.That(await database.Query<string>("select source || reference from intake.report order by 1"), Is.EqualTo(["nordA2", "nordA3"]));
        Assert.That(await database.Query<string>("select source || problem_number from intake.rejected_row"), Is.EqualTo(["nord1046"]), "not under the name it gave itself");
    }

    [TestCase("", 1002)]
    [TestCase("reference,offence,reported_at,colour\nA1,1320,2026-03-01,red\n", 1003)]
    [TestCase("reference,offence,reported_at\nA1,1320,never\n", 1063)]
    [TestCase("reference,offence,reported_at\nA0,1320,2026-03-01\n", 1135)]
    public async Task A_file_of_which_nothing_or_not_all_can_be_read_is_put_aside_with_the_reason_in_both_languages(string text, int number)
    {
        Write("march.csv", text);
        if (number == Problems.PackingDamaged.Number)
            CutOff("march.csv", text);

        await LookTwice();

        Assert.That(Names(), Does.Contain("rejected/march.csv").And.Contain("rejected/march.csv.txt"));
        var reason = await File.ReadAllTextAsync(In("rejected/march.csv.txt"));
        Assert.That(reason, Does.StartWith($"RP{number}"));
        Assert.That(reason.Split('\n'), Has.Length.GreaterThan(3));
    }

    private void CutOff(string name, string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        File.WriteAllBytes(In(name), packed.ToArray()[..^6]);
    }

    [Test]
    public async Task A_mapping_is_used_and_one_that_is_wrong_costs_no_file_its_name()
    {
        var map = In(".map.yaml");
        Write(".map.yaml", "reports: { reference: id, constants: { offence: \"1320\", source: nord } }");
        folder = Watch(new FolderOptions { Path = path, Map = map, Encoding = "windows-1252" });
        Write("march.csv", "id,reported_at\nA1,2026-03-01\n");

        await LookTwice();

        Assert.That(await database.Rows("intake.report", "source = 'nord'"), Is.EqualTo(1));
    }

    [Test]
    public async Task The_same_name_again_overwrites_nothing()
    {
        for (var day = 1; day <= 3; day++)
        {
            Write("daily.csv", Header + $"A{day},1320,2026-03-01,8000\n");
            await LookTwice();
        }

        Assert.That(Names().Count(name => name.EndsWith("daily.csv", StringComparison.Ordinal)), Is.EqualTo(3));
        Assert.That(await database.Rows("intake.report"), Is.EqualTo(3));
    }

    [Test]
    public async Task A_file_that_was_stored_and_not_moved_is_taken_again_and_nothing_is_counted_twice()
    {
        Write("march.csv", Header + "A1,1320,2026-03-01,8000\n");
        await new ImportFile(database.Database, new AreaMap(), null, database.Clock).Run(ImportKind.Reports, In("march.csv"), null, null, null, CancellationToken.None,
            ReportOptions.AsOf(database.Clock) with { Sources = ["nord"] });

        await LookTwice();

        Assert.That(await database.Rows("intake.report_revision"), Is.EqualTo(1));
        Assert.That(Names(), Does.Contain("done/march.csv"));
    }

    [Test]
    public async Task A_link_is_not_followed_out_of_the_folder()
    {
        using var outside = new TextFile(Header + "A1,1320,2026-03-01,8000\n");
        File.CreateSymbolicLink(In("link.csv"), outside.Path);

        await LookTwice();

        Assert.That(await database.Rows("intake.report"), Is.Zero);
        Assert.That(File.Exists(outside.Path), Is.True);
        Assert.That(await File.ReadAllTextAsync(In("rejected/link.csv.txt")), Does.StartWith("RP1062"));
    }

    [Test]
    public async Task A_done_folder_that_is_a_link_takes_nothing()
    {
        var elsewhere = Directory.CreateTempSubdirectory("rp-elsewhere-").FullName;
        Directory.CreateSymbolicLink(In("done"), elsewhere);
        Write("march.csv", Header + "A1,1320,2026-03-01,8000\n");

        Assert.That(LookTwice, Throws.InstanceOf<IOException>());

        Assert.That(Directory.EnumerateFiles(elsewhere), Is.Empty);
        Directory.Delete(elsewhere);
        Assert.That(await database.Rows("intake.report"), Is.Zero);
    }

    [Test]
    public async Task A_file_that_unpacks_without_end_is_put_aside()
    {
        await using (var file = File.Create(In("bomb.csv.gz")))
        await using (var packed = new GZipStream(file, CompressionLevel.Optimal))
        {
            packed.Write("reference,offence,reported_at\n"u8);
            var line = new byte[90_000];
            Array.Fill(line, (byte)'x');
            line[^1] = (byte)'\n';
            for (var written = 0; written < 80 << 20; written += line.Length)
                packed.Write(line);
        }

        await LookTwice();

        Assert.That(await File.ReadAllTextAsync(In("rejected/bomb.csv.gz.txt")), Does.Contain("RP1064"));
    }

    [Test]
    public async Task Files_wait_while_what_comes_after_is_behind()
    {
        await database.Execute("insert into plumbing.outbox (message_id, type, body, created_at) select gen_random_uuid(), 'Test', '{}', @now from generate_series(1, 2)",
            new { now = TestDatabase.Start.UtcDateTime });
        folder = Watch(new FolderOptions { Path = path }, new IntakeOptions { MessagesBehindAtMost = 1 });
        Write("march.csv", Header + "A1,1320,2026-03-01,8000\n");

        await LookTwice();
        Assert.That(Names(), Is.EqualTo(["march.csv"]));

        await database.Execute("delete from plumbing.outbox");
        database.Clock.MoveTo(TestDatabase.Start + IntakePressure.Pause);
        await Look();
        Assert.That(await database.Rows("intake.report"), Is.EqualTo(1));
    }

    [Test]
    public void Two_sources_do_not_share_a_folder()
    {
        var options = new IntakeOptions { Folders = new() { ["nord"] = new() { Path = "/in/nord" }, ["syd"] = new() { Path = "/in/nord/syd/" }, ["vest"] = new() } };

        Assert.That(options.Check().Select(problem => problem.Values[0]), Is.EqualTo(["Intake:Folders:syd:Path", "Intake:Folders:vest:Path"]));
        Assert.That(new IntakeOptions { Http = new() { RowsAtMost = 0 } }.Check().Single().Values[0], Is.EqualTo("Intake:Http:RowsAtMost"));
        Assert.That(new IntakeOptions().Check(), Is.Empty);
    }

    private WatchFolder Watch(FolderOptions options, IntakeOptions? intake = null) => new("nord", options, new ImportFile(database.Database, new AreaMap(), null, database.Clock),
        new IntakePressure(database.Database, intake ?? new IntakeOptions(), database.Clock), database.Clock, NullLogger<WatchFolder>.Instance);

    private Task Look() => folder.Look(CancellationToken.None);

    private async Task LookTwice()
    {
        await Look();
        await Look();
    }

    private void Write(string name, string text) => File.WriteAllText(In(name), text);

    private string In(string name) => Path.Combine(path, name);

    private List<string> Names() => [.. Directory.EnumerateFiles(path, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
        .Select(file => Path.GetRelativePath(path, file)).Order(StringComparer.Ordinal)];
}
