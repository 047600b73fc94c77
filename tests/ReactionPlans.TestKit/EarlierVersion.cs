using System.Diagnostics;

namespace ReactionPlans.TestKit;

/// <summary>The program as it was before the newest migration came in, built from the checkout's own history: what an installation runs on the day it is updated.</summary>
public sealed class EarlierVersion : IDisposable
{
    private const string Migrations = "src/ReactionPlans.Flow/Database/";

    private readonly DirectoryInfo folder;

    private EarlierVersion(DirectoryInfo folder) => this.folder = folder;

    /// <summary>What <c>dotnet</c> runs.</summary>
    public string Program => Path.Combine(folder.FullName, Path.GetRelativePath(Repository.Path(), HostProcess.Program));

    /// <summary>Why there is none: a checkout without its history. Null: there is one.</summary>
    public static async Task<string?> Missing() => await Before() is null ? "skipped: the checkout has no history from before the newest migration" : null;

    /// <summary>Takes a minute or two: it is compiled.</summary>
    /// <exception cref="InvalidOperationException">It cannot be built; with what was said.</exception>
    public static async Task<EarlierVersion> Build()
    {
        var earlier = new EarlierVersion(Directory.CreateTempSubdirectory("rp-earlier-"));
        try
        {
            var files = Path.Combine(earlier.folder.FullName, "files.tar");
            await Done("git", ["archive", "--output", files, await Before() ?? throw new InvalidOperationException("There is no earlier version.")], Repository.Path());
            await Done("tar", ["xf", files], earlier.folder.FullName);
            await Done("dotnet", ["build", "src/ReactionPlans.Host", "-c", new FileInfo(HostProcess.Program).Directory!.Parent!.Name, "--nologo", "-v", "q"], earlier.folder.FullName);
            return earlier;
        }
        catch
        {
            earlier.Dispose();
            throw;
        }
    }

    public void Dispose() => folder.Delete(recursive: true);

    /// <returns>The commit before the one that brought the newest migration; null: the history does not reach so far.</returns>
    private static async Task<string?> Before()
    {
        var (_, brought, _) = await Run("git", ["log", "--format=%H", "--diff-filter=A", "-n", "1", "--", Migrations], Repository.Path());
        if (brought.Length == 0)
            return null;
        var (exitCode, before, _) = await Run("git", ["rev-parse", "--verify", "--quiet", $"{brought}^"], Repository.Path());
        return exitCode == 0 ? before : null;
    }

    private static async Task Done(string command, string[] arguments, string folder)
    {
        var (exitCode, said, errors) = await Run(command, arguments, folder);
        if (exitCode != 0)
            throw new InvalidOperationException($"{command} {string.Join(' ', arguments)} ended with {exitCode}: {said}{errors}");
    }

    private static async Task<(int ExitCode, string Said, string Errors)> Run(string command, string[] arguments, string folder)
    {
        var start = new ProcessStartInfo(command, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var said = (await process.StandardOutput.ReadToEndAsync()).Trim();
        await process.WaitForExitAsync();
        return (process.ExitCode, said, await errors);
    }
}
