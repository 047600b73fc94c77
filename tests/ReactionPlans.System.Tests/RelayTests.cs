using Dapper;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NUnit.Framework;
using ReactionPlans.Contracts;
using ReactionPlans.Flow;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests;

/// <summary>The road of a message, over both transports, handled one by one and gathered: out with the commit, once in effect, never lost.</summary>
[TestFixture(false, false)]
[TestFixture(true, false)]
[TestFixture(false, true)]
[TestFixture(true, true)]
public sealed class RelayTests(bool overRabbitMq, bool gathered)
{
    private const string Queue = "relay-test";

    private readonly Hop[] hops = [gathered ? Hop.Of<CountTogether>(Queue, Role.Detection, "counts") with { Concurrency = 64 } : Hop.Of<CountEffect>(Queue, Role.Detection, "counts")];

    private RabbitMqServer? broker;
    private TestDatabase database = null!;
    private TransportOptions transport = new();

    /// <summary>Adds one row for each message it takes, and fails as the message asks.</summary>
    private sealed class CountEffect(Database database) : IConsumer<AreasChanged>
    {
        private static int failuresLeft;

        public static bool IsMended { get; set; }

        public static void FailTimes(int times) => failuresLeft = times;

        public Task Consume(ConsumeContext<AreasChanged> context) => database.Once(context, Queue, work => Count(work, context.Message));

        public static async Task Count(Work work, AreasChanged message)
        {
            await work.Connection.ExecuteAsync("insert into public.effect (source) values (@Source)", message);
            if (message.Source == "broken" && !IsMended)
                throw new InvalidOperationException("broken on purpose");
            if (message.Source == "flaky" && Interlocked.Decrement(ref failuresLeft) >= 0)
                throw new TimeoutException("away on purpose");
        }
    }

    private sealed class CountTogether(Gathering gathering) : IConsumer<AreasChanged>
    {
        public Task Consume(ConsumeContext<AreasChanged> context) => gathering.Once(context, Queue, async (work, messages) =>
        {
            foreach (var message in messages)
                await CountEffect.Count(work, message);
        });
    }

    [OneTimeSetUp]
    public async Task StartBroker()
    {
        if (!overRabbitMq)
            return;
        if (RabbitMqServer.Missing() is { } missing)
            Assert.Ignore(missing);
        broker = await RabbitMqServer.Start();
        transport = new TransportOptions { RabbitMq = new RabbitMqOptions { Uri = broker.AmqpUri } };
    }

    [OneTimeTearDown]
    public async Task StopBroker()
    {
        if (broker is not null)
            await broker.DisposeAsync();
    }

    [SetUp]
    public async Task MakeDatabase()
    {
        CountEffect.IsMended = false;
        database = await TestDatabase.Create();
        await database.Execute("create table public.effect (id int generated always as identity, source text not null); grant insert, select on public.effect to reactionplans_app");
    }

    [TearDown]
    public async Task DropDatabase() => await database.DisposeAsync();

    [Test]
    public async Task A_committed_message_has_its_effect_and_leaves_the_outbox()
    {
        using var host = await Start();

        await Say("one", "two", "three");

        await Until(async () => await database.Rows("public.effect") == 3 && await database.Rows("plumbing.outbox") == 0);
        await host.StopAsync();
    }

    [Test]
    public async Task A_transaction_that_fails_says_nothing()
    {
        using var host = await Start();

        await Assert.ThrowsAsync<InvalidOperationException>(() => Flow.Do(async work =>
        {
            await work.Publish(new AreasChanged("never"));
            throw new InvalidOperationException("rolled back");
        }, CancellationToken.None));
        await Say("after");

        await Until(async () => await database.Rows("public.effect") == 1);
        Assert.That(await database.Rows("public.effect", "source = 'never'"), Is.Zero);
        await host.StopAsync();
    }

    [Test]
    public async Task An_unreadable_row_is_parked_and_the_next_one_leaves()
    {
        await database.Execute(
            "insert into plumbing.outbox (message_id, consumer, type, body, created_at) values (gen_random_uuid(), @consumer, 'NoSuchMessage', '{}', now())",
            new { consumer = overRabbitMq ? null : Queue });
        using var host = await Start();

        await Say("next");

        await Until(async () => await database.Rows("public.effect") == 1);
        Assert.That(await database.Rows("plumbing.outbox", "parked_at is not null and error is not null"), Is.EqualTo(1));
        await host.StopAsync();
    }

    [Test]
    public async Task A_message_that_comes_again_has_no_second_effect()
    {
        using var host = await Start();
        await Say("once");
        await Until(async () => await database.Rows("public.effect") == 1 && await database.Rows("plumbing.outbox") == 0); // what is heard may not have left yet

        await database.Execute(
            "insert into plumbing.outbox (message_id, consumer, type, body, created_at) select message_id, @consumer, 'AreasChanged', '{\"Source\":\"once\"}', now() from plumbing.inbox",
            new { consumer = overRabbitMq ? null : Queue });
        await Say("after");

        await Until(async () => await database.Rows("public.effect", "source = 'after'") == 1 && await database.Rows("plumbing.outbox") == 0);
        Assert.That(await database.Rows("public.effect", "source = 'once'"), Is.EqualTo(1));
        await host.StopAsync();
    }

