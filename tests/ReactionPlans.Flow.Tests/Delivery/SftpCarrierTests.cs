using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Xml.Linq;
using ReactionPlans.Flow.Delivery;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Delivery;

/// <summary>Against OpenSSH's own server.</summary>
public sealed class SftpCarrierTests : CarrierContract
{
    private const string AnotherKey = "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU";

    private OpenSshServer server = null!;
    private DirectoryInfo folder = null!;
    private SftpCarrier carrier = null!;
    private SftpCarrier nobody = null!;

    protected override ILetterCarrier Carrier => carrier;

    protected override ILetterCarrier WithNobodyThere => nobody;

    private SftpOptions Options => new()
    {
        Host = "127.0.0.1",
        Port = server.Port,
        UserName = server.UserName,
        KeyFile = server.KeyFile,
        HostKey = server.HostKey,
        Path = folder.FullName,
        TimeoutSeconds = 10,
    };

    [OneTimeSetUp]
    public async Task StartServer()
    {
        if (OpenSshServer.Missing() is { } missing)
            Assert.Ignore(missing);
        server = await OpenSshServer.Start();
    }

    [OneTimeTearDown]
    public async Task StopServer()
    {
        if (server is not null)
            await server.DisposeAsync();
    }

    [SetUp]
    public void MakeFolder()
    {
        folder = Directory.CreateTempSubdirectory("rp-sftp-");
        carrier = new SftpCarrier(Options, Files);
        nobody = new SftpCarrier(Options with { Port = 9 }, Files); // the discard port: nothing listens
    }

    [TearDown]
    public void RemoveFolder()
    {
        carrier.Dispose();
        nobody.Dispose();
        folder.Delete(recursive: true);
    }

    protected override Task<IReadOnlyList<Guid>> Brought() =>
        Task.FromResult<IReadOnlyList<Guid>>([.. folder.EnumerateFiles("*", SearchOption.AllDirectories).Select(file => Guid.Parse(Path.GetFileNameWithoutExtension(file.Name)))]);

    [Test]
    public async Task Letters_lie_by_channel_and_month_under_their_own_ids()
    {
        var message = Messages(1)[0];

        await Carrier.Send([message, message with { Channel = "print", FiredMonth = new DateOnly(2026, 4, 1) }], CancellationToken.None);

        Assert.That(folder.EnumerateFiles("*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder.FullName, file.FullName)),
            Is.EquivalentTo(new[] { $"digital-post/2026-03/{message.DeliveryId}.xml", $"print/2026-04/{message.DeliveryId}.xml" }));
    }

    [Test]
    public async Task A_server_that_shows_another_host_key_is_given_nothing()
    {
        using var careful = new SftpCarrier(Options with { HostKey = AnotherKey }, Files);
        using var careless = new SftpCarrier(Options with { HostKey = "" }, Files);

        var answers = await careful.Send(Messages(2), CancellationToken.None);
        var unpinned = await careless.Send(Messages(2), CancellationToken.None);
        var asked = await careful.Ask(Messages(2), CancellationToken.None);

        Assert.That(answers.Concat(unpinned).Concat(asked).Select(answer => (answer.Outcome, answer.Reason)), Is.All.EqualTo((CarrierOutcome.NotNow, "host-key")));
        Assert.That(await Brought(), Is.Empty);
    }

    [TestCase("sign-in", "somebody-else", null, null)]
    [TestCase("key-file", null, "/no/such/key", null)]
    [TestCase("path", null, null, "/no/such/folder")]
    public async Task What_is_set_up_wrongly_lets_letters_wait(string reason, string? user, string? keyFile, string? path)
    {
        using var wrong = new SftpCarrier(Options with { UserName = user ?? Options.UserName, KeyFile = keyFile ?? Options.KeyFile, Path = path ?? Options.Path }, Files);

        var answers = await wrong.Send(Messages(2), CancellationToken.None);

        Assert.That(answers.Select(answer => (answer.Outcome, answer.Reason)), Is.All.EqualTo((CarrierOutcome.NotNow, reason)));
    }

    [Test]
    public async Task What_a_killed_host_left_half_written_is_written_over()
    {
        var message = Messages(1)[0];
        var path = PathOf(message);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path + ".tmp", new string('x', 1_000_000)); // longer than the letter: what is left of it would show

        var asked = (await Carrier.Ask([message], CancellationToken.None)).Single();
        var sent = (await Carrier.Send([message], CancellationToken.None)).Single();

        Assert.That((asked.Outcome, sent.Outcome), Is.EqualTo((CarrierOutcome.Unknown, CarrierOutcome.Accepted)));
        Assert.That(await File.ReadAllBytesAsync(path), Is.EqualTo(Files.Write(message)));
        Assert.That(File.Exists(path + ".tmp"), Is.False);
    }

    [Test]
    public async Task A_file_that_is_there_is_never_written_again()
    {
        var message = Messages(1)[0];
        await Carrier.Send([message], CancellationToken.None);
        await File.WriteAllTextAsync(PathOf(message), "read and marked by the other side");

        await Carrier.Send([message with { At = message.At.AddDays(1) }], CancellationToken.None);

        Assert.That(await File.ReadAllTextAsync(PathOf(message)), Is.EqualTo("read and marked by the other side"));
    }

