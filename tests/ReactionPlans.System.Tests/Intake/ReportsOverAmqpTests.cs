using System.Text;
using NUnit.Framework;
using RabbitMQ.Client;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests.Intake;

/// <summary>Reports by the queue, through a real broker to the running program, which is killed where it hurts.</summary>
public sealed class ReportsOverAmqpTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private RabbitMqServer broker = null!;
    private TestDatabase database = null!;
    private IConnection connection = null!;
    private IChannel channel = null!;

    [OneTimeSetUp]
    public async Task StartBroker()
    {
        if (RabbitMqServer.Missing() is { } missing)
            Assert.Ignore(missing);
        broker = await RabbitMqServer.Start();
    }

    [OneTimeTearDown]
    public async Task StopBroker()
    {
        if (broker is not null)
            await broker.DisposeAsync();
    }

    [SetUp]
    public async Task GivenEmptyQueues()
    {
        database = await TestDatabase.Create(inProcess: false);
        await ServingHost.DrawAreas(database);
        await ReportQueue.Declare(new TransportOptions { RabbitMq = new RabbitMqOptions { Uri = broker.AmqpUri } }, CancellationToken.None);
        connection = await new ConnectionFactory { Uri = broker.AmqpUri }.CreateConnectionAsync();
        channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        await channel.QueuePurgeAsync(ReportQueue.Name);
        await channel.QueuePurgeAsync(ReportQueue.Rejected);
    }

    [TearDown]
    public async Task Leave()
    {
        await channel.DisposeAsync();
        await connection.DisposeAsync();
        await database.DisposeAsync();
    }

    [Test]
    public async Task Messages_are_stored_and_acknowledged_and_what_cannot_be_read_is_kept_with_its_reason()
    {
        await using var host = await Start();
        await Publish(Report("A1"), Report("A1"), "<report/>", $"[{Report("A2")},{Report("A3")}]", """{"reference":"A4"}""", "");

        await Eventually.Holds(async () => await Reports() == 3 && await database.Rows("intake.rejected_row") == 3, Patience);

        Assert.That(await database.Query<int>("select problem_number from intake.rejected_row where file = 'amqp' order by 1"), Is.EqualTo([1005, 1045, 1045]));
        await Eventually.Holds(async () => await channel.MessageCountAsync(ReportQueue.Rejected) == 3, Patience);
        var rejected = (await channel.BasicGetAsync(ReportQueue.Rejected, autoAck: true))!;
        Assert.That(Encoding.UTF8.GetString(rejected.Body.Span), Is.EqualTo("<report/>"));
        Assert.That(Header(rejected, ReportQueue.CodeHeader), Is.EqualTo("RP1045"));
        Assert.That(Header(rejected, ReportQueue.DanishHeader), Does.Contain("kan ikke læses"));

        await KillWhenTheRestIsAcknowledged(host);
    }

    [Test]
    public async Task A_host_killed_before_it_has_stored_gives_its_messages_back_and_they_are_stored_once()
    {
        await using (var source = await database.Superuser.OpenConnectionAsync())
        {
            // The host has the messages and cannot store them: the source is held.
            await using var transaction = await source.BeginTransactionAsync();
            await using (var hold = source.CreateCommand())
            {
                hold.CommandText = "select pg_advisory_xact_lock(hashtext('intake.source'), hashtext('reports'))";
                await hold.ExecuteNonQueryAsync();
            }

            await Publish(Report("B1"), Report("B2"));
            await using var first = await Start();
            await Eventually.Holds(async () => await database.Scalar<bool>("select exists (select from pg_locks where locktype = 'advisory' and not granted)"), Patience);
            await first.Kill();
        }

        Assert.That(await Reports(), Is.Zero);
        await using var second = await Start();
        await Eventually.Holds(async () => await Reports() == 2, Patience);
        await KillWhenTheRestIsAcknowledged(second);
        Assert.That(await database.Rows("intake.report_revision"), Is.EqualTo(2 + 1));
    }

    [Test]
    public async Task A_host_killed_in_the_middle_of_many_leaves_none_behind_and_counts_none_twice()
    {
        const int messages = 4_000;
        await Publish([.. Enumerable.Range(0, messages).Select(number => Report($"C{number}"))]);

        foreach (var stored in new[] { 200, 1_500 })
        {
            await using var host = await Start();
            await Eventually.Holds(async () => await Reports() >= stored, Patience);
            await host.Kill();
        }

        Assert.That(await Reports(), Is.LessThan(messages), "it was killed in the middle");
        await using var last = await Start();
        await Eventually.Holds(async () => await Reports() == messages, Patience);
        await KillWhenTheRestIsAcknowledged(last);
        Assert.That((await database.Rows("intake.report_revision"), await database.Rows("intake.rejected_row")), Is.EqualTo((messages + 1, 0)));
    }

    [Test]
    public async Task A_broker_that_goes_away_and_comes_back_is_listened_to_again()
    {
        await using var host = await Start();
        await Publish(Report("D1"));
        await Eventually.Holds(async () => await Reports() == 1, Patience);

        await channel.DisposeAsync();
        await connection.DisposeAsync();
        // Not killed: the broker writes down which queues it has a moment late, and these are new. RabbitMqServerTests kills it.
        await broker.Stop();
        await broker.Restart();
        connection = await new ConnectionFactory { Uri = broker.AmqpUri }.CreateConnectionAsync();
        channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        await Publish(Report("D2"));

        await Eventually.Holds(async () => await Reports() == 2, Patience);
    }

    private Task<ServingHost> Start() => ServingHost.Start(database, new Dictionary<string, string>
    {
        ["Transport__RabbitMq__Uri"] = broker.AmqpUri.ToString(),
        ["Intake__Queue__Prefetch"] = "100",
        ["Intake__Queue__GatherMilliseconds"] = "50",
    });

    private Task Publish(params string[] bodies) => Task.WhenAll(bodies.Select(body =>
        channel.BasicPublishAsync("", ReportQueue.Name, mandatory: true, new BasicProperties { Persistent = true }, Encoding.UTF8.GetBytes(body)).AsTask()));

    /// <summary>A last message is stored only when the ones before it are acknowledged. With the host gone, it alone may lie in the queue again:
    /// stored is seen here a moment before the broker hears of it.</summary>
    private async Task KillWhenTheRestIsAcknowledged(ServingHost host)
    {
        await Publish(Report("LAST"));
        await Eventually.Holds(async () => await database.Rows("intake.report", "reference = 'LAST'") == 1, Patience);
        await host.Kill();
        await Eventually.Holds(async () => await channel.ConsumerCountAsync(ReportQueue.Name) == 0, Patience);
        Assert.That(await channel.MessageCountAsync(ReportQueue.Name), Is.LessThanOrEqualTo(1));
    }

    private Task<int> Reports() => database.Rows("intake.report", "source = 'reports'");

    private static string Header(BasicGetResult message, string name) => Encoding.UTF8.GetString((byte[])message.BasicProperties.Headers![name]!);

    private static string Report(string reference) => $$"""{"reference":"{{reference}}","offence":"1320","reported_at":"2024-03-01","latitude":56.5,"longitude":10.5}""";
}
