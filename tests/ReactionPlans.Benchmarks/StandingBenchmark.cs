using ReactionPlans.TestKit;

namespace ReactionPlans.Benchmarks;

/// <summary>What it costs to be there: the time until one host with every role can work, and what it takes while nothing happens.</summary>
internal static class StandingBenchmark
{
    private static readonly Dictionary<string, string> NoSettings = [];

    public static async Task<IReadOnlyList<Figure>> Run(Repetitions plan, CancellationToken stopping)
    {
        await using var installation = await Installation.Open(overRabbitMq: false, stopping);
        var starts = new List<double>();
        HostProcess? standing = null;
        for (var run = -plan.WarmUps; run < plan.Counted; run++)
        {
            if (standing is not null)
                await standing.Stop(TimeSpan.FromMinutes(1));
            (standing, _, var took) = await installation.StartHost(null, NoSettings, stopping);
            if (run >= 0)
                starts.Add(took.TotalSeconds);
        }

        await Task.Delay(TimeSpan.FromSeconds(plan.Of(60)), stopping); // what a start leaves to do is done
        var (transactions, processor, since) = (await Count(installation), standing!.ProcessorTime, TimeProvider.System.GetUtcNow());
        await Task.Delay(TimeSpan.FromSeconds(plan.Of(300)), stopping);
        var seconds = (TimeProvider.System.GetUtcNow() - since).TotalSeconds;
        return
        [
            new Figure("start: `run` with every role to ready", Figure.Percentile(starts, 50), "s", 3),
            new Figure("idle: transactions in the database", (await Count(installation) - transactions) / seconds, "a second", 5),
            new Figure("idle: of one core", (standing.ProcessorTime - processor).TotalSeconds / seconds * 100, "%", 1),
            new Figure("idle: memory held", standing.HeldMb, "MB", 250),
        ];
    }

    /// <summary>Those of every database together; the two that ask are in it.</summary>
    private static async Task<long> Count(Installation installation) =>
        (await installation.Query<long>("select sum(xact_commit + xact_rollback)::bigint from pg_stat_database"))[0];
}
