using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Delivery;
using ReactionPlans.Flow.Delivery.Mailbox;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests.Delivery;

/// <summary>Letters to a whole town through a distributor that fails, answers late and loses answers, while hosts are killed in the middle of them: whoever is to have one has
/// one, and of whoever has none it is known why. REACTIONPLANS_LETTERS=100000 is the long form.</summary>
public sealed class LettersUnderFireTests
{
    private const int UsualLetters = 3_000;
    /// <summary>The parties are told that the plan has begun, by mail.</summary>
    private const string Letters = "kind = 'Letter'";

    private const string Key = "agreed with the distributor";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    private static readonly MailboxHabits Habits = new(
        Transient: 0.05, Permanent: 0.01, LostAnswers: 0.01, LateAnswers: 0.001, LateBy: TimeSpan.FromSeconds(10), Read: 0.6, Returned: 0.002);

    private readonly string folder = Directory.CreateTempSubdirectory("rp-fire-").FullName;
    private readonly SimulatedMailbox mailbox = new(Habits, TimeProvider.System);
    private RabbitMqServer? broker;
    private TestDatabase database = null!;
    private WebApplication distributor = null!;

    [OneTimeSetUp]
    public async Task StartServers()
    {
        if (RabbitMqServer.Missing() is { } missing)
            Assert.Ignore(missing);
        broker = await RabbitMqServer.Start();
        database = await TestDatabase.Create(inProcess: false);
        await DatabaseRoles.Ensure(database.SuperuserConnectionString, CancellationToken.None); // a copied database has no grants of its own
        distributor = MailboxServer.Build(mailbox, new MailboxSettings("http://127.0.0.1:0", Key));
        await distributor.StartAsync();
    }

