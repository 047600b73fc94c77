using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;
using NUnit.Framework;
using ReactionPlans.Flow;
using ReactionPlans.TestKit;
using YamlDotNet.RepresentationModel;

namespace ReactionPlans.System.Tests;

/// <summary>The compose files are judged by compose itself; that needs no engine. What they and the image promise is read from them.</summary>
[TestFixture]
public sealed partial class ComposeFileTests
{
    private const string Split = "docker-compose.yml", AllInOne = "deploy/compose-all-in-one.yml";

    private static readonly string[] Variables = ["POSTGRES_PASSWORD", "MIGRATOR_PASSWORD", "APP_PASSWORD", "RABBITMQ_PASSWORD", "METRICS_KEY", "GRAFANA_PASSWORD", "RECIPIENT_KEY"];

    [TestCase(Split)]
    [TestCase(AllInOne)]
    public async Task Compose_accepts_the_file_with_every_variable_of_the_example_filled_in(string file)
    {
        var (exitCode, errors) = await Config(file, Variables);

        Assert.That(exitCode, Is.Zero, errors);
        var named = File.ReadLines(Repository.Path(".env.example")).Where(line => line.EndsWith('=')).Select(line => line[..^1]);
        Assert.That(named, Is.EquivalentTo(Variables));
    }

    [TestCase(Split)]
    [TestCase(AllInOne)]
    public async Task Compose_refuses_to_start_with_nothing_filled_in(string file)
    {
        var (exitCode, errors) = await Config(file, []);

        Assert.That(exitCode, Is.Not.Zero);
        Assert.That(errors, Does.Contain("set it in .env"));
    }

    [Test]
    public void No_variable_of_the_files_has_a_value_of_its_own()
    {
        Assert.That(Used(Split).Select(use => use.Groups["name"].Value).Distinct(), Is.EquivalentTo(Variables));
        Assert.That(Used(AllInOne).Select(use => use.Groups["name"].Value).Distinct(), Is.SubsetOf(Variables));
        Assert.That(Used(Split).Concat(Used(AllInOne)).Select(use => use.Groups["otherwise"].Value), Is.All.StartsWith(":?"));

        static IEnumerable<Match> Used(string file) => Variable().Matches(Repository.Read(file));
    }

    [TestCase(Split)]
    [TestCase(AllInOne)]
    public void A_host_may_change_nothing_but_what_it_keeps(string file) => Assert.Multiple(() =>
    {
        foreach (var (name, host) in Hosts(file))
        {
            string[] mounts = [.. Texts(host, "tmpfs").Select(text => text.Split(':')[0]), .. Texts(host, "volumes").Select(text => text.Split(':')[1])];
            Assert.That(((YamlScalarNode)host["read_only"]).Value, Is.EqualTo("true"), name);
            Assert.That(Texts(host, "cap_drop"), Is.EqualTo(new[] { "ALL" }), name);
            Assert.That(Texts(host, "security_opt"), Does.Contain("no-new-privileges:true"), name);
            Assert.That(mounts, Is.Unique, name);
            Assert.That(mounts, Is.SupersetOf(new[] { "/tmp", "/data" }), name);
        }
    });

    [Test]
    public void Every_role_has_a_host()
    {
        var roles = Hosts(Split).Select(host => Texts(host.Value, "command")).Where(command => command is ["run", "--roles", _]).Select(command => command[2]);
        Assert.That(roles, Is.EquivalentTo(Enum.GetNames<Role>().Select(name => name.ToLowerInvariant())));
        Assert.That(Hosts(AllInOne).Select(host => string.Join(' ', Texts(host.Value, "command"))), Is.EquivalentTo(new[] { "migrate", "run" }));
    }

