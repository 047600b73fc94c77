using System.Security.Cryptography;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.Flow.PersonalData;

/// <summary>How much of one kind is sealed under one key.</summary>
/// <param name="Key">Null: under none that is in the settings.</param>
/// <param name="IsMarked">False: it was sealed when there was one key, and does not say by which.</param>
public sealed record SealedUnder(SealedKind Kind, InstallationKey? Key, bool IsMarked, int Count);

/// <summary>What came of sealing one kind anew.</summary>
/// <param name="Left">Still not sealed by the first key.</param>
/// <param name="Unopened">Of these, no key opens.</param>
public sealed record Resealed(SealedKind Kind, int Done, int Left, int Unopened);

/// <summary>How far one kind has come, in all.</summary>
public sealed record ResealProgress(SealedKind Kind, int Done, int Total);

/// <summary>Seals anew, by the first key, whatever older keys sealed. Hosts go on meanwhile; what is cut short goes on where it stood, and twice at once is once.</summary>
/// <remarks>Ids, lookups and texts stay: whoever has read a row before its change opens it by the older key, which is in the ring until there is no such row.</remarks>
/// <param name="dataKeys">Sealed anew as files; the rows under them stay. Null: there are none.</param>
public sealed class RotateKeys(Database database, KeyRing ring, DataKeys? dataKeys = null)
{
    /// <summary>Held at once, for some milliseconds.</summary>
    private const int BatchRows = 1_000;

    private sealed record Counted(byte[]? Header, int Count);

    private sealed record Row(string Id, byte[] Sealed);

    private sealed record Batch(string? Last, int Found, int Done, int Unopened);

    public async Task<IReadOnlyList<SealedUnder>> Show(CancellationToken stopping)
    {
        var under = new List<SealedUnder>();
        foreach (var kind in SealedKind.All)
        {
            var rows = await database.Read<Counted>(kind.Count, new { magic = InstallationKey.Magic, header_bytes = InstallationKey.HeaderBytes, data_magic = DataKey.Magic }, stopping);
            under.AddRange(rows.Select(row => Under(kind, row.Header, row.Count)));
        }

        if (dataKeys is { IsKept: true })
            under.AddRange(dataKeys.Files().GroupBy(file => file.Header is null ? null : Convert.ToHexString(file.Header)).Select(files => Under(SealedKind.DataKeys, files.First().Header, files.Count())));

        return under;
    }

    private SealedUnder Under(SealedKind kind, byte[]? header, int count) =>
        new(kind, header is null ? ring.Unmarked : ring.Keys.FirstOrDefault(key => key.Header.AsSpan().SequenceEqual(header)), header is not null, count);

    /// <summary>One line for each kind; none where one key alone is set, for then nothing tells an older one's.</summary>
    public async Task<IReadOnlyList<Resealed>> Run(IProgress<ResealProgress>? progress, Actor actor, CancellationToken stopping)
    {
        if (!ring.Marks)
            return [];
        var first = ring.Keys[0];
        var toDo = (await Show(stopping)).Where(one => one.Key != first || !one.IsMarked).ToLookup(one => one.Kind, one => one.Count);
        var resealed = new List<Resealed>();
        foreach (var kind in SealedKind.All)
            resealed.Add(await Run(kind, toDo[kind].Sum(), progress, stopping));
        if (dataKeys is { IsKept: true })
            resealed.Add(await database.Do(work => Files(work, dataKeys, progress), stopping));
        if (resealed.Any(one => one.Done > 0))
            await database.Do(work => Audit.Write(work, actor, new AuditEntry(AuditAction.KeysRotated, null, "key", null, new { done = resealed.Sum(one => one.Done), left = resealed.Sum(one => one.Left) })), stopping);
        return resealed;
    }

    /// <summary>Under the lock that keys are thrown away under: one that is thrown away meanwhile is not written again.</summary>
    private async Task<Resealed> Files(Work work, DataKeys kept, IProgress<ResealProgress>? progress)
    {
        await work.Execute("Reactions/lock-data-keys.sql");
        var old = kept.Files().Where(file => file.Header is null || !file.Header.AsSpan().SequenceEqual(ring.Keys[0].Header)).ToList();
        var done = old.Count(kept.Reseal);
        progress?.Report(new ResealProgress(SealedKind.DataKeys, done, old.Count));
        return new Resealed(SealedKind.DataKeys, done, old.Count - done, old.Count - done);
    }

    /// <summary>Round by round until one finds nothing that it can do: a host that has not got the new key yet may still seal by an older one.</summary>
    private async Task<Resealed> Run(SealedKind kind, int toDo, IProgress<ResealProgress>? progress, CancellationToken stopping)
    {
        var seal = new Seal(ring, kind.Purpose);
        for (var done = 0; ;)
        {
            var (before, found, unopened) = (done, 0, 0);
            for (string? last = kind.BeforeAll; last is not null;)
            {
                var after = last;
                var batch = await database.Do(work => Next(work, kind, seal, after), stopping);
                (last, found, done, unopened) = (batch.Last, found + batch.Found, done + batch.Done, unopened + batch.Unopened);
                progress?.Report(new ResealProgress(kind, done, Math.Max(done, toDo)));
            }

            if (done == before)
                return new Resealed(kind, done, found, unopened);
        }
    }

    private async Task<Batch> Next(Work work, SealedKind kind, Seal seal, string after)
    {
        var rows = await work.Query<Row>(kind.List, new { after, header = ring.Keys[0].Header, data_magic = DataKey.Magic, limit = BatchRows });
        var fresh = rows.Select(row => (row.Id, Former: row.Sealed, Fresh: Reseal(seal, row.Sealed))).ToList();
        var opened = fresh.Where(row => row.Fresh is not null).ToList();
        var done = await work.Execute(kind.Reseal, new
        {
            ids = opened.Select(row => row.Id).ToArray(),
            former = opened.Select(row => row.Former).ToArray(),
            fresh = opened.Select(row => row.Fresh!).ToArray(),
        });
        return new Batch(rows.Count < BatchRows ? null : rows[^1].Id, rows.Count, done, rows.Count - opened.Count);
    }

    private static byte[]? Reseal(Seal seal, byte[] former)
    {
        try
        {
            return seal.Close(seal.Open(former));
        }
        catch (CryptographicException)
        {
            return null; // counted and told; what cannot be opened is not touched
        }
    }
}
