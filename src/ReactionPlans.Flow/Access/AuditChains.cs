using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Access;

namespace ReactionPlans.Flow.Access;

/// <summary>What a look through one chain came to.</summary>
/// <param name="Chain">The partnership's id; '' is the installation's own.</param>
/// <param name="Entries">How many were whole, from the first one on.</param>
/// <param name="LastHash">Of the last whole entry: what to write down outside.</param>
/// <param name="ExpectedAt">The number of the entry whose hash was written down outside; null where none was given, or it was not met.</param>
/// <param name="Problem">The first thing that is wrong; null: the chain is whole.</param>
public sealed record ChainReport(string Chain, long Entries, string LastHash, long? ExpectedAt, Problem? Problem);

/// <summary>How far a look through the chains has come, in entries.</summary>
public readonly record struct AuditProgress(long Done, long Total);

/// <summary>The chains of who did what: is each whole, and a chain as a file. Sees what its database sees: for a person, their own partnership's.</summary>
public sealed class AuditChains(Database database)
{
    /// <summary>The chain of what concerns the installation and no partnership.</summary>
    public const string Installation = "";

    private const int ToldEvery = 10_000;

    private sealed record StoredChain(string Chain, long LastNumber, byte[] LastHash, long LastEntry)
    {
        public AuditHead Head => new(LastNumber, LastHash);
    }

    /// <summary>What a chain is called to a person.</summary>
    public static object NameOf(string chain) => chain == Installation ? new Phrase("installationen", "the installation") : chain;

    /// <summary>Reads every entry once; several million take seconds and no memory.</summary>
    /// <param name="chain">Null: every chain.</param>
    /// <param name="expected">A hash that was written down outside: the one chain must lead through it.</param>
    /// <returns>One for each chain; none where there is no entry.</returns>
    public Task<IReadOnlyList<ChainReport>> Verify(string? chain, byte[]? expected, IProgress<AuditProgress>? progress, CancellationToken stopping) =>
        database.Do<IReadOnlyList<ChainReport>>(async work =>
        {
            var stored = await work.Query<StoredChain>("Access/list-audit-chains.sql", new { chain });
            var told = new Told(progress, stored.Sum(one => one.LastNumber));
            var reports = new List<ChainReport>(stored.Count);
            foreach (var one in stored)
                reports.Add(await Check(work, one, expected, told));
            return reports;
        }, stopping);

    /// <summary>Writes a chain with all that its hashes are of, so that the file can be checked where the program is not; that it was taken out is an entry itself.</summary>
    /// <returns>A broken chain is written as far as it goes, entries after the break included: the file is evidence.</returns>
    public Task<ChainReport> Export(string chain, Stream output, Actor by, IProgress<AuditProgress>? progress, CancellationToken stopping) =>
        database.Do(async work =>
        {
            if ((await work.Query<StoredChain>("Access/list-audit-chains.sql", new { chain })).SingleOrDefault() is not { } stored)
                return new ChainReport(chain, 0, "", null, Problems.AuditChainUnknown.With(NameOf(chain)));

            var told = new Told(progress, stored.LastNumber);
            await using var file = new AuditFileWriter(output);
            await file.Begin(chain, stored.Head, stopping);
            var report = await Check(work, stored, null, told, file);
            await Audit.Write(work, by, new AuditEntry(AuditAction.AuditExported, chain == Installation ? null : chain, "audit", null, new { entries = stored.LastNumber }));
            return report;
        }, stopping);

    private static async Task<ChainReport> Check(Work work, StoredChain stored, byte[]? expected, Told told, AuditFileWriter? file = null)
    {
        var check = new AuditChainCheck(NameOf(stored.Chain), expected);
        Problem? broken = null;
        await foreach (var entry in work.Stream<ChainedEntry>("Access/list-audit-chain.sql", new { chain = stored.Chain, last_number = stored.LastNumber }).WithCancellation(work.Stopping))
        {
            if (file is not null)
                await file.Write(entry, work.Stopping);
            broken ??= check.Next(entry);
            if (broken is not null && file is null)
                break;
            told.One();
        }

        broken ??= check.End(stored.Head, stored.LastEntry);
        return new ChainReport(stored.Chain, check.Whole, check.LastHash, check.ExpectedAt, broken);
    }

    private sealed class Told(IProgress<AuditProgress>? progress, long total)
    {
        private long done;

        public void One()
        {
            if (++done % ToldEvery == 0 || done == total)
                progress?.Report(new AuditProgress(done, total));
        }
    }
}