    [Test]
    public async Task A_message_that_always_fails_is_written_down_and_the_rest_goes_on()
    {
        using var host = await Start();

        await Say("broken", "good");

        await Until(async () => await database.Rows("plumbing.stuck_message") == 1 && await database.Rows("public.effect") == 1);
        Assert.Multiple(async () =>
        {
            Assert.That(await database.Scalar<string>("select body ->> 'source' || consumer from plumbing.stuck_message"), Is.EqualTo("broken" + Queue).IgnoreCase);
            Assert.That(await database.Rows("public.effect", "source = 'broken'"), Is.Zero, "its transaction was rolled back");
            Assert.That(await database.Rows("plumbing.outbox"), Is.Zero);
        });
        await host.StopAsync();
    }

    [Test]
    public async Task What_was_stuck_has_its_effect_once_when_a_person_sets_it_going_again()
    {
        using var host = await Start();
        await Say("broken");
        await Until(async () => await database.Rows("plumbing.stuck_message") == 1);
        var id = await database.Scalar<Guid>("select message_id from plumbing.stuck_message");

        CountEffect.IsMended = true;
        var messages = new StuckMessages(Flow);
        var retried = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => messages.Retry(Queue, nameof(AreasChanged), nameof(InvalidOperationException), Actor.Account("drift"), CancellationToken.None)));
        await Until(async () => await database.Rows("public.effect") == 1 && await database.Rows("plumbing.outbox") == 0);

        Assert.That(retried.Sum(), Is.EqualTo(1));
        Assert.That(await database.Scalar<string>("select source from public.effect"), Is.EqualTo("broken"), "as it was said");
        Assert.That(await database.Scalar<Guid>("select message_id from plumbing.inbox"), Is.EqualTo(id));
        Assert.That(await database.Rows("plumbing.stuck_message"), Is.Zero);
        await host.StopAsync();
    }

    [Test]
    public async Task What_is_away_for_a_moment_is_tried_again()
    {
        CountEffect.FailTimes(2);
        using var host = await Start();

        await Say("flaky");

        await Until(async () => await database.Rows("public.effect", "source = 'flaky'") == 1);
        Assert.That(await database.Rows("plumbing.stuck_message"), Is.Zero);
        await host.StopAsync();
    }

    [Test]
    public async Task What_a_killed_host_had_in_hand_is_delivered_by_the_next()
    {
        if (overRabbitMq)
            Assert.Ignore("the broker redelivers what was not acknowledged; leases are the in-process transport's");
        await Say("in hand");
        await database.Execute("update plumbing.outbox set leased = true");

        using var host = await Start();

        await Until(async () => await database.Rows("public.effect", "source = 'in hand'") == 1);
        await host.StopAsync();
    }

    [Test]
    public async Task A_thousand_messages_arrive_once_each()
    {
        using var host = await Start();

        await Say([.. Enumerable.Range(0, 1000).Select(number => $"message {number}")]);

        await Until(async () => await database.Rows("public.effect") >= 1000 && await database.Rows("plumbing.outbox") == 0);
        Assert.That(await database.Scalar<int>("select count(distinct source)::int from public.effect"), Is.EqualTo(1000));
        Assert.That(await database.Rows("public.effect"), Is.EqualTo(1000));
        await host.StopAsync();
    }

    [Test]
    public async Task What_cannot_be_handled_holds_up_nothing_that_came_with_it()
    {
        using var host = await Start();

        await Say([.. Enumerable.Range(0, 200).Select(number => number == 77 ? "broken" : $"message {number}")]);

        await Until(async () => await database.Rows("public.effect") >= 199 && await database.Rows("plumbing.stuck_message") == 1 && await database.Rows("plumbing.outbox") == 0);
        Assert.That(await database.Scalar<int>("select count(distinct source)::int from public.effect where source <> 'broken'"), Is.EqualTo(199));
        Assert.That(await database.Rows("public.effect"), Is.EqualTo(199));
        await host.StopAsync();
    }

    private Database Flow => new(database.App, TimeProvider.System, new MessageRoutes(!overRabbitMq, hops));

    private Task Say(params string[] sources) =>
        Flow.Do(work => work.Publish<AreasChanged>([.. sources.Select(source => new AreasChanged(source))]), CancellationToken.None);

    private async Task<IHost> Start()
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(database.App);
        builder.Services.AddSingleton(new MessageRoutes(!overRabbitMq, hops));
        builder.Services.AddSingleton<Database>();
        builder.Services.AddSingleton<Gathering>();
        if (!overRabbitMq)
            builder.Services.AddSingleton<MessagesUnderWay>();
        builder.Services.AddMessageBus(transport, hops);
        builder.Services.AddHostedService<OutboxRelay>();
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private static Task Until(Func<Task<bool>> holds) => Eventually.Holds(holds, TimeSpan.FromSeconds(60));
}
