using System.Diagnostics;
using System.Text.Json;
using System.Xml.Linq;
using NUnit.Framework;
using ReactionPlans.Flow.Replay;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests;

/// <summary>The program itself, killed in the middle of its letters and started again: the demo town's last half year, in which its wave comes.</summary>
[TestFixture(false)]
[TestFixture(true)]
public sealed class KilledReplayTests(bool overRabbitMq)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    private static readonly DateOnly From = DemoTown.LastDay.AddDays(-183);

    /// <summary>What a replay comes to that is run again after a finished one, and that nobody kills: of the fixture that comes first, for both.</summary>
    private static string? undisturbed;

    private string folder = null!;
    private RabbitMqServer? broker;
    private PostgresServer? postgres;
    private Dictionary<string, string> settings = [];

    [OneTimeSetUp]
    public async Task StartServers()
    {
        // Not in a home folder: PostgreSQL does not run as root, and may not look into one.
        folder = Directory.CreateTempSubdirectory("rp-killed-").FullName;
        if (!overRabbitMq)
            return;
        if (RabbitMqServer.Missing() is { } missing)
            Assert.Ignore(missing);
        broker = await RabbitMqServer.Start();
        postgres = await PostgresServer.Start(durable: true);
        settings = new Dictionary<string, string>
        {
            ["ConnectionStrings__Database"] = postgres.SuperuserConnectionString("postgres"),
            ["Transport__RabbitMq__Uri"] = broker.AmqpUri.ToString(),
        };
    }

    [OneTimeTearDown]
    public async Task StopServers()
    {
        if (broker is not null)
            await broker.DisposeAsync();
        if (postgres is not null)
            await postgres.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task A_replay_killed_in_the_middle_of_its_letters_writes_every_letter_once_and_comes_to_what_an_undisturbed_one_comes_to()
    {
        var summaryFile = Path.Combine(folder, "summary.json");
        var town = Path.Combine(folder, "town");
        DemoTown.Write(town);
        string In(string name) => Path.Combine(town, name);
        string[] command =
        [
            "replay", "--agreement", In(DemoTown.Agreement), "--areas", In(DemoTown.Areas), "--reports", In(DemoTown.Reports), "--residents", In(DemoTown.Residents),
            "--neighbour-friends", In(DemoTown.NeighbourFriends), "--stations", In(DemoTown.Stations), "--sites", In(DemoTown.Sites),
            "--from", $"{From:yyyy-MM-dd}", "--to", $"{DemoTown.LastDay:yyyy-MM-dd}", "--data", folder, "--summary", summaryFile,
        ];

        var kills = 0;
        foreach (var letters in new[] { 1, 150, 400 })
        {
            await using var host = HostProcess.Start(command, settings);
            await Eventually.Holds(() => Task.FromResult(LetterFiles().Length >= letters || host.HasExited), Patience);
            Assert.That(host.HasExited, Is.False, host.Output);
            await host.Kill();
            kills++;
        }

        var (exitCode, output) = await HostProcess.Run(command, settings, Patience);

        Assert.That(exitCode, Is.Zero, output);
        var summary = JsonSerializer.Deserialize<Summary>(await File.ReadAllTextAsync(summaryFile), JsonSerializerOptions.Web)!;
        var files = LetterFiles();
        TestContext.Out.WriteLine($"{kills} kills; {summary.Letters.Planned} letters planned, {files.Length} files");
        Assert.Multiple(() =>
        {
            Assert.That(summary.Violations, Is.Empty);
            Assert.That(summary.Activations, Is.Not.Empty);
            Assert.That(summary.Letters.Planned, Is.GreaterThan(400));
            Assert.That(summary.Letters.Accepted, Is.EqualTo(summary.Letters.Planned), "nothing lost");
            Assert.That(summary.NeighbourMessages.Accepted, Is.GreaterThan(0));
            Assert.That(summary.StationTasks.Scheduled, Is.GreaterThan(0));
            Assert.That(summary.AllClears, Is.GreaterThan(0));
            Assert.That(Recipients(files).GroupBy(each => each).Where(same => same.Count() > 1), Is.Empty, "nobody written to twice for one step");
            Assert.That(files, Has.Length.EqualTo(summary.Letters.Accepted + AllClearLetters(files)), "every accepted letter is there");
            Assert.That(Directory.EnumerateFiles(folder, "*.tmp", SearchOption.AllDirectories), Is.Empty, "no half letter");
        });

        await ValidToAnotherProgram(files, "digital-post", "schemas", "memo", "MeMo_core.xsd");
        await ValidToAnotherProgram(files, "print", "schemas", "fjernprint", "sf1600", "SF1600_EP_SP1-2", "xsd", "oio", "_all.xsd");

        undisturbed ??= await RunAgain(command, summaryFile);
        Assert.That((summary with { ElapsedSeconds = 0 }).ToJson(), Is.EqualTo(undisturbed), "killed or not, over one transport or the other");
    }

    /// <summary>As xmllint reads the official schemas, which lie beside the checkout.</summary>
    private static async Task ValidToAnotherProgram(string[] letters, string channel, params string[] schema)
    {
        if (SharedData.TryFind(schema) is not { } official)
        {
            TestContext.Out.WriteLine($"not validated: ../shared/{string.Join('/', schema)} is not there");
            return;
        }

        var files = letters.Where(file => file.Contains($"/{channel}/", StringComparison.Ordinal)).ToList();
        using var xmllint = Process.Start(new ProcessStartInfo("xmllint", ["--nonet", "--noout", "--schema", official, .. files]) { RedirectStandardError = true })!;
        var said = await xmllint.StandardError.ReadToEndAsync();
        await xmllint.WaitForExitAsync();

        Assert.That(xmllint.ExitCode, Is.Zero, said);
        Assert.That(said.Split('\n').Count(line => line.EndsWith(" validates", StringComparison.Ordinal)), Is.EqualTo(files.Count).And.GreaterThan(0));
    }

    private async Task<string> RunAgain(string[] command, string summaryFile)
    {
        var (exitCode, output) = await HostProcess.Run(command, settings, Patience);

        Assert.That(exitCode, Is.Zero, output);
        return (JsonSerializer.Deserialize<Summary>(await File.ReadAllTextAsync(summaryFile), JsonSerializerOptions.Web)! with { ElapsedSeconds = 0 }).ToJson();
    }

    /// <summary>Letters of the mail carriers' folder: digital and on paper; an all-clear is a letter too.</summary>
    private string[] LetterFiles()
    {
        var letters = Path.Combine(folder, "reactionplans_replay", "letters");
        return Directory.Exists(letters) ? Directory.GetFiles(letters, "*.xml", SearchOption.AllDirectories) : [];
    }

    private static IEnumerable<string> Recipients(string[] files) => files.Select(file =>
    {
        var letter = XDocument.Load(file);
        return $"{First(letter, "recipientID", "PersonName")}/{Subject(letter)}/{Path.GetFileName(Path.GetDirectoryName(file))}";
    });

    private static int AllClearLetters(string[] files) => files.Count(file => Subject(XDocument.Load(file)).StartsWith("Der er igen ro", StringComparison.Ordinal));

    private static string Subject(XDocument letter) => First(letter, "label", "TitelTekst");

    /// <summary>By its name in Digital Post, or on paper.</summary>
    private static string First(XDocument letter, string digital, string paper) => letter.Descendants().First(element => element.Name.LocalName == digital || element.Name.LocalName == paper).Value;
}
