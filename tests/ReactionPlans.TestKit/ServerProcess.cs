using System.Diagnostics;

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
}
