using System.Net;
using System.Net.Sockets;

namespace ReactionPlans.TestKit;

/// <summary>Stands between a client and a server on loopback, and cuts the line instead of passing on the server's next word once <paramref name="cut"/> holds: what was asked for is done, and the answer is lost.</summary>
public sealed class CutLine(int serverPort, Func<bool> cut) : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Takes one client.</summary>
    public async Task Run(CancellationToken ct = default)
    {
        listener.Start();
        using var client = await listener.AcceptTcpClientAsync(ct);
        using var server = new TcpClient();
        await server.ConnectAsync(IPAddress.Loopback, serverPort, ct);
        var (near, far) = (client.GetStream(), server.GetStream());
        var asked = near.CopyToAsync(far, ct);
        var answer = new byte[64 * 1024];
        while (await far.ReadAsync(answer, ct) is var length and > 0 && !cut())
            await near.WriteAsync(answer.AsMemory(0, length), ct);
        client.Close();
        server.Close();
        await asked.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // it ends with the line
    }

    public void Dispose() => listener.Dispose();
}
