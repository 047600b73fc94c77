using System.Text;
using NUnit.Framework;
using RabbitMQ.Client;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests;

[TestFixture]
[NonParallelizable]
public sealed class RabbitMqServerTests
{
    [SetUp]
    public void SkipWhereItIsNotInstalled()
    {
        if (RabbitMqServer.Missing() is { } reason)
            Assert.Ignore(reason);
    }

    [Test]
    public async Task A_confirmed_message_outlives_a_kill_and_nothing_is_left_after_the_end()
    {
        var server = await RabbitMqServer.Start();
        string[] whileItRan;
        await using (server)
        {
            await using (var connection = await Connect(server))
            {
                var confirms = new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
                await using var channel = await connection.CreateChannelAsync(confirms);
                await channel.QueueDeclareAsync("kept", durable: true, exclusive: false, autoDelete: false,
                    new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
                await Task.Delay(TimeSpan.FromSeconds(2)); // the broker writes down which queues it has half a second late; only messages are safe at once
                await channel.BasicPublishAsync("", "kept", mandatory: true, new BasicProperties { Persistent = true }, Encoding.UTF8.GetBytes("still here"));
                whileItRan = CommandLinesOf(server);
            }

            await server.Kill();
            await server.Restart();

            await using var again = await Connect(server);
            await using var reading = await again.CreateChannelAsync();
            var kept = await reading.BasicGetAsync("kept", autoAck: true);
            Assert.That(kept is null ? null : Encoding.UTF8.GetString(kept.Body.Span), Is.EqualTo("still here"));
        }

        Assert.That(whileItRan, Is.Not.Empty, "The search must be able to find the broker, or what follows proves nothing.");
        Assert.That(CommandLinesOf(server), Is.Empty);
    }

    private static Task<IConnection> Connect(RabbitMqServer server) =>
        new ConnectionFactory { Uri = server.AmqpUri, AutomaticRecoveryEnabled = false }.CreateConnectionAsync();

    /// <summary>The broker carries its node's name on its command line, the name daemon its port.</summary>
    private static string[] CommandLinesOf(RabbitMqServer server) =>
    [
        .. Directory.GetDirectories("/proc")
            .Where(process => int.TryParse(Path.GetFileName(process), out _))
            .Select(CommandLine)
            .Where(line => line.Contains(server.NodeName, StringComparison.Ordinal) || line.Contains(server.NamesMark, StringComparison.Ordinal)),
    ];

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline")).Replace('\0', ' ');
        }
        catch (IOException)
        {
            return ""; // it ended while we looked
        }
    }
}
