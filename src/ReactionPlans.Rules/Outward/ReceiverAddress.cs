using System.Net;
using System.Net.Sockets;

namespace ReactionPlans.Rules.Outward;

/// <summary>At which machines a receiver of events may be: a name that somebody else answers for must not lead our request into our own network (server-side request forgery).</summary>
/// <remarks>Asked of what a name came to when the line is laid, since the next answer to the same name may be another. Ranges: the IANA special-purpose address registries (RFC 6890).</remarks>
public static class ReceiverAddress
{
    private static readonly IPNetwork[] OwnNetwork = [.. new[] { "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7" }.Select(range => IPNetwork.Parse(range))];

    /// <summary>Nobody, a machine's own surroundings (where clouds hand out a machine's secrets), many at once, and what is kept for examples and trials.</summary>
    private static readonly IPNetwork[] Never =
    [
        .. new[]
        {
            "0.0.0.0/8", "100.100.100.200/32", "169.254.0.0/16", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/128", "100::/64", "2001::/23", "2001:db8::/32", "fe80::/10", "fec0::/10", "fd00:ec2::/32", "ff00::/8",
        }.Select(range => IPNetwork.Parse(range)),
    ];

    /// <summary>IPv6 ranges in which an IPv4 address stands for itself, and the byte at which it begins.</summary>
    private static readonly (IPNetwork Range, int From)[] Wrapped = [(IPNetwork.Parse("64:ff9b::/96"), 12), (IPNetwork.Parse("64:ff9b:1::/48"), 12), (IPNetwork.Parse("2002::/16"), 2), (IPNetwork.Parse("::/96"), 12)];

    /// <param name="address">What the receiver's name came to.</param>
    /// <param name="thisMachineNamed">The receiver was named as this machine itself (<see cref="NamesThisMachine"/>), and did not only turn out to be it.</param>
    /// <param name="ownNetworkToo">Receivers in the installation's own network are agreed on.</param>
    public static bool MayReceive(IPAddress address, bool thisMachineNamed, bool ownNetworkToo)
    {
        if (Bare(address) is not { } bare)
            return false;
        if (IPAddress.IsLoopback(bare))
            return thisMachineNamed;
        return !Never.Any(range => range.Contains(bare)) && (ownNetworkToo || !OwnNetwork.Any(range => range.Contains(bare)));
    }

    /// <summary>Whether a host, as it stands in an address, says by itself that it is this machine.</summary>
    public static bool NamesThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var literal) && IPAddress.IsLoopback(literal));

    /// <summary>Without the IPv6 form that an IPv4 address may be dressed in; null: neither of the two.</summary>
    private static IPAddress? Bare(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return address;
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return null;
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (IPAddress.IsLoopback(address) || address.Equals(IPAddress.IPv6Any))
            return address;
        var plain = new IPAddress(address.GetAddressBytes()); // a zone is no part of a range
        var (range, from) = Wrapped.FirstOrDefault(one => one.Range.Contains(plain));
        return from == 0 ? plain : new IPAddress(plain.GetAddressBytes().AsSpan(from, 4));
    }
}
