using Microsoft.Extensions.Logging;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.PersonalData;

/// <summary>The data keys beside the database that needs them: made for an extract, thrown away when no row carries them any more, and missed where a row does.</summary>
public sealed partial class ExtractKeys(Database database, DataKeys keys, ILogger<ExtractKeys> logger)
{
    /// <summary>A key is made before the first row carries it, so a young one may be about to be needed.</summary>
    public static readonly TimeSpan Young = TimeSpan.FromDays(2);

    private sealed record Carried(Guid Id, int Count);

    /// <summary>Holds the folder against the database's; the first time, and where extracts get keys, it is taken. Null: all is well.</summary>
    /// <remarks>A host that may send letters, and whoever imports, asks before anything else: with another folder the first letter would be the first to know.</remarks>
    public async Task<Problem?> CheckFolder(CancellationToken stopping)
    {
        if (!keys.IsKept)
            return null;
        try
        {
            return await database.Do(async work =>
            {
                if (await work.Scalar<Guid?>("Plumbing/read-keys-folder.sql") is { } known)
                    return known == keys.Mark() ? null : Problems.KeysFolderOther.With(keys.Place);
                if (!keys.ForEachExtract)
                    return null;
                // Keys without a database that knows of them are another's: taken by mistake, they would be thrown away.
                if (keys.Files().Count > 0)
                    return Problems.KeysFolderOther.With(keys.Place);
                var mark = keys.KeepMark();
                await work.Execute("Plumbing/keep-keys-folder.sql", new { mark });
                return await work.Scalar<Guid?>("Plumbing/read-keys-folder.sql") == mark ? null : Problems.KeysFolderOther.With(keys.Place);
            }, stopping);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Problems.DataKeysUnusable.With(keys.Place, exception.Message);
        }
    }

    /// <summary>A person says that this folder is the database's from now on, whatever was.</summary>
    public async Task<Problem?> TakeFolder(CancellationToken stopping)
    {
        try
        {
            await database.Do(work => work.Execute("Plumbing/replace-keys-folder.sql", new { mark = keys.KeepMark() }), stopping);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Problems.DataKeysUnusable.With(keys.Place, exception.Message);
        }
    }

    /// <summary>A key for the extract that is about to be read; null: it is sealed by the installation's keys alone.</summary>
    public async Task<(DataKey? Key, Problem? Problem)> ForExtract(CancellationToken stopping)
    {
        if (await CheckFolder(stopping) is { } problem)
            return (null, problem);
        if (!keys.ForEachExtract)
            return (null, null);
        try
        {
            return (await database.Do(work => Task.FromResult(keys.Make(work.Now)), stopping), null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (null, Problems.DataKeysUnusable.With(keys.Place, exception.Message));
        }
    }

    /// <summary>Holds the key until the transaction ends: it stays while rows are brought under it.</summary>
    /// <exception cref="IOException">Somebody has taken it away.</exception>
    public async Task Hold(Work work, DataKey key)
    {
        await work.Execute("Reactions/hold-data-keys.sql");
        if (!keys.IsThere(key.Id))
            throw new IOException($"The data key {key.Id} is no longer in {keys.Place}.");
    }

    /// <summary>Each night: throws away the keys that no row carries. What took the rows out has committed, or they would still be seen.</summary>
    /// <returns>Keys thrown away.</returns>
    public Task<int> Sweep(CancellationToken stopping) => database.Do(async work =>
    {
        if (!keys.IsKept || await work.Scalar<Guid?>("Plumbing/read-keys-folder.sql") is not { } known || known != keys.Mark())
            return 0; // another's folder is nobody's to sweep
        await work.Execute("Reactions/lock-data-keys.sql");
        var carried = await ListCarried(work);
        var idle = keys.Files().Where(file => !carried.ContainsKey(file.Id) && file.MadeAt < work.Now - Young).ToList();
        foreach (var file in idle)
            keys.Shred(file.Id);
        if (idle.Count > 0)
            LogShredded(idle.Count);
        return idle.Count;
    }, stopping);

    /// <summary>How many rows carry each key that is there, and how many carry one that is gone.</summary>
    public Task<(int Keys, int Residents, int Unreadable)> Count(CancellationToken stopping) => database.Do(async work =>
    {
        var carried = await ListCarried(work);
        var gone = carried.Where(one => !keys.IsThere(one.Key)).Sum(one => one.Value);
        return (keys.IsKept ? keys.Files().Count : 0, carried.Values.Sum(), gone);
    }, stopping);

    /// <summary>After a restore: takes out residents whose key is gone, for nobody can write to them. Their waiting letters fail as to somebody who is no longer in the extract.</summary>
    /// <returns>How many; or why the folder cannot be relied on.</returns>
    public async Task<(int Dropped, Problem? Problem)> DropUnreadable(CancellationToken stopping)
    {
        if (await CheckFolder(stopping) is { } problem)
            return (0, problem);
        if (!keys.IsKept)
            return (0, null);
        return (await database.Do(async work =>
        {
            var gone = (await ListCarried(work)).Keys.Where(id => !keys.IsThere(id)).ToList();
            return gone.Count == 0 ? 0 : await work.Execute("Reactions/drop-unreadable-residents.sql",
                new { headers = gone.Select(DataKey.HeaderOf).ToArray(), header_bytes = DataKey.HeaderBytes });
        }, stopping), null);
    }

    private static async Task<Dictionary<Guid, int>> ListCarried(Work work) =>
        (await work.Query<Carried>("Reactions/list-data-keys.sql", new { data_magic = DataKey.Magic })).ToDictionary(one => one.Id, one => one.Count);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} data keys that no resident's row carries were thrown away")]
    private partial void LogShredded(int count);
}
