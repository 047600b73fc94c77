using System.Globalization;
using Microsoft.Extensions.Logging;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>
/// What an earlier host that was killed has left behind: a server that still runs, server processes that outlived their killed
/// postmaster, or only its lock file. Called with the data folder's own lock held, so nobody living is disturbed.
/// </summary>
internal sealed partial class PostgresPredecessor(PostgresBinaries binaries, ServerAccount account, string cluster, ILogger logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>The postmaster's process id by its lock file, or <c>null</c> without one.</summary>
    public static int? ProcessIdIn(string cluster)
    {
        try
        {
            var first = File.ReadLines(LockFile(cluster)).FirstOrDefault();
            return int.TryParse(first, CultureInfo.InvariantCulture, out var id) ? id : null;
        }
        catch (IOException notThere) when (notThere is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Returns when no server works in the cluster and its lock file is gone.</summary>
    public async Task Clear(CancellationToken ct)
    {
        // Only /proc tells who works in a folder; elsewhere PostgreSQL's own checks of its lock file have to do.
        if (ProcessIdIn(cluster) is not { } postmaster || !Directory.Exists("/proc/self"))
            return;

        var giveUp = TimeProvider.System.GetUtcNow() + Patience;
        while (await ServersInside(postmaster, ct) is { Count: > 0 } inside)
        {
            if (TimeProvider.System.GetUtcNow() > giveUp)
                throw new InvalidOperationException($"Processes {string.Join(", ", inside)} of an earlier server do not leave {cluster}.");

            if (inside.Contains(postmaster))
            {
                LogStopping(postmaster);
                await account.Run(binaries.PgCtl, ["stop", "-D", cluster, "-m", "fast", "-w", "-t", "10"], ct);
            }
            else
            {
                // Their postmaster is dead, so their work is lost already; a long statement would keep them for its whole length.
                LogOrphans(inside.Count);
                await account.Run("/bin/sh", ["-c", "kill -QUIT \"$@\"", "sh", .. inside.Select(id => id.ToString(CultureInfo.InvariantCulture))], ct);
            }
            await Task.Delay(TimeSpan.FromMilliseconds(200), ct);
        }

        // The process id in it may look alive for long (an unreaped process, or a number in use again), and PostgreSQL would refuse.
        if (File.Exists(LockFile(cluster)))
        {
            LogStaleLock(postmaster);
            File.Delete(LockFile(cluster));
        }
    }

    /// <summary>
    /// PostgreSQL's processes live in their data folder. Asked as the server's account, which may look at its own in a container too;
    /// the postmaster also by its command line, which anyone may read.
    /// </summary>
    private async Task<List<int>> ServersInside(int postmaster, CancellationToken ct)
    {
        var home = (await account.Run("readlink", ["-f", cluster], ct)).MustSucceed().Output.Trim();
        var everyone = await account.Run("find", ["/proc", "-mindepth", "2", "-maxdepth", "2", "-name", "cwd", "-printf", "%h %l\\n"], ct); // fails for others' processes
        return [.. everyone.Output.Split('\n')
            .Select(line => line.Split(' ', 2))
            .Where(parts => parts.Length == 2 && parts[1] == home)
            .Select(parts => int.TryParse(Path.GetFileName(parts[0]), CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => Said(id, "comm").Trim() == "postgres") // a shell may stand in the folder too
            .Concat(Said(postmaster, "cmdline").Split('\0') is [var program, .. var arguments] && program.EndsWith("postgres", StringComparison.Ordinal)
                && arguments.Contains(cluster) ? [postmaster] : [])
            .Distinct()];
    }

    private static string Said(int processId, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{processId}/{file}"); // a process that is dead but not yet reaped has no command line
        }
        catch (IOException)
        {
            return ""; // it ended meanwhile
        }
    }

    private static string LockFile(string cluster) => Path.Combine(cluster, "postmaster.pid");

    [LoggerMessage(Level = LogLevel.Warning, Message = "An earlier host was killed and left PostgreSQL process {ProcessId} running; stopping it")]
    private partial void LogStopping(int processId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} PostgreSQL processes outlived their postmaster; ending them")]
    private partial void LogOrphans(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Removing the lock file of PostgreSQL process {ProcessId}, which is gone")]
    private partial void LogStaleLock(int processId);
}
