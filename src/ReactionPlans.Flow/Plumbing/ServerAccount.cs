using System.Diagnostics;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>
/// The operating system's account that the database server runs as. PostgreSQL refuses to run as root, so a host that is root
/// hands over to <c>postgres</c> where that account exists, else to the nameless account 65534; anyone else runs it as themselves.
/// </summary>
/// <param name="Owner">"uid:gid" to hand over to, or <c>null</c> to stay who we are.</param>
internal sealed record ServerAccount(string? Owner)
{
    private const string Nobody = "65534:65534";

    /// <summary>Chooses the account. A cluster that exists decides: its files belong to whoever made it.</summary>
    public static async Task<ServerAccount> For(string clusterFolder, CancellationToken ct)
    {
        if (!Environment.IsPrivilegedProcess || OperatingSystem.IsWindows())
            return new ServerAccount(Owner: null);

        if (!SearchPath().Any(folder => File.Exists(Path.Combine(folder, "setpriv"))))
        {
            throw new EmbeddedPostgresUnavailable(
                "PostgreSQL må ikke køre som root, og setpriv mangler. Kør som en almindelig bruger, eller installér pakken util-linux.",
                "PostgreSQL must not run as root, and setpriv is missing. Run as an ordinary user, or install the package util-linux.");
        }

        var unchanged = new ServerAccount(Owner: null);
        if (Directory.Exists(clusterFolder))
        {
            var owner = (await unchanged.Run("stat", ["-c", "%u:%g", clusterFolder], ct)).Output.Trim();
            if (!owner.StartsWith("0:", StringComparison.Ordinal))
                return new ServerAccount(owner);
        }
        return new ServerAccount(PostgresEntry() ?? Nobody);
    }

    /// <summary>Gives a file or folder to the account.</summary>
    public async Task Give(string path, CancellationToken ct)
    {
        if (Owner is not null)
            (await new ServerAccount(Owner: null).Run("chown", ["-h", Owner, path], ct)).MustSucceed();
    }

    /// <summary>Runs a command to its end as this account, in <c>/</c>: the account may be unable to enter our working folder.</summary>
    /// <param name="leavesDaemon">The command leaves a server running. That server would inherit our pipes and keep them open
    /// for as long as it lives, so nothing of what the command says is read then.</param>
    public async Task<CommandEnd> Run(string command, IReadOnlyList<string> arguments, CancellationToken ct, bool leavesDaemon = false)
    {
        var start = new ProcessStartInfo { WorkingDirectory = "/", RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        string[] handOver = Owner?.Split(':') is [var user, var group]
            ? ["setpriv", $"--reuid={user}", $"--regid={group}", "--clear-groups", "--"]
            : [];
        string[] silence = leavesDaemon ? ["/bin/sh", "-c", "exec \"$0\" \"$@\" </dev/null >/dev/null 2>&1"] : [];
        string[] words = [.. handOver, .. silence, command, .. arguments];
        start.FileName = words[0];
        foreach (var word in words.Skip(1))
            start.ArgumentList.Add(word);

        // The caller's own PGPORT or PGDATA, meant for another server, would lead these commands astray.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C"; // the server's messages are read for what went wrong

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{words[0]} did not start.");
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(ct);
        var errors = process.StandardError.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return new CommandEnd(command, process.ExitCode, await output, await errors);
    }

    /// <summary>The folders that commands are looked for in.</summary>
    public static IEnumerable<string> SearchPath() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

    private static string? PostgresEntry() =>
        File.ReadLines("/etc/passwd")
            .Select(line => line.Split(':'))
            .Where(entry => entry is ["postgres", _, _, _, ..])
            .Select(entry => $"{entry[2]}:{entry[3]}")
            .FirstOrDefault();
}

/// <summary>How a command ended.</summary>
internal sealed record CommandEnd(string Command, int ExitCode, string Output, string Errors)
{
    /// <summary>For commands that only fail when something is broken.</summary>
    public CommandEnd MustSucceed() => ExitCode == 0
        ? this
        : throw new InvalidOperationException($"{Command} ended with {ExitCode}: {Errors.Trim()} {Output.Trim()}".TrimEnd());
}
