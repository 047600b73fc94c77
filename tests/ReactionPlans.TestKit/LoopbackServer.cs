using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ReactionPlans.TestKit;

/// <summary>One program that listens on loopback and greets whoever connects: started, waited for, and stopped by process id with the children it has made.</summary>
internal sealed class LoopbackServer(string folder, int port, string greeting, string[] words) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60); // under 1 s on an idle machine
    private static readonly TimeSpan Answer = TimeSpan.FromSeconds(2);

    private Process? process;

    private string Output => Path.Combine(folder, "output.txt");

    /// <summary>Returns when it greets.</summary>
    public async Task Start(CancellationToken ct)
    {
        // Its output goes to a file: nobody reads a pipe here, and a full one would stop it.
        process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "out=$1; shift; exec \"$@\" >>\"$out\" 2>&1 </dev/null", "sh", Output, .. words]) { WorkingDirectory = folder })!;
        var started = Stopwatch.StartNew();
        while (!await Greets(ct))
        {
            if (process.HasExited || started.Elapsed > Patience)
                throw new InvalidOperationException($"{words[0]} did not start within {started.Elapsed.TotalSeconds:0} s: {(File.Exists(Output) ? await File.ReadAllTextAsync(Output, ct) : "it said nothing")}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), ct);
        }
    }

    /// <summary>No warning and no leave-taking, as when power goes: connections break.</summary>
    public async Task Kill()
    {
        await ServerProcess.End(process);
        process = null;
    }

    public async ValueTask DisposeAsync() => await Kill();

    private async Task<bool> Greets(CancellationToken ct)
    {
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(ct);
        soon.CancelAfter(Answer);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, soon.Token);
            using var reader = new StreamReader(client.GetStream());
            return (await reader.ReadLineAsync(soon.Token))?.StartsWith(greeting, StringComparison.Ordinal) == true;
        }
        catch (Exception notYet) when (notYet is SocketException or IOException || (notYet is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return false;
        }
    }
}
