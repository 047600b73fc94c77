using System.Globalization;
using System.Net;

namespace ReactionPlans.TestKit;

/// <summary>Where a program under test has connected to (<see cref="StartupHook"/>).</summary>
public sealed class ConnectionLog(string file)
{
    /// <summary>What the program's environment needs.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["DOTNET_STARTUP_HOOKS"] = typeof(ConnectionLog).Assembly.Location,
        [StartupHook.FileVariable] = file,
    };

    /// <summary>Address and port of each connection that was begun, or the path of a local socket.</summary>
    public IReadOnlyList<string> All => File.Exists(file) ? [.. File.ReadAllLines(file).Select(Shown)] : [];

    /// <param name="socketAddress">"InterNetwork:16:{21,56,127,0,0,1,...}": family, length, and the bytes after the family.</param>
    private static string Shown(string socketAddress)
    {
        var parts = socketAddress.Split(':', 3);
        var bytes = parts[2].Trim('{', '}').Split(',').Select(one => byte.Parse(one, CultureInfo.InvariantCulture)).ToArray();
        var port = (bytes[0] << 8) + bytes[1];
        return parts[0] switch
        {
            "InterNetwork" => $"{new IPAddress(bytes.AsSpan(2, 4))}:{port}",
            "InterNetworkV6" when new IPAddress(bytes.AsSpan(6, 16)) is var address => $"{(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address)}:{port}",
            _ => socketAddress,
        };
    }
}
