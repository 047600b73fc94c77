using System.Net;
using NUnit.Framework;
using ReactionPlans.Rules.Outward;

namespace ReactionPlans.Rules.Tests.Outward;

public sealed class ReceiverAddressTests
{
    private static readonly string[] Public = ["1.1.1.1", "8.8.8.8", "93.184.215.14", "172.15.255.255", "172.32.0.0", "192.167.255.255", "100.63.255.255", "100.128.0.0", "2606:4700::1111", "::ffff:8.8.8.8", "2002:808:808::1", "64:ff9b::808:808"];

    private static readonly string[] OwnNetwork =
    [
        "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.0.1", "192.168.255.255", "100.64.0.1", "100.127.255.255", "fc00::1", "fd12:3456::1", "::ffff:10.0.0.1", "::ffff:192.168.1.1",
        "64:ff9b::a00:1", "2002:a00:1::1", "2002:c0a8:101::", "::10.0.0.1",
    ];

    private static readonly string[] Never =
    [
        "0.0.0.0", "0.1.2.3", "169.254.169.254", "169.254.0.1", "100.100.100.200", "192.0.0.192", "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255",
        "240.0.0.1", "255.255.255.255", "::", "100::1", "2001:db8::1", "2001::1", "fe80::1", "fe80::1%2", "febf::1", "fec0::1", "fd00:ec2::254", "ff02::1", "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::1", "::ffff:0.0.0.0",
    ];

    private static readonly string[] ThisMachine = ["127.0.0.1", "127.1.2.3", "127.255.255.255", "::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::"];

    [Test]
    public void Anybodys_address_may_be_a_receivers([ValueSource(nameof(Public))] string address, [Values] bool thisMachineNamed, [Values] bool ownNetworkToo) =>
        Assert.That(ReceiverAddress.MayReceive(IPAddress.Parse(address), thisMachineNamed, ownNetworkToo), Is.True);

    [Test]
    public void The_own_network_is_where_that_is_agreed([ValueSource(nameof(OwnNetwork))] string address, [Values] bool thisMachineNamed, [Values] bool ownNetworkToo) =>
        Assert.That(ReceiverAddress.MayReceive(IPAddress.Parse(address), thisMachineNamed, ownNetworkToo), Is.EqualTo(ownNetworkToo));

    [Test]
    public void A_machines_surroundings_many_and_nobody_never_are([ValueSource(nameof(Never))] string address, [Values] bool thisMachineNamed, [Values] bool ownNetworkToo) =>
        Assert.That(ReceiverAddress.MayReceive(IPAddress.Parse(address), thisMachineNamed, ownNetworkToo), Is.False);

    [Test]
    public void This_machine_is_where_it_was_named([ValueSource(nameof(ThisMachine))] string address, [Values] bool thisMachineNamed, [Values] bool ownNetworkToo) =>
        Assert.That(ReceiverAddress.MayReceive(IPAddress.Parse(address), thisMachineNamed, ownNetworkToo), Is.EqualTo(thisMachineNamed));

    [TestCase("localhost", true)]
    [TestCase("LOCALHOST", true)]
    [TestCase("127.0.0.1", true)]
    [TestCase("::1", true)]
    [TestCase("localhost.example.dk", false)]
    [TestCase("10.0.0.1", false)]
    [TestCase("example.dk", false)]
    public void A_host_that_says_so_is_this_machine(string host, bool named) => Assert.That(ReceiverAddress.NamesThisMachine(host), Is.EqualTo(named));
}