    /// <summary>What the lines say is held against the manifests by KubernetesTests.</summary>
    [Test]
    public void The_broker_throws_nothing_away_that_comes_back()
    {
        Assert.That(Texts((YamlMappingNode)Services(Split)["rabbitmq"], "volumes"), Does.Contain("./deploy/rabbitmq.conf:/etc/rabbitmq/conf.d/30-hops.conf:ro"));
        Assert.That(Repository.Read("deploy/rabbitmq.conf"), Does.Contain(".delivery_limit = 1000000"));
    }

    [Test]
    public void The_image_runs_without_rights_and_holds_no_secret()
    {
        var lines = File.ReadAllLines(Repository.Path("deploy/Dockerfile"));
        var ran = lines.SkipWhile(line => !line.StartsWith("FROM mcr.microsoft.com/dotnet/aspnet", StringComparison.Ordinal)).ToList();

        Assert.That(ran.Last(line => line.StartsWith("USER ", StringComparison.Ordinal)), Is.EqualTo("USER 1654"));
        Assert.That(ran.Where(line => line.StartsWith("COPY", StringComparison.Ordinal) || line.StartsWith("ADD", StringComparison.Ordinal)), Is.All.StartsWith("COPY --from=build "));
        Assert.That(lines.Where(line => Setting().IsMatch(line) && Secret().IsMatch(line)), Is.Empty);
        Assert.That(File.ReadAllLines(Repository.Path(".dockerignore")), Is.SupersetOf(new[] { ".env", ".git" }));
    }

    /// <summary>The services that run our image, with what they take over from the file's head.</summary>
    private static Dictionary<string, YamlMappingNode> Hosts(string file) => Services(file)
        .Select(service => (Name: ((YamlScalarNode)service.Key).Value!, Node: Merged((YamlMappingNode)service.Value)))
        .Where(service => service.Node.Children.TryGetValue("image", out var image) && ((YamlScalarNode)image).Value == "reactionplans")
        .ToDictionary(service => service.Name, service => service.Node);

    private static YamlMappingNode Services(string file)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Repository.Read(file)));
        return (YamlMappingNode)yaml.Documents[0].RootNode["services"];
    }

    private static YamlMappingNode Merged(YamlMappingNode node)
    {
        if (!node.Children.TryGetValue("<<", out var head))
            return node;
        var merged = new YamlMappingNode(((YamlMappingNode)head).Children);
        foreach (var (key, value) in node.Children.Where(child => ((YamlScalarNode)child.Key).Value != "<<"))
            merged.Children[key] = value;
        return merged;
    }

    private static string[] Texts(YamlMappingNode node, string name) =>
        node.Children.TryGetValue(name, out var list) ? [.. ((YamlSequenceNode)list).Select(item => ((YamlScalarNode)item).Value!)] : [];

    private static async Task<(int ExitCode, string Errors)> Config(string file, string[] filledIn)
    {
        string[] compose = await Runs("docker", "compose", "version") ? ["docker", "compose"]
            : Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, "docker-compose"))) ? ["docker-compose"]
            : [];
        if (compose is [])
            Assert.Ignore("skipped: neither docker compose nor docker-compose is installed here");

        // With the example in place of .env: the developer's own must not fill in what the test leaves out.
        string[] words = [.. compose, "--env-file", Repository.Path(".env.example"), "-f", Repository.Path(file), "config", "-q"];
        var start = new ProcessStartInfo(words[0], words[1..]) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var variable in Variables)
            start.Environment.Remove(variable);
        foreach (var variable in filledIn)
            start.Environment[variable] = "x";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await output;
        await process.WaitForExitAsync();
        return (process.ExitCode, errors);
    }

    private static async Task<bool> Runs(string command, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            await process.WaitForExitAsync();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false; // not installed
        }
    }

    [GeneratedRegex(@"^(?:ARG|ENV)\s|^\s+\w+=")]
    private static partial Regex Setting();

    [GeneratedRegex("password|secret|token|key|uri|connection", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();

    [GeneratedRegex(@"\$\{(?<name>\w+)(?<otherwise>[^}]*)\}")]
    private static partial Regex Variable();
}
