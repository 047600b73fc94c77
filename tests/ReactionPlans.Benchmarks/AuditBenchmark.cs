using System.Diagnostics;
using Dapper;
using ReactionPlans.Flow;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Access;

namespace ReactionPlans.Benchmarks;

/// <summary>Entries a second of one partnership's chain, looked through from the first to the last, beside reading the same rows and nothing else.</summary>
internal static class AuditBenchmark
{
    private const int Entries = 1_000_000;
    private const int EntriesInTransaction = 250; // each transaction walks past the heads it has left behind itself
    private const string Unit = "entries/s";
    private const string Partnership = "alfa";

    public static async Task<IReadOnlyList<Comparison>> Run(Repetitions plan, CancellationToken stopping)
    {
        await using var database = await MeasuringDatabase.Start(stopping);
        var entries = plan.Of(Entries);
        var watch = Stopwatch.StartNew();
        await Fill(database, entries, stopping);
        Console.WriteLine($"{entries} entries were linked in {watch.Elapsed.TotalSeconds:0.0} s");

        var work = new Database(database.App, TimeProvider.System, new MessageRoutes(inProcess: true, Hops.All));
        var measured = await Comparison.Measure("audit verify, one chain", Unit, plan,
            ("reading the same rows one by one", () => Raw(work, entries, stopping)),
            () => Ours(work, entries, stopping));
        Console.WriteLine($"most memory held at once: {Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000} MB");
        return [measured];
    }

    private static async Task Fill(MeasuringDatabase database, int entries, CancellationToken stopping)
    {
        await using var connection = await database.App.OpenConnectionAsync(stopping);
        await connection.ExecuteAsync("set synchronous_commit = off");
        for (var first = 0; first < entries; first += EntriesInTransaction)
            await connection.ExecuteAsync(new CommandDefinition("""
                insert into access.audit_entry (at, actor_kind, actor, partnership_id, action, subject_kind, subject_id, detail)
                select '2026-01-01'::timestamptz + interval '1 second' * number, 'person', 'coordinator', @partnership, 'task-done', 'task',
                    gen_random_uuid() || '/letters', jsonb_build_object('rows', number)
                from generate_series(@first + 1, least(@first + @most, @entries)) as number
                """, new { first, most = EntriesInTransaction, entries, partnership = Partnership }, cancellationToken: stopping));
    }

    private static async Task<double> Raw(Database database, int entries, CancellationToken stopping)
    {
        var watch = Stopwatch.StartNew();
        var read = await database.Do(async work =>
        {
            var rows = 0;
            await foreach (var _ in work.Stream<ChainedEntry>("Access/list-audit-chain.sql", new { chain = Partnership, last_number = (long)entries }).WithCancellation(stopping))
                rows++;
            return rows;
        }, stopping);
        return read == entries ? entries / watch.Elapsed.TotalSeconds : throw new InvalidOperationException($"{read} of {entries} entries were read.");
    }

    private static async Task<double> Ours(Database database, int entries, CancellationToken stopping)
    {
        var watch = Stopwatch.StartNew();
        var report = (await new AuditChains(database).Verify(Partnership, null, null, stopping)).Single();
        return report.Problem is null && report.Entries == entries
            ? entries / watch.Elapsed.TotalSeconds
            : throw new InvalidOperationException($"{report.Entries} of {entries} entries were whole: {report.Problem}");
    }
}
