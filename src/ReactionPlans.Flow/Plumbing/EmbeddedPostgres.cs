using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>
/// A private PostgreSQL cluster, for a host that is given no database: on loopback only, with a password of its own, its files under
/// the data folder. It survives what people do to a demo: a killed host, a killed server, a second start.
/// </summary>
public sealed partial class EmbeddedPostgres : IAsyncDisposable
{
    /// <summary>The cluster's superuser.</summary>
    public const string Superuser = "reactionplans";

    private const int FirstPort = 25432;

    /// <summary>Above this a client's own outgoing connection may take the port between two starts.</summary>
    private const int LastPort = 32767;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Sensible for a machine of two cores and few gigabytes that runs other things too.</summary>
    private static readonly IReadOnlyDictionary<string, string> Settings = new Dictionary<string, string>
    {
        ["listen_addresses"] = "127.0.0.1",
        ["unix_socket_directories"] = "", // a socket's path may have 107 bytes; a data folder's is often longer
        ["max_connections"] = "100",
        ["shared_buffers"] = "128MB",
        ["maintenance_work_mem"] = "64MB",
        ["max_wal_size"] = "1GB",
        ["random_page_cost"] = "1.1",
        ["jit"] = "off", // compiling costs more than it saves on statements of milliseconds
        ["timezone"] = "UTC",
        ["log_timezone"] = "UTC",
        ["log_min_messages"] = "warning",
    };

    private readonly FileStream folderLock;
    private readonly PostgresBinaries binaries;
    private readonly ServerAccount account;
    private readonly string cluster;
    private readonly string password;
    private readonly ILogger logger;
    private int port;

    private EmbeddedPostgres(FileStream folderLock, PostgresBinaries binaries, ServerAccount account, string folder, string password, ILogger logger)
    {
        this.folderLock = folderLock;
        this.binaries = binaries;
        this.account = account;
        this.password = password;
        this.logger = logger;
        cluster = Path.Combine(folder, "data");
    }

    /// <summary>"127.0.0.1:25432".</summary>
    public string HostAndPort => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");

    /// <summary>The postmaster's process id.</summary>
    public int ProcessId { get; private set; }

