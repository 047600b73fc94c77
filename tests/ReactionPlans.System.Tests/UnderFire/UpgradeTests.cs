using System.Globalization;
using NUnit.Framework;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests.UnderFire;

/// <summary>An update as docs/operations.md tells it: the migration beside the hosts of the version before, then one host after the other is replaced, while rises come in and letters leave.</summary>
[Category("Chaos")]
public sealed class UpgradeTests
{
    private static readonly TimeSpan Comes = TimeSpan.FromSeconds(60);

    private const string Versions = "select max(version) from migration.applied";

    [Test]
    public async Task Hosts_are_replaced_one_by_one_while_plans_run()
    {
        if ((RabbitMqServer.Missing() ?? ShiftedClock.Missing() ?? await EarlierVersion.Missing()) is { } missing)
            Assert.Ignore(missing);
        using var earlier = await EarlierVersion.Build();
        await using var town = await ChaosTown.Open(letters: 1_400, firstRetrySeconds: 5, program: earlier.Program);
        var before = await town.Asked<int>(Versions);
        try
        {
            await town.Burgle(town.Villages[0]);
            await town.Becomes("select count(*) > 0 from delivery.delivery where kind = 'Letter' and state = 'Accepted'");

            await town.Migrate();
            var after = await town.Asked<int>(Versions);
            Assert.That(after, Is.GreaterThan(before), "the version before knew less");
            await town.KillHost(0);
            await town.AllReady(Comes); // one of the version before that falls in between comes back

            // A rise before each, so that reports, questions and letters are under way in hosts of both versions.
            for (var host = 0; host < town.HostCount; host++)
            {
                if (host + 1 < town.Villages.Count)
                    await town.Burgle(town.Villages[host + 1]);
                await town.Replace(host);
                await town.AllReady(Comes);
            }

            await town.Becomes(ChaosTown.AllSent);
            var ledger = new Ledger(town);
            await ledger.Read();
            TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"from schema {before} to {after}: {town.HostCount} hosts replaced, {ledger.Deliveries} deliveries"));
            await ledger.NothingIsLostOrTwice();
            await ledger.NothingIsOutOfOrder(new Dictionary<string, int>(), new Dictionary<string, DateTimeOffset>());
            Assert.That(town.EndedByThemselves, Is.Empty, "no host of either version gave up");
        }
        catch (Exception exception)
        {
            TestContext.Out.WriteLine(exception.Message);
            foreach (var saying in town.Sayings.Concat(town.EndedByThemselves))
                TestContext.Out.WriteLine(saying[^Math.Min(saying.Length, 1000)..]);
            throw;
        }
    }
}
