using System.Diagnostics;
using System.Globalization;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace ReactionPlans.TestKit;

/// <summary>
/// A real RabbitMQ for tests: on loopback only, with its own node name, ports, name daemon and folders, never the machine's own
/// service. It is stopped by process id, since what it stored is thrown away.
/// </summary>
public sealed class RabbitMqServer : IAsyncDisposable
{
    private const string Packages = "/usr/lib/rabbitmq/lib";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90); // 3 to 6 s on an idle machine
    private static readonly TimeSpan Answer = TimeSpan.FromSeconds(2);

    private readonly string folder;
    private readonly int amqpPort;
    private readonly int distributionPort;
    private readonly int namesPort;
    private Process? broker;
    private Process? names;

    private RabbitMqServer(string folder, int amqpPort, int distributionPort, int namesPort)
    {
        this.folder = folder;
        this.amqpPort = amqpPort;
        this.distributionPort = distributionPort;
        this.namesPort = namesPort;
    }

    /// <summary>Where to connect.</summary>
    public Uri AmqpUri => new(string.Create(CultureInfo.InvariantCulture, $"amqp://guest:guest@127.0.0.1:{amqpPort}/"));

    /// <summary>The node's name and a mark on its command line, so that a test can look for what is left of it.</summary>
    public string NodeName => string.Create(CultureInfo.InvariantCulture, $"rp{amqpPort}@localhost");

    /// <summary>The same for its name daemon.</summary>
    public string NamesMark => string.Create(CultureInfo.InvariantCulture, $"epmd -address 127.0.0.1 -port {namesPort}");

    /// <summary>Why no broker can be started here, as a sentence for <c>Assert.Ignore</c>; <c>null</c> where one can.</summary>
    public static string? Missing() =>
        ServerScript() is null ? "skipped: RabbitMQ is not installed here (on Debian and Ubuntu: apt-get install rabbitmq-server)"
        : Environment.IsPrivilegedProcess && !File.Exists("/usr/bin/setpriv") ? "skipped: setpriv is not here, and RabbitMQ is not to run as root"
        : null;

    /// <summary>Starts a broker and returns when it lets a client in.</summary>
    public static async Task<RabbitMqServer> Start(CancellationToken ct = default)
    {
        var folder = Directory.CreateTempSubdirectory("rp-rabbitmq-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "rabbitmq.conf"), "loopback_users.guest = true\nlog.file.level = warning\n", ct);
        await File.WriteAllTextAsync(Path.Combine(folder, "enabled_plugins"), "[].\n", ct);
        if (Environment.IsPrivilegedProcess)
            await ServerProcess.RunToEnd("chown", ["-R", "rabbitmq:rabbitmq", folder], ct);

        var ports = FreePorts.Take(3);
        var server = new RabbitMqServer(folder, ports[0], ports[1], ports[2]);
        try
        {
            await server.Launch(ct);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>What a power cut does to the broker: no warning, no tidying up. What it had confirmed is on disk.</summary>
    public async Task Kill()
    {
        await ServerProcess.End(broker);
        broker = null;
    }

    /// <summary>What an update does to the broker: it takes leave of its clients and writes down what it has.</summary>
    public async Task Stop(CancellationToken ct = default)
    {
        await ServerProcess.AskToEnd(broker!, ct);
        await Kill();
    }

    /// <summary>Starts it again after <see cref="Kill"/> or <see cref="Stop"/>, on the same ports with what it had stored.</summary>
    public Task Restart(CancellationToken ct = default) => Launch(ct);

    public async ValueTask DisposeAsync()
    {
        await Kill();
        await ServerProcess.End(names);
        names = null;
        Directory.Delete(folder, recursive: true);
    }

    private async Task Launch(CancellationToken ct)
    {
        // Started by us and in the foreground: the one that Erlang starts by itself outlives the broker with no parent to end it.
        names ??= StartProcess("epmd", ["-address", "127.0.0.1", "-port", namesPort.ToString(CultureInfo.InvariantCulture)]);
        broker = StartProcess(ServerScript()!, []);

        var started = Stopwatch.StartNew();
        // A broker that is still starting takes a connection and then says nothing: waiting for it costs the client's usual 20 s.
        var factory = new ConnectionFactory
        {
            Uri = AmqpUri,
            AutomaticRecoveryEnabled = false,
            RequestedConnectionTimeout = Answer,
            HandshakeContinuationTimeout = Answer,
            ContinuationTimeout = Answer,
        };
        while (true)
        {
            try
            {
                await using var connection = await factory.CreateConnectionAsync(ct);
                return;
            }
            catch (Exception notYet) when (!ct.IsCancellationRequested
                && notYet is BrokerUnreachableException or OperationInterruptedException or TimeoutException or OperationCanceledException)
            {
                if (broker.HasExited || started.Elapsed > Patience)
                    throw new InvalidOperationException($"RabbitMQ did not start within {started.Elapsed.TotalSeconds:0} s: {Log()}", notYet);
            }
            await Task.Delay(TimeSpan.FromMilliseconds(200), ct);
        }
    }

    private Process StartProcess(string command, string[] arguments)
    {
        string[] handOver = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=rabbitmq", "--regid=rabbitmq", "--clear-groups", "--"] : [];
        // Its output goes to a file: nobody reads a pipe here, and a full one would stop the broker.
        string[] toFile = ["/bin/sh", "-c", "out=$1; shift; exec \"$@\" >>\"$out\" 2>&1 </dev/null", "sh", Path.Combine(folder, "output.txt")];
        string[] words = [.. handOver, .. toFile, command, .. arguments];
        var start = new ProcessStartInfo(words[0], words[1..]) { WorkingDirectory = "/" };

        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("RABBITMQ_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in Surroundings())
            start.Environment[name] = value;
        return Process.Start(start) ?? throw new InvalidOperationException($"{command} did not start.");
    }

    private Dictionary<string, string> Surroundings() => new()
    {
        ["HOME"] = folder, // Erlang keeps its cookie there
        ["RABBITMQ_NODENAME"] = NodeName,
        ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_NODE_PORT"] = amqpPort.ToString(CultureInfo.InvariantCulture),
        ["RABBITMQ_DIST_PORT"] = distributionPort.ToString(CultureInfo.InvariantCulture),
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        ["ERL_EPMD_PORT"] = namesPort.ToString(CultureInfo.InvariantCulture),
        ["RABBITMQ_MNESIA_BASE"] = Path.Combine(folder, "mnesia"),
        ["RABBITMQ_LOG_BASE"] = Path.Combine(folder, "log"),
        ["RABBITMQ_GENERATED_CONFIG_DIR"] = Path.Combine(folder, "config"),
        ["RABBITMQ_CONFIG_FILE"] = Path.Combine(folder, "rabbitmq.conf"),
        ["RABBITMQ_CONF_ENV_FILE"] = Path.Combine(folder, "no-env.conf"), // the machine's own would set its names and folders
        ["RABBITMQ_ADVANCED_CONFIG_FILE"] = Path.Combine(folder, "no-advanced.config"),
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(folder, "enabled_plugins"),
        ["RABBITMQ_PID_FILE"] = Path.Combine(folder, "broker.pid"),
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1} +S 2:2 +sbwt none +sbwtdcpu none +sbwtdio none",
        ["RUNNING_UNDER_SYSTEMD"] = "true", // the script then becomes the broker instead of waiting for it: one process id to stop
    };

    private static string? ServerScript() => Directory.Exists(Packages)
        ? Directory.GetDirectories(Packages, "rabbitmq_server-*")
            .Select(version => Path.Combine(version, "sbin", "rabbitmq-server"))
            .Where(File.Exists)
            .Order(StringComparer.Ordinal)
            .LastOrDefault()
        : null;

    private string Log()
    {
        var output = Path.Combine(folder, "output.txt");
        return File.Exists(output) ? string.Join('\n', File.ReadLines(output).TakeLast(30)) : "it said nothing";
    }
}
