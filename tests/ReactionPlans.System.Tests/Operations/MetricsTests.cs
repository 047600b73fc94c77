using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using NUnit.Framework;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests.Operations;

/// <summary>Who may read the figures.</summary>
[TestFixture]
public sealed class MetricsTests
{
    private const string Key = "a-key-that-nobody-guesses";

    private TestDatabase database = null!;

    [SetUp]
    public async Task MakeDatabase() => database = await TestDatabase.Create();

    [TearDown]
    public async Task DropDatabase() => await database.DisposeAsync();

    [Test]
    public async Task With_a_key_whoever_has_it_reads_the_figures_and_nobody_else()
    {
        await using var host = await WatchedHost.Start(database.SuperuserConnectionString, null, ("Telemetry__MetricsKey", Key));

        Assert.That(await Status(host, null), Is.EqualTo(HttpStatusCode.Unauthorized), "not even this machine");
        Assert.That(await Status(host, Key + "x"), Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(await Status(host, Key[..^1]), Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(await Status(host, Key), Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Without_a_key_this_machine_alone_reads_them_and_no_proxy_on_it()
    {
        var outward = NetworkInterface.GetAllNetworkInterfaces().SelectMany(card => card.GetIPProperties().UnicastAddresses)
            .Select(one => one.Address).FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address));
        var open = string.Create(CultureInfo.InvariantCulture, $"http://{outward ?? IPAddress.Loopback}:{FreePorts.Take(1)[0]}");
        await using var host = await WatchedHost.Start(database.SuperuserConnectionString, null, ("Urls", $"http://127.0.0.1:0;{open}"));

        Assert.That(await Status(host, null), Is.EqualTo(HttpStatusCode.OK));
        using var passedOn = new HttpRequestMessage(HttpMethod.Get, "/metrics") { Headers = { { "X-Forwarded-For", "192.0.2.7" } } };
        Assert.That((await host.Client.SendAsync(passedOn)).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        if (outward is null)
            Assert.Inconclusive("this machine has no address but its own: the way from outside is not tried");
        using var stranger = new HttpClient { BaseAddress = new Uri(open) };
        var answer = await stranger.GetAsync("/metrics");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("RP8212"));
        Assert.That((await stranger.GetAsync("/health/live")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Figures_are_read_once_however_often_they_are_asked_for()
    {
        await using var host = await WatchedHost.Start(database.SuperuserConnectionString, null, ("Telemetry__Figures__ReadAtMostEverySeconds", "300"));
        var before = await host.Client.GetStringAsync("/metrics");
        await database.Execute("insert into plumbing.stuck_message (message_id, consumer, type, body, error, stuck_at) values (gen_random_uuid(), 'q', 'T', '{}', 'E: e', now())");
        for (var scrape = 0; scrape < 5; scrape++)
            await host.Client.GetStringAsync("/metrics");

        Assert.That(Value(before, "reactionplans_stuck_messages"), Is.Zero);
        Assert.That(Value(await host.Client.GetStringAsync("/metrics"), "reactionplans_stuck_messages"), Is.Zero, "read within 300 seconds");
    }

    private static double Value(string scrape, string name) => scrape.Split('\n')
        .Where(line => line.StartsWith(name, StringComparison.Ordinal) && line[name.Length] is ' ' or '{')
        .Select(line => double.Parse(line[(line.Contains('}', StringComparison.Ordinal) ? line.LastIndexOf('}') + 1 : name.Length)..].Trim().Split(' ')[0], CultureInfo.InvariantCulture)).First();

    private static async Task<HttpStatusCode> Status(WatchedHost host, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        if (key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await host.Client.SendAsync(request);
        return answer.StatusCode;
    }
}
