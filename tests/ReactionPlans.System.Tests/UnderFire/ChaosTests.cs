using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using NUnit.Framework;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests.UnderFire;

/// <summary>Plans from the first report to the last message while something is killed, cut or full all the time: nothing lost, nothing twice, nothing out of order.
/// REACTIONPLANS_CHAOS=300 with REACTIONPLANS_LETTERS=50000 is the long form; REACTIONPLANS_SEED draws other lots.</summary>
[Category("Chaos")]
public sealed class ChaosTests
{
    private const int UsualFaults = 24, UsualLetters = 1_400, UsualSeed = 1;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(40);

    private readonly ConcurrentDictionary<string, int> takenWhenStopped = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> heldUntil = new();

    [Test]
    public async Task Nothing_is_lost_twice_or_out_of_order_while_everything_is_killed_and_cut()
    {
        if ((RabbitMqServer.Missing() ?? ShiftedClock.Missing()) is { } missing)
            Assert.Ignore(missing);
        var (faultCount, letters, seed) = (Said("CHAOS", UsualFaults), Said("LETTERS", UsualLetters), Said("SEED", UsualSeed));

        await using var town = await ChaosTown.Open(letters);
        var (faults, ledger, watch) = (new Faults(town, seed), new Ledger(town), Stopwatch.StartNew());
        try
        {
            using var stopping = new CancellationTokenSource(Patience);
            var stories = Task.WhenAll(town.Villages.Select((village, number) => Tell(town, ledger, village, TimeSpan.FromSeconds(number * faultCount / 16.0))));
            await faults.Inject(faultCount, small: false, stopping.Token);
            var faultsTook = watch.Elapsed;
            Progress($"{faults}");
            await stories;
            await town.SendAll();
            var sentTook = watch.Elapsed;
            Progress("all sent");

            // Days later, with less ado: the agreed time has passed, the parties are asked, nobody answers, and the plans end.
            town.Clock.Jump(TimeSpan.FromDays(4));
            await faults.Inject(faultCount / 4, small: true, stopping.Token);
            await town.Becomes("select count(*) = 0 from activation.activation where ended_at is null and end_asked_at is null");
            Progress("the parties are asked how to go on");
            town.Clock.Jump(TimeSpan.FromDays(3));
            await faults.Inject(faultCount / 4, small: true, stopping.Token);
            await town.Becomes("select count(*) = 0 from activation.activation where ended_at is null and partnership_id like 'forloeb%'");
            Progress("the plans have ended");
            await town.Becomes(AllEndsPlanned);
            await town.SendAll();

            await ledger.Read();
            TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{faults}; {ledger.Deliveries} deliveries; the first faults took {faultsTook.TotalSeconds:0} s, all letters {sentTook.TotalSeconds:0} s, all in all {watch.Elapsed.TotalSeconds:0} s"));
            foreach (var kind in faults.Recoveries.GroupBy(one => one.After, StringComparer.Ordinal))
                TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  after '{kind.Key}' ready in at most {kind.Max(one => one.Took.TotalSeconds):0.0} s ({kind.Count()} times)"));
            if (town.Disk is null)
                TestContext.Out.WriteLine("  no disk was filled: this account may not mount one");
            await ledger.NothingIsLostOrTwice();
            await ledger.NothingIsOutOfOrder(takenWhenStopped, heldUntil);
            Assert.That(faults.Count, Is.GreaterThanOrEqualTo(faultCount));
        }
        catch (Exception exception)
        {
            TestContext.Out.WriteLine($"{faults}\n{exception.Message}");
            foreach (var saying in town.Sayings.Concat(town.EndedByThemselves))
                TestContext.Out.WriteLine(saying[^Math.Min(saying.Length, 1000)..]);
            throw;
        }
    }

    /// <summary>A plan's end is told of by messages that are planned after it.</summary>
    private const string AllEndsPlanned = """
        select count(*) = 0 from delivery.delivery as alert
        join activation.activation on activation.id = alert.activation_id and activation.ended_at is not null
        where alert.kind in ('Letter', 'NeighbourMessage') and alert.state = 'Accepted' and not exists (
            select from delivery.delivery as told
            where told.activation_id = alert.activation_id and told.recipient_kind = alert.recipient_kind and told.recipient_id = alert.recipient_id and told.kind in ('AllClear', 'StillHigh', 'Correction'))
        """;

    /// <summary>The long form takes a quarter of an hour.</summary>
    private static void Progress(string what) => TestContext.Progress.WriteLine($"{TimeProvider.System.GetUtcNow():HH:mm:ss} {what}");

    private async Task Tell(ChaosTown town, Ledger ledger, ChaosTown.Village village, TimeSpan after)
    {
        await Task.Delay(after);
        await town.Burgle(village);
        switch (village.Story)
        {
            case ChaosTown.Story.IsHeld:
                heldUntil[village.Id] = town.Clock.Now.AddHours(20);
                await town.Hold(village, heldUntil[village.Id]);
                break;
            case ChaosTown.Story.IsStoppedHalfWay:
                await town.Becomes("select count(*) > @Some from delivery.delivery where partnership_id = @Id and kind = 'Letter' and state = 'Accepted'", new { village.Id, Some = village.Residents / 10 });
                await town.Stop(village);
                takenWhenStopped[village.Id] = ledger.TakenSoFar;
                break;
        }
    }

    internal static int Said(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable($"REACTIONPLANS_{name}"), CultureInfo.InvariantCulture, out var said) ? said : usual;
}
