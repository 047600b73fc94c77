using System.Globalization;
using System.Text;
using NUnit.Framework;
using RabbitMQ.Client;
using ReactionPlans.Flow;
using ReactionPlans.Flow.Reactions;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests.UnderFire;

/// <summary>What does not belong in the queues, more of it than anybody can take, and a distributor that never answers: the rest goes on, what failed is there to be seen, and memory stays flat.
/// REACTIONPLANS_FLOOD=1000000 is the long form.</summary>
[Category("Chaos")]
public sealed class PoisonTests
{
    private const int UsualFlood = 20_000, PeakMbAtMost = 700;

    /// <summary>Nothing, no text, no message, a message of nobody's, one of ours with other things in it, and a megabyte of nonsense.</summary>
    private static readonly byte[][] Poison =
    [
        [], [0xFF, 0xFE, 0x00, 0x80], .. new[]
        {
            "certainly no message", "{}", "[[[[[[[[", """{"messageId":"x","messageType":[],"message":{}}""",
            """{"messageId":"01890000-0000-7000-8000-000000000001","messageType":["urn:message:ReactionPlans.Contracts:SpikeDetected"],"message":{"spikeId":"no id at all"}}""",
            """{"messageId":"01890000-0000-7000-8000-000000000002","messageType":["urn:message:ReactionPlans.Contracts:\u0000"],"message":{"\u0000":"\ud800"}}""",
            $$"""{"message":"{{new string('x', 1 << 20)}}"}""", new string('[', 100_000),
        }.Select(Encoding.UTF8.GetBytes),
    ];

    [Test]
    public async Task Poison_a_flood_and_a_distributor_that_hangs_hold_up_nothing_else()
    {
        if ((RabbitMqServer.Missing() ?? ShiftedClock.Missing()) is { } missing)
            Assert.Ignore(missing);
        var flood = ChaosTests.Said("FLOOD", UsualFlood);
        await using var town = await ChaosTown.Open(letters: 350, firstRetrySeconds: 20); // five attempts, the last after minutes
        town.HangDistributor();

        await using (var connection = await new ConnectionFactory { Uri = town.Broker.AmqpUri }.CreateConnectionAsync())
        await using (var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true)))
        {
            foreach (var queue in Hops.All.Select(hop => hop.Queue))
            {
                foreach (var body in Poison)
                    await channel.BasicPublishAsync("", queue, mandatory: true, Marked(), body);
            }

            foreach (var wave in Enumerable.Range(0, flood).Chunk(1_000))
                await Task.WhenAll(wave.Select(number => channel.BasicPublishAsync("", ReplanVisits.Queue, mandatory: true, Marked(), Harmless(number)).AsTask()));
        }

        foreach (var village in town.Villages)
            await town.Burgle(village);

        // Letters hang; who is told by mail is told meanwhile.
        await town.Becomes("select count(*) = 7 * 3 from delivery.delivery where kind = 'NeighbourMessage' and state = 'Accepted'");
        Assert.That(await town.Query<int>("select count(*)::int from delivery.delivery where kind = 'Letter' and state = 'Accepted'"), Is.EqualTo(new[] { 0 }));

        town.LetDistributorAnswer();
        await town.Becomes(ChaosTown.AllSent);

        var stuck = await town.Query<(string Consumer, int Count)>("select consumer, count(*)::int from plumbing.stuck_message group by 1");
        var memory = town.Memory.ToList();
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Poison.Length * Hops.All.Count} messages that are none, {stuck.Sum(one => one.Count)} of them written down; a flood of {flood}; most memory in MB: {string.Join(", ", memory)}"));
        Assert.That(stuck, Is.EquivalentTo(Hops.All.Select(hop => (hop.Queue, Poison.Length))), "each queue's are there to be seen, each once");
        Assert.That(await town.Query<string>("select distinct state || coalesce(' ' || reason, '') from delivery.delivery where state <> 'Accepted'"), Is.Empty, "every message has gone");
        Assert.That(memory.Select(one => one.PeakMb), Is.All.LessThan(PeakMbAtMost));
        await town.AllReady(TimeSpan.FromSeconds(60));

        static BasicProperties Marked() => new() { Persistent = true, ContentType = "application/vnd.masstransit+json" };
    }

    /// <summary>A station that nobody has: there is nothing to plan anew.</summary>
    private static byte[] Harmless(int number) => Encoding.UTF8.GetBytes(
        $$$"""{"messageId":"{{{Guid.CreateVersion7()}}}","messageType":["urn:message:ReactionPlans.Contracts:StationCalendarChanged"],"message":{"stationId":"nobodys-{{{number}}}"}}""");
}
