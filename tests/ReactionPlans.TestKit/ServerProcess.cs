using System.Diagnostics;
using System.Globalization;

namespace ReactionPlans.TestKit;

/// <summary>A server that tests have started.</summary>
internal static class ServerProcess
{
    /// <summary>No warning and no leave-taking, as when power goes; with the children it has made. Nothing where there is none.</summary>
    public static async Task End(Process? process)
    {
        if (process is null)
            return;
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>With a warning, as an update ends it: it may finish what it has in hand. Returns when it has gone.</summary>
    public static async Task AskToEnd(Process process, CancellationToken ct = default)
    {
        await RunToEnd("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)], ct);
        await process.WaitForExitAsync(ct);
    }

    /// <exception cref="InvalidOperationException">It has ended with an error.</exception>
    public static async Task RunToEnd(string command, string[] arguments, CancellationToken ct)
    {
        using var process = Process.Start(command, arguments);
        await process.WaitForExitAsync(ct);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{command} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    /// <summary>Whether it works still. One that has died and whose parent has not asked after it is dead.</summary>
    public static bool IsRunning(int processId)
    {
        try
        {
            var told = File.ReadAllText($"/proc/{processId}/stat"); // "1234 (name) S ..."; a name may hold brackets
            return told[told.LastIndexOf(')') + 2] is not ('Z' or 'X');
        }
        catch (Exception gone) when (gone is IOException)
        {
            return false;
        }
    }

    /// <summary>The same for one that another program has started and that is known by its process id.</summary>
    public static async Task End(int processId)
    {
        if (!IsRunning(processId))
            return;
        using (var process = Process.GetProcessById(processId))
            process.Kill(entireProcessTree: true);
        await Eventually.Holds(() => Task.FromResult(!IsRunning(processId)), TimeSpan.FromSeconds(30));
    }
}
