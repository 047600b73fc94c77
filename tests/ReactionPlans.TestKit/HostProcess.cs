using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ReactionPlans.TestKit;

/// <summary>The real program as a process of its own, as a user starts it.</summary>
public sealed partial class HostProcess : IAsyncDisposable
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    /// <summary>What <c>dotnet</c> runs.</summary>
    public static string Program => Repository.Path($"src/ReactionPlans.Host/bin/{Configuration}/net10.0/reactionplans.dll");

    private const string Peak = "VmHWM:";

    private readonly Process process;
    private readonly StringBuilder output = new();

    private HostProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What it has said so far, on both outputs.</summary>
    public string Output
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    public bool HasExited => process.HasExited;

    /// <summary>The most memory it has held at once so far, in MB, as Linux counts it (VmHWM).</summary>
    public long PeakMb => Told(process.Id, Peak) / 1024;

    /// <summary>What it holds now, in MB (VmRSS).</summary>
    public long HeldMb => Told(process.Id, "VmRSS:") / 1024;

    /// <summary>What it has had of the processor so far, of all cores together.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <param name="arguments">The command and its arguments.</param>
    /// <param name="settings">Environment variables.</param>
    /// <param name="program">Another build's <see cref="Program"/>; null: this one's.</param>
    public static HostProcess Start(IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? settings = null, string? program = null)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Path(),
        };
        start.ArgumentList.Add(program ?? Program);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return new HostProcess(Process.Start(start)!);
    }

    /// <summary>Waits until a command that serves does so.</summary>
    /// <exception cref="InvalidOperationException">It ended instead, or did not listen in time; with what it has said.</exception>
    public async Task<Uri> Address(TimeSpan within)
    {
        try
        {
            await Eventually.Holds(() => Task.FromResult(HasExited || Listening().IsMatch(Output)), within);
        }
        catch (TimeoutException silent)
        {
            throw new InvalidOperationException($"The program did not listen: {Output}", silent);
        }

        return Listening().Match(Output) is { Success: true } address ? new Uri(address.Groups[1].Value) : throw new InvalidOperationException(Output);
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int ExitCode, string Output)> Run(
        IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? settings = null, TimeSpan? within = null, string? program = null)
    {
        await using var host = Start(arguments, settings, program);
        return (await host.Exit(within ?? TimeSpan.FromMinutes(5)), host.Output);
    }

    /// <summary>Waits for the end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> Exit(TimeSpan within)
    {
        using var patience = new CancellationTokenSource(within);
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    /// <summary>Waits for the end and watches the memory.</summary>
    /// <returns>The exit code, and the most memory it has held at once in MB, as Linux counts it (VmHWM) until a moment before the end.</returns>
    public async Task<(int ExitCode, long PeakMb)> ExitWithPeakMemory(TimeSpan within)
    {
        using var patience = new CancellationTokenSource(within);
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var peak = 0L;
        while (!process.HasExited)
        {
            peak = Math.Max(peak, Told(process.Id, Peak));
            await look.WaitForNextTickAsync(patience.Token);
        }

        return (await Exit(within), peak / 1024);
    }

    /// <summary>In KiB; 0 when the process has just ended.</summary>
    private static long Told(int processId, string what)
    {
        try
        {
            return File.ReadLines($"/proc/{processId}/status").Where(line => line.StartsWith(what, StringComparison.Ordinal))
                .Select(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture)).FirstOrDefault();
        }
        catch (IOException)
        {
            return 0; // it ended between two looks
        }
    }

    /// <summary>kill -9: no word of warning, no time to tidy.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>As an orchestrator ends it, with time to tidy.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> Stop(TimeSpan within)
    {
        using var patience = new CancellationTokenSource(within);
        await ServerProcess.AskToEnd(process, patience.Token);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await Kill();
        process.Dispose();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (output)
            output.AppendLine(line.Data);
    }

    [GeneratedRegex(@"listening on:? ""?(http://127\.0\.0\.1:\d+)")]
    private static partial Regex Listening();
}
