using System.Diagnostics;
using System.Globalization;

namespace ReactionPlans.System.Tests.UnderFire;

/// <summary>Breaks one thing after another, drawn by lot. A server that went gets time to come back, and it is measured how long the hosts then need; a host or a line does not.</summary>
internal sealed class Faults(ChaosTown town, int seed)
{
    /// <summary>One in so many is a server or the disk, in turn.</summary>
    private const int GreatOneIn = 6;

    private static readonly TimeSpan Away = TimeSpan.FromSeconds(2), Recovers = TimeSpan.FromSeconds(60);

    private readonly Random dice = new(seed);
    private readonly SortedDictionary<string, int> counts = new(StringComparer.Ordinal);
    private readonly List<(string After, TimeSpan Took)> recoveries = [];
    private int great;

    public int Count => counts.Values.Sum();

    public IReadOnlyDictionary<string, int> Counts => counts;

    /// <summary>From a server's return until all hosts said that they can work.</summary>
    public IReadOnlyList<(string After, TimeSpan Took)> Recoveries => recoveries;

    /// <param name="small">Lines, hosts and the clock alone; no server.</param>
    /// <exception cref="TimeoutException">A host is not ready again within a minute.</exception>
    public async Task Inject(int many, bool small, CancellationToken stopping)
    {
        for (var number = 1; number <= many; number++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(dice.Next(500, 1500)), stopping);
            if (!small && number % GreatOneIn == 0)
                await Great(stopping);
            else
                await Small();
        }

        await town.AllReady(Recovers);
    }

    private async Task Small()
    {
        switch (dice.Next(10))
        {
            case < 5:
                town.Cut(dice.Next(town.LineCount));
                Note("connections cut");
                break;
            case < 9:
                await town.KillHost(dice.Next(town.HostCount));
                Note("host killed");
                break;
            default:
                town.Clock.Jump(TimeSpan.FromSeconds(dice.Next(-60, 180)));
                Note("clock jumped");
                break;
        }
    }

    private async Task Great(CancellationToken stopping)
    {
        var what = great++ % (town.Disk is null ? 3 : 4);
        var watch = new Stopwatch();
        switch (what)
        {
            case 0:
                await town.Postgres.Kill();
                await Task.Delay(Away, stopping);
                await town.Postgres.Restart(stopping);
                break;
            case 1:
                await town.Broker.Kill();
                await Task.Delay(Away, stopping);
                await town.Broker.Restart(stopping);
                break;
            case 2:
                await town.KillDistributor();
                await Task.Delay(Away, stopping);
                await town.StartDistributor();
                break;
            default:
                town.Disk!.Fill();
                await Task.Delay(Away, stopping);
                town.Disk.Free();
                if (!town.Postgres.IsRunning) // it does not outlive a log that cannot be written
                    await town.Postgres.Restart(stopping);
                break;
        }

        var told = new[] { "database killed", "broker killed", "distributor killed", "disk full" }[what];
        Note(told);
        watch.Start();
        await town.AllReady(Recovers);
        recoveries.Add((told, watch.Elapsed));
    }

    private void Note(string what) => counts[what] = counts.GetValueOrDefault(what) + 1;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count} faults (seed {seed}): {string.Join(", ", counts.Select(one => $"{one.Key} {one.Value}"))}");
}
