using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ReactionPlans.TestKit;

/// <summary>Stands between programs and a server on loopback, at one port for as long as it lives, and breaks every connection when told: what was under way is lost without a word.</summary>
/// <param name="server">The server's port now; it may come back at another.</param>
public sealed class CuttableLine : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, FreePorts.Take(1)[0]);
    private readonly ConcurrentDictionary<(TcpClient Near, TcpClient Far), byte> pairs = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly Func<int> server;
    private readonly Task accepting;

    public CuttableLine(Func<int> server)
    {
        this.server = server;
        listener.Start();
        accepting = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <returns>How many connections were broken.</returns>
    public int Cut()
    {
        var broken = 0;
        foreach (var pair in pairs.Keys)
        {
            if (!pairs.TryRemove(pair, out _))
                continue;
            Break(pair.Near);
            Break(pair.Far);
            broken++;
        }

        return broken;
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Dispose();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // it ends with the listener
        Cut();
        stopping.Dispose();
    }

    private async Task Accept()
    {
        while (true)
            _ = Carry(await listener.AcceptTcpClientAsync(stopping.Token)); // a line that breaks is what this is for: nobody waits for it
    }

    private async Task Carry(TcpClient near)
    {
        var far = new TcpClient { NoDelay = true };
        near.NoDelay = true;
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, server(), stopping.Token);
            pairs[(near, far)] = 0;
            var (up, down) = (near.GetStream().CopyToAsync(far.GetStream(), stopping.Token), far.GetStream().CopyToAsync(near.GetStream(), stopping.Token));
            await Task.WhenAny(up, down);
        }
        catch (Exception broken) when (broken is SocketException or IOException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            // The server is away, or the line was cut while it was laid: the caller sees a closed connection.
        }
        finally
        {
            pairs.TryRemove((near, far), out _);
            Break(near);
            Break(far);
        }
    }

    /// <summary>Resets it: the other end sees a broken line and no farewell.</summary>
    private static void Break(TcpClient client)
    {
        try
        {
            client.LingerState = new LingerOption(true, 0);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException or NullReferenceException)
        {
            // It is closed already.
        }

        client.Dispose();
    }
}