    [OneTimeTearDown]
    public async Task StopServers()
    {
        if (broker is null)
            return;
        await distributor.DisposeAsync();
        await database.DisposeAsync();
        await broker.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task Everybody_has_one_letter_or_a_reason_though_the_distributor_fails_and_hosts_are_killed()
    {
        var letters = int.TryParse(Environment.GetEnvironmentVariable("REACTIONPLANS_LETTERS"), CultureInfo.InvariantCulture, out var many) ? many : UsualLetters;
        var (migrated, said) = await HostProcess.Run(["migrate"], Settings); // the broker's queues
        Assert.That(migrated, Is.Zero, said);
        await LetterTown.Settle(database, letters);
        var watch = Stopwatch.StartNew();

        var hosts = Enumerable.Range(0, 3).Select(_ => StartHost()).ToList();
        try
        {
            await Flow.Do(work => work.Publish(new ActivationStarted(LetterTown.ActivationId)), CancellationToken.None);
            foreach (var share in new[] { 0.25, 0.5 })
            {
                await Eventually.Holds(() => Task.FromResult(mailbox.Count.Messages >= share * letters && AllRun(hosts)), Patience);
                await hosts[0].Kill();
                hosts.RemoveAt(0);
                hosts.Add(StartHost());
            }

            await Eventually.Holds(() => IsSettled(hosts), Patience);
        }
        finally
        {
            foreach (var host in hosts)
                await host.DisposeAsync();
        }

        await HearReceipts();
        await Check(letters, watch.Elapsed);
    }

    private Database Flow => new(database.App, TimeProvider.System, new MessageRoutes(inProcess: false, ReactionPlans.Flow.Hops.All));

    private Dictionary<string, string> Settings => new()
    {
        ["ConnectionStrings__Database"] = database.SuperuserConnectionString,
        ["Transport__RabbitMq__Uri"] = broker!.AmqpUri.ToString(),
        ["RecipientKey"] = Convert.ToBase64String(LetterTown.RecipientKey),
        ["Carriers__Rest__Url"] = distributor.Urls.Single(),
        ["Carriers__Rest__Key"] = Key,
        ["Carriers__Rest__TimeoutSeconds"] = "2",
        ["Carriers__FirstRetrySeconds"] = "1",
        ["Data"] = folder,
    };

    private HostProcess StartHost() => HostProcess.Start(["run", "--roles", "reactions"], new Dictionary<string, string>(Settings) { ["Urls"] = "http://127.0.0.1:0" });

    /// <exception cref="InvalidOperationException">One has ended by itself, with what it has said.</exception>
    private static bool AllRun(IReadOnlyList<HostProcess> hosts) =>
        hosts.FirstOrDefault(host => host.HasExited) is { } ended ? throw new InvalidOperationException($"A host ended by itself: {ended.Output}") : true;

    /// <summary>The clock's sweep, more often than the clock would, and whether nothing is left to do.</summary>
    private async Task<bool> IsSettled(IReadOnlyList<HostProcess> hosts)
    {
        AllRun(hosts);
        await new ReleaseDue(Flow, TimeProvider.System).Run(CancellationToken.None);
        await Task.Delay(TimeSpan.FromSeconds(1));
        return await database.Rows("delivery.delivery") > 0 && await database.Rows("delivery.delivery", "state in ('Planned', 'Released', 'Sending')") == 0
            && await database.Rows("plumbing.outbox", "type = 'SendDeliveries'") == 0;
    }

    /// <summary>Fetches every receipt, twice over; a letter that came back goes out on paper, whose receipt is fetched as well.</summary>
    private async Task HearReceipts()
    {
        using var carrier = new RestCarrier(new RestOptions { Url = distributor.Urls.Single(), Key = Key }, new MessageFiles(new CarrierOptions(), new RecipientCipher(LetterTown.RecipientKey).Decrypt));
        var poll = new PollReceipts(Flow, new ReceiveReceipts(Flow, new CarrierOptions(), NullLogger<ReceiveReceipts>.Instance), [carrier]);
        await poll.Run(CancellationToken.None);
        await database.Execute("delete from delivery.receipt_cursor");
        await poll.Run(CancellationToken.None);

        await using var host = StartHost();
        await Eventually.Holds(() => IsSettled([host]), Patience);
        await poll.Run(CancellationToken.None);
    }

    private async Task Check(int letters, TimeSpan elapsed)
    {
        var states = await database.Query<(string Told, int Count)>(
            $"select concat_ws(' ', channel, state, reason, 'after ' || first_channel || ' ' || first_reason), count(*)::int from delivery.delivery where {Letters} group by 1 order by 1");
        TestContext.Out.WriteLine($"{letters} letters in {elapsed.TotalSeconds:F0} s; {mailbox.Count}");
        foreach (var (told, count) in states)
            TestContext.Out.WriteLine($"{count,7} {told}");

        var accepted = await database.Query<(string Channel, Guid Id)>($"select channel, id from delivery.delivery where {Letters} and state = 'Accepted'");
        var taken = mailbox.Taken.Select(message => (message.Channel, message.Id)).ToList();
        var cameBack = await database.Query<(string, Guid)>("select first_channel, id from delivery.delivery where first_reason = 'mailbox-closed'");
        Assert.Multiple(async () =>
        {
            Assert.That(await database.Rows("delivery.delivery", Letters), Is.EqualTo(letters), "one delivery for each resident");
            Assert.That(await database.Rows("delivery.delivery", "state not in ('Accepted', 'Failed')"), Is.Zero, "nothing is left in the air");
            Assert.That(await database.Rows("delivery.delivery", "state = 'Failed' and reason is distinct from 'no-address'"), Is.Zero, "every letter that did not go out has its reason, and none was given up");
            Assert.That(taken, Is.Unique, "the distributor has each once");
            Assert.That(taken.Except(cameBack), Is.EquivalentTo(accepted), "what we believe is there is there, and nothing else is");
            Assert.That(mailbox.Count.TransientFailures, Is.GreaterThan(letters / 50));
            Assert.That(mailbox.Count.LostAnswers, Is.GreaterThan(letters / 500));
            Assert.That(await database.Rows("delivery.delivery", "first_reason = 'no-mailbox'"), Is.GreaterThan(letters / 500), "who has no mailbox got paper");
            Assert.That(await database.Rows("delivery.delivery", $"{Letters} and state = 'Accepted' and delivered_at is null"), Is.Zero, "every receipt was heard");
            Assert.That(await database.Rows("delivery.delivery", "read_at is not null"), Is.GreaterThan(letters / 2));
            Assert.That(await database.Rows("delivery.unknown_receipt"), Is.Zero);
            Assert.That(await database.Query<string>("select consumer || ' ' || type || ': ' || error from plumbing.stuck_message"), Is.Empty);
        });
    }
}