    [Test]
    public async Task A_server_that_comes_back_is_signed_in_to_again()
    {
        var (before, during, after) = (Messages(2), Messages(2), Messages(2));

        await Carrier.Send(before, CancellationToken.None);
        await server.Kill();
        var away = await Carrier.Send(during, CancellationToken.None);
        await server.Restart();
        var back = await Carrier.Send([.. during, .. after], CancellationToken.None);

        Assert.That(away.Select(answer => (answer.Outcome, answer.Reason)), Is.All.EqualTo((CarrierOutcome.NotNow, "no-connection")));
        Assert.That(back.Select(answer => answer.Outcome), Is.All.EqualTo(CarrierOutcome.Accepted));
        Assert.That(await Brought(), Is.Unique.And.Count.EqualTo(6));
    }

    [Test]
    public async Task A_server_killed_among_letters_leaves_none_half_and_none_unanswered()
    {
        var messages = Messages(250);
        var sending = Task.Run(() => Carrier.Send(messages, CancellationToken.None));
        await Eventually.Holds(() => Task.FromResult(folder.EnumerateFiles("*.xml", SearchOption.AllDirectories).Any()), TimeSpan.FromSeconds(20));
        await server.Kill();

        var broken = await sending;
        await server.Restart();
        var again = await Carrier.Send(messages, CancellationToken.None);

        Assert.That(broken.Select(answer => answer.DeliveryId), Is.EqualTo(messages.Select(message => message.DeliveryId)));
        Assert.That(broken.Where(answer => answer.Outcome != CarrierOutcome.Accepted).Select(answer => (answer.Outcome, answer.Reason)),
            Is.Not.Empty.And.All.AnyOf((CarrierOutcome.NotNow, "no-connection"), (CarrierOutcome.Unknown, CarrierAnswer.NoAnswer)));
        Assert.That(again.Select(answer => answer.Outcome), Is.All.EqualTo(CarrierOutcome.Accepted));
        Assert.That(folder.EnumerateFiles("*", SearchOption.AllDirectories).Select(file => XDocument.Load(file.FullName).Root!.Name.LocalName).ToList(), Has.Count.EqualTo(250).And.All.EqualTo("Message"));
    }

    [Test]
    public async Task A_letter_whose_renaming_is_not_answered_for_is_unknown_and_asking_finds_it()
    {
        var message = Messages(1)[0];
        using var line = new CutLine(server.Port, () => File.Exists(PathOf(message))); // renamed, and the answer is on its way
        var running = line.Run();
        using var cutOff = new SftpCarrier(Options with { Port = line.Port }, Files);

        var sent = (await cutOff.Send([message], CancellationToken.None)).Single();
        var asked = (await Carrier.Ask([message], CancellationToken.None)).Single();
        await running;

        Assert.That((sent.Outcome, sent.Reason), Is.EqualTo((CarrierOutcome.Unknown, CarrierAnswer.NoAnswer)));
        Assert.That(asked.Outcome, Is.EqualTo(CarrierOutcome.Accepted));
    }

    [Test]
    public async Task A_server_that_says_nothing_is_waited_for_once_and_not_by_each_letter()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var patient = new SftpCarrier(Options with { Port = ((IPEndPoint)silent.LocalEndpoint).Port, TimeoutSeconds = 1 }, Files);
        var waited = Stopwatch.StartNew();

        var answers = await patient.Send(Messages(20), CancellationToken.None);

        Assert.That(answers.Select(answer => (answer.Outcome, answer.Reason)), Is.All.EqualTo((CarrierOutcome.NotNow, "no-connection")));
        Assert.That(waited.Elapsed, Is.LessThan(TimeSpan.FromSeconds(10)));
    }

    [Test]
    public async Task The_check_says_which_host_key_is_shown_and_whether_the_folder_is_there()
    {
        Assert.That(await SftpCheck.Run(Options, CancellationToken.None), Is.Null);
        Assert.That((await SftpCheck.Run(Options with { HostKey = AnotherKey }, CancellationToken.None))!.Danish, Does.Contain("Carriers:Sftp:HostKey").And.Contain(server.HostKey));
        Assert.That((await SftpCheck.Run(Options with { Path = "/no/such/folder" }, CancellationToken.None))!.Danish, Does.Contain("Carriers:Sftp:Path"));
        Assert.That((await SftpCheck.Run(Options with { UserName = "somebody-else" }, CancellationToken.None))!.Danish, Does.Contain("Carriers:Sftp:UserName"));
        Assert.That((await SftpCheck.Run(Options with { Port = 9 }, CancellationToken.None))!.Danish, Does.Contain("Carriers:Sftp:Host'"));
    }

    private string PathOf(OutgoingMessage message) => Path.Combine(folder.FullName, message.Channel, "2026-03", $"{message.DeliveryId}.xml");
}
