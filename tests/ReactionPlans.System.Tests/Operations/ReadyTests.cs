using System.Diagnostics;
using System.Net;
using NUnit.Framework;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests.Operations;

/// <summary>Whether each role can work is told by name, soon after it no longer can, and without a word that helps a stranger.</summary>
[TestFixture]
public sealed class ReadyTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10), Patience = TimeSpan.FromSeconds(60);

    private static readonly string[] OfAllRoles = ["activation", "carriers", "clock", "database", "detection", "intake", "outbox", "reactions", "web"];

    [Test]
    public async Task A_broker_that_is_cut_off_makes_the_roles_unready_within_ten_seconds_and_not_the_database()
    {
        if (RabbitMqServer.Missing() is { } missing)
            Assert.Ignore(missing);
        await using var broker = await RabbitMqServer.Start();
        await using var database = await TestDatabase.Create(inProcess: false);
        await MessageBus.DeployTopology(new TransportOptions { RabbitMq = new RabbitMqOptions { Uri = broker.AmqpUri } }, CancellationToken.None);
        await using var host = await WatchedHost.Start(database.SuperuserConnectionString, broker.AmqpUri);
        await Eventually.Holds(async () => (await host.Ready()).Status == 200, Patience);
        Assert.That((await host.Ready()).Checks.Keys, Is.EquivalentTo(OfAllRoles.Append("report-queue")));

        await broker.Kill();
        var cut = Stopwatch.StartNew();
        await Eventually.Holds(async () => (await host.Ready()).Checks is var checks && checks["detection"] == "bad" && checks["reactions"] == "bad" && checks["report-queue"] == "bad", Soon);
        Assert.That(cut.Elapsed, Is.LessThan(Soon));

        var (status, checks, text) = await host.Ready();
        Assert.That(status, Is.EqualTo(503));
        Assert.That(checks["database"], Is.EqualTo("good"));
        Assert.That(text, Does.Not.Contain("amqp").And.Not.Contain("xception").And.Not.Contain("127.0.0.1"));
        Assert.That((await host.Client.GetAsync("/health/live")).StatusCode, Is.EqualTo(HttpStatusCode.OK), "it turns all the same");
    }

    [Test]
    public async Task A_database_that_is_stopped_makes_the_host_unready_within_ten_seconds()
    {
        var server = await PostgresServer.Start();
        await WatchedHost.Migrate(server.SuperuserConnectionString("postgres"));
        await using var host = await WatchedHost.Start(server.SuperuserConnectionString("postgres"));
        await Eventually.Holds(async () => (await host.Ready()).Status == 200, Patience);
        Assert.That((await host.Ready()).Checks.Keys, Is.EquivalentTo(OfAllRoles));

        await server.DisposeAsync();
        var stopped = Stopwatch.StartNew();
        await Eventually.Holds(async () => (await host.Ready()).Checks is var checks && checks["database"] == "bad" && checks["outbox"] == "bad", Soon);
        Assert.That(stopped.Elapsed, Is.LessThan(Soon));

        var (status, _, text) = await host.Ready();
        Assert.That(status, Is.EqualTo(503));
        Assert.That(text, Does.Not.Contain("Npgsql").And.Not.Contain("xception").And.Not.Contain("127.0.0.1").And.Not.Contain("postgres"));
        Assert.That((await host.Client.GetAsync("/health/live")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }
}
