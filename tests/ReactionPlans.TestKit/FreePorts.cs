using System.Net;
using System.Net.Sockets;

namespace ReactionPlans.TestKit;

/// <summary>Ports on loopback for servers that tests start.</summary>
public static class FreePorts
{
    private const int First = 26000;
    private const int Last = 29999; // well below the ports that clients' own connections are given

    /// <summary>Held at the same time, so that they differ. From a random place: test projects run side by side.</summary>
    public static int[] Take(int count)
    {
        var held = new List<TcpListener>();
        try
        {
            while (held.Count < count)
            {
                var listener = new TcpListener(IPAddress.Loopback, Random.Shared.Next(First, Last + 1));
                try
                {
                    listener.Start();
                    held.Add(listener);
                }
                catch (SocketException taken) when (taken.SocketErrorCode is SocketError.AddressAlreadyInUse)
                {
                    continue;
                }
            }

            return [.. held.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        }
        finally
        {
            held.ForEach(listener => listener.Dispose());
        }
    }
}
