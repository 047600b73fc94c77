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

    private readonly string folder;
    private readonly EmbeddedPostgres postgres;

    private PostgresServer(string folder, EmbeddedPostgres postgres)
    {
        this.folder = folder;
        this.postgres = postgres;
    }

    public string HostAndPort => postgres.HostAndPort;

    /// <summary>The server that all tests of this process share; each test makes a database of its own in it.</summary>
    public static Task<PostgresServer> ForThisProcess() => Shared.Value;

    /// <summary>A server of one's own, for a test that kills it or fills it.</summary>
    /// <param name="durable">Waits for the disk as in production: for tests of what survives, and for measurements.</param>
    public static async Task<PostgresServer> Start(bool durable = false, CancellationToken ct = default)
    {
        var folder = Directory.CreateTempSubdirectory("rp-postgres-").FullName;
        var settings = durable ? [] : Forgetful;
        return new PostgresServer(folder, await EmbeddedPostgres.Start(folder, settings, NullLogger.Instance, ct));
    }

    public string SuperuserConnectionString(string database) => postgres.SuperuserConnectionString(database);

    public async ValueTask DisposeAsync()
    {
        await postgres.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<PostgresServer> StartForThisProcess()
    {
        var server = await Start();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DisposeAsync().AsTask().GetAwaiter().GetResult(); // nobody awaits the end of a process
        return server;
    }
}
