using Microsoft.AspNetCore.Builder;
using NUnit.Framework;
using ReactionPlans.Flow.Delivery;
using ReactionPlans.Flow.Delivery.Mailbox;

namespace ReactionPlans.Flow.Tests.Delivery;

public sealed class FolderCarrierTests : CarrierContract
{
    private DirectoryInfo folder = null!;

    protected override ILetterCarrier Carrier => new FolderCarrier(new FolderOptions { Path = folder.FullName, WaitForDisk = false }, Files);

    /// <summary>A file stands where the folder should.</summary>
    protected override ILetterCarrier WithNobodyThere => new FolderCarrier(new FolderOptions { Path = typeof(FolderCarrier).Assembly.Location }, Files);

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("rp-carrier-");

    [TearDown]
    public void RemoveFolder() => folder.Delete(recursive: true);

    protected override Task<IReadOnlyList<Guid>> Brought() =>
        Task.FromResult<IReadOnlyList<Guid>>([.. folder.EnumerateFiles("*", SearchOption.AllDirectories).Select(file => Guid.Parse(Path.GetFileNameWithoutExtension(file.Name)))]);
}

public sealed class RestCarrierTests : CarrierContract
{
    private const string Key = "a key of the distributor's";

    private SimulatedMailbox mailbox = null!;
    private WebApplication server = null!;
    private RestCarrier carrier = null!;
    private RestCarrier nobody = null!;

    protected override ILetterCarrier Carrier => carrier;

    protected override ILetterCarrier WithNobodyThere => nobody;

    [SetUp]
    public async Task StartMailbox()
    {
        mailbox = new SimulatedMailbox(new MailboxHabits(), TimeProvider.System);
        server = MailboxServer.Build(mailbox, new MailboxSettings("http://127.0.0.1:0", Key));
        await server.StartAsync();
        carrier = new RestCarrier(new RestOptions { Url = server.Urls.Single(), Key = Key, TimeoutSeconds = 1 }, Files);
        nobody = new RestCarrier(new RestOptions { Url = "http://127.0.0.1:9" }, Files); // the discard port: nothing listens
    }

    [TearDown]
    public async Task StopMailbox()
    {
        carrier.Dispose();
        nobody.Dispose();
        await server.DisposeAsync();
    }

    protected override Task<IReadOnlyList<Guid>> Brought() => Task.FromResult<IReadOnlyList<Guid>>([.. mailbox.Taken.Select(message => message.Id)]);

    [Test]
    public async Task A_wrong_key_lets_every_message_wait()
    {
        using var stranger = new RestCarrier(new RestOptions { Url = server.Urls.Single(), Key = "wrong" }, Files);

        var answers = await stranger.Send(Messages(2), CancellationToken.None);

        Assert.That(answers.Select(answer => (answer.Outcome, answer.Reason)), Is.All.EqualTo((CarrierOutcome.NotNow, "http-401")));
    }

    [Test]
    public async Task A_passing_failure_is_told_as_one_and_the_next_attempt_is_taken()
    {
        mailbox.Habits = new MailboxHabits(Transient: 1);
        var messages = Messages(2);

        var first = await Carrier.Send(messages, CancellationToken.None);
        var second = await Carrier.Send(messages, CancellationToken.None);

        Assert.That(first.Select(answer => (answer.Outcome, answer.Reason)), Is.All.EqualTo((CarrierOutcome.NotNow, "http-503")));
        Assert.That(second.Select(answer => answer.Outcome), Is.All.EqualTo(CarrierOutcome.Accepted));
    }

    [Test]
    public async Task Who_has_no_mailbox_is_told_by_the_distributors_own_code()
    {
        mailbox.Habits = new MailboxHabits(Permanent: 1);

        var answers = await Carrier.Send(Messages(2), CancellationToken.None);

        Assert.That(answers.Select(answer => (answer.Outcome, answer.Reason)), Is.All.EqualTo((CarrierOutcome.Failed, "no-mailbox")));
    }

    [Test]
    public async Task An_answer_that_is_lost_or_late_is_unknown_and_asking_finds_the_message([Values] bool late)
    {
        mailbox.Habits = late ? new MailboxHabits(LateAnswers: 1, LateBy: TimeSpan.FromMinutes(1)) : new MailboxHabits(LostAnswers: 1);
        var messages = Messages(1);

        var sent = (await Carrier.Send(messages, CancellationToken.None)).Single();
        var asked = (await Carrier.Ask(messages, CancellationToken.None)).Single();

        Assert.That((sent.Outcome, sent.Reason), Is.EqualTo((CarrierOutcome.Unknown, CarrierAnswer.NoAnswer)));
        Assert.That(asked.Outcome, Is.EqualTo(CarrierOutcome.Accepted));
        Assert.That(await Brought(), Has.Count.EqualTo(1));
    }
}
