using Microsoft.Extensions.Logging.Abstractions;
using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.TestKit;

/// <summary>One real PostgreSQL for a test process, started at the first test that asks and stopped when the process ends.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>The database of a test that is killed is of no worth to anyone: nothing waits for the disk.</summary>
    private static readonly Dictionary<string, string> Forgetful = new()
    {
        ["fsync"] = "off",
        ["synchronous_commit"] = "off",
        ["full_page_writes"] = "off",
        ["max_connections"] = "200",
    };

    private static readonly Lazy<Task<PostgresServer>> Shared = new(StartForThisProcess);

    /// <summary>As in production with seven hosts, but for a disk as small as a test may have.</summary>
    private static readonly Dictionary<string, string> OnSmallDisk = new() { ["max_wal_size"] = "256MB", ["max_connections"] = "300" };

    private readonly string folder;
    private readonly IReadOnlyDictionary<string, string> settings;
    private EmbeddedPostgres postgres;

    private PostgresServer(string folder, IReadOnlyDictionary<string, string> settings, EmbeddedPostgres postgres) =>
        (this.folder, this.settings, this.postgres) = (folder, settings, postgres);

    public string HostAndPort => postgres.HostAndPort;

    /// <summary>The server that all tests of this process share; each test makes a database of its own in it.</summary>
    public static Task<PostgresServer> ForThisProcess() => Shared.Value;

    /// <summary>A server of one's own, for a test that kills it or fills it.</summary>
    /// <param name="durable">Waits for the disk as in production: for tests of what survives, and for measurements.</param>
    public static Task<PostgresServer> Start(bool durable = false, CancellationToken ct = default) =>
        Start(Directory.CreateTempSubdirectory("rp-postgres-").FullName, durable ? [] : Forgetful, ct);

    /// <summary>A durable one of one's own, which has the files in <paramref name="disk"/>.</summary>
    public static Task<PostgresServer> StartOn(SmallDisk disk, CancellationToken ct = default) =>
        Start(Directory.CreateDirectory(Path.Combine(disk.Folder, "postgres")).FullName, OnSmallDisk, ct);

    public bool IsRunning => ServerProcess.IsRunning(postgres.ProcessId);

    /// <summary>kill -9 of all its processes at once, as when the machine goes. Nothing where it has gone by itself.</summary>
    public Task Kill() => ServerProcess.End(postgres.ProcessId);

    /// <summary>Starts it again on what it had, perhaps at another port.</summary>
    public async Task Restart(CancellationToken ct = default)
    {
        await postgres.DisposeAsync();
        postgres = await EmbeddedPostgres.Start(folder, settings, NullLogger.Instance, ct);
    }

    public string SuperuserConnectionString(string database) => postgres.SuperuserConnectionString(database);

    public async ValueTask DisposeAsync()
    {
        await postgres.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<PostgresServer> Start(string folder, IReadOnlyDictionary<string, string> settings, CancellationToken ct) =>
        new(folder, settings, await EmbeddedPostgres.Start(folder, settings, NullLogger.Instance, ct));

    private static async Task<PostgresServer> StartForThisProcess()
    {
        var server = await Start();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DisposeAsync().AsTask().GetAwaiter().GetResult(); // nobody awaits the end of a process
        return server;
    }
}