    /// <summary>Where state is kept when nobody says otherwise. Not in root's home: the server runs as another account and must reach it.</summary>
    public static string DefaultDataFolder() => Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows()
        ? "/var/lib/reactionplans"
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "reactionplans");

    /// <summary>Starts the cluster in <paramref name="dataFolder"/>, making it on the first start.</summary>
    /// <exception cref="EmbeddedPostgresUnavailable">This machine lacks something; the message says what to install.</exception>
    /// <exception cref="EmbeddedPostgresInUse">Another living host works in the folder.</exception>
    public static Task<EmbeddedPostgres> Start(string dataFolder, ILogger logger, CancellationToken ct) =>
        Start(dataFolder, new Dictionary<string, string>(), logger, ct);

    /// <summary>The same with server settings on top of the usual ones; tests turn fsync off.</summary>
    public static async Task<EmbeddedPostgres> Start(
        string dataFolder, IReadOnlyDictionary<string, string> settings, ILogger logger, CancellationToken ct)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new EmbeddedPostgresUnavailable(
                "På Windows startes ingen egen PostgreSQL. Installér PostgreSQL, og sæt ConnectionStrings__Database.",
                "No private PostgreSQL is started on Windows. Install PostgreSQL and set ConnectionStrings__Database.");
        }

        dataFolder = Path.GetFullPath(dataFolder);
        OpenFolder(dataFolder);
        var folderLock = TakeLock(dataFolder);
        try
        {
            var binaries = await PostgresBinaries.Find(dataFolder, ct);
            var folder = binaries.ClusterIn(dataFolder);
            WarnOfOtherVersions(dataFolder, folder, logger);
            var account = await ServerAccount.For(folder, ct);
            var password = await PostgresCluster.Make(binaries, account, folder, ct);

            var postgres = new EmbeddedPostgres(folderLock, binaries, account, folder, password, logger);
            await postgres.StartServer(settings, ct);
            return postgres;
        }
        catch
        {
            await folderLock.DisposeAsync();
            throw;
        }
    }

    /// <summary>How the superuser reaches <paramref name="database"/>.</summary>
    public string SuperuserConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Username = Superuser,
        Password = password,
        Database = database,
    }.ConnectionString;

    /// <summary>Stops the server cleanly: open transactions are rolled back, what is committed is written out.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var mode in new[] { "fast", "immediate" }) // immediate loses nothing committed either, the next start only replays the log
        {
            if (PostgresPredecessor.ProcessIdIn(cluster) is null)
                break;
            var stopped = await account.Run(binaries.PgCtl, ["stop", "-D", cluster, "-m", mode, "-w", "-t", "60"], CancellationToken.None);
            if (stopped.ExitCode == 0)
                break;
            LogNotStopped(mode, stopped.Errors.Trim());
        }
        await folderLock.DisposeAsync();
    }

    private async Task StartServer(IReadOnlyDictionary<string, string> settings, CancellationToken ct)
    {
        var predecessor = new PostgresPredecessor(binaries, account, cluster, logger);
        var log = Path.Combine(Path.GetDirectoryName(cluster)!, "postgres.log");
        var giveUp = TimeProvider.System.GetUtcNow() + Patience;
        for (port = FreePort(FirstPort); ; port = FreePort(port + 1))
        {
            await predecessor.Clear(ct);
            if (File.Exists(log))
                File.Delete(log); // one start, one log: what it says below is about this attempt

            var options = string.Join(' ', Settings.Where(usual => !settings.ContainsKey(usual.Key)).Concat(settings)
                .Append(new("port", port.ToString(CultureInfo.InvariantCulture)))
                .Select(setting => $"-c {setting.Key}='{setting.Value}'"));
            var start = await account.Run(binaries.PgCtl, ["start", "-D", cluster, "-l", log, "-w", "-t", "60", "-o", options], ct, leavesDaemon: true);
            if (start.ExitCode == 0 && PostgresPredecessor.ProcessIdIn(cluster) is { } processId)
            {
                ProcessId = processId;
                LogStarted(binaries.Major, HostAndPort, processId);
                return;
            }

            // Someone else took the port between our look and the start, or a killed server's processes are not quite gone.
            var said = File.Exists(log) ? await File.ReadAllTextAsync(log, ct) : "no log was written";
            var mayPass = said.Contains("could not bind", StringComparison.Ordinal) || said.Contains("postmaster.pid", StringComparison.Ordinal)
                || said.Contains("pre-existing shared memory", StringComparison.Ordinal);
            if (!mayPass || TimeProvider.System.GetUtcNow() > giveUp)
                throw new InvalidOperationException($"PostgreSQL did not start: {said.Trim()}");
            await Task.Delay(TimeSpan.FromMilliseconds(300), ct);
        }
    }

    private static void OpenFolder(string dataFolder)
    {
        Directory.CreateDirectory(dataFolder);
        if (Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows()) // the server's account passes through it; it sees no names here
            File.SetUnixFileMode(dataFolder, File.GetUnixFileMode(dataFolder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
    }

    /// <summary>The kernel gives the lock back when its holder dies, however it dies; no stale lock of ours is possible.</summary>
    private static FileStream TakeLock(string dataFolder)
    {
        var holder = Path.Combine(dataFolder, "host.pid");
        try
        {
            var taken = new FileStream(Path.Combine(dataFolder, "host.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(holder, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return taken;
        }
        catch (IOException held) when (held.HResult is 11 or 35) // EWOULDBLOCK on Linux and macOS
        {
            throw new EmbeddedPostgresInUse(dataFolder, File.Exists(holder) ? $" (proces {File.ReadAllText(holder).Trim()})" : null, held);
        }
    }

    private static int FreePort(int from)
    {
        for (var candidate = from; candidate <= LastPort; candidate++)
        {
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, candidate);
                listener.Start();
                return candidate;
            }
            catch (SocketException taken) when (taken.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
            {
                continue;
            }
        }
        throw new InvalidOperationException($"No free port between {from} and {LastPort} for PostgreSQL.");
    }

    private static void WarnOfOtherVersions(string dataFolder, string folder, ILogger logger)
    {
        if (Directory.Exists(folder))
            return;
        foreach (var other in Directory.GetDirectories(dataFolder, "postgres-*"))
            LogOtherVersion(logger, other, folder);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Private PostgreSQL {Major} answers at {HostAndPort}, process {ProcessId}")]
    private partial void LogStarted(int major, string hostAndPort, int processId);

    [LoggerMessage(Level = LogLevel.Error, Message = "PostgreSQL did not stop in mode {Mode}: {Reason}")]
    private partial void LogNotStopped(string mode, string reason);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "The data in {Other} belong to another version of PostgreSQL, which is not on this machine any more; starting anew in {Folder}")]
    private static partial void LogOtherVersion(ILogger logger, string other, string folder);
}
