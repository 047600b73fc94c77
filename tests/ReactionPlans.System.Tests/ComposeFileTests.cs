using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;
using NUnit.Framework;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests;

/// <summary>The compose file is judged by compose itself; that needs no engine.</summary>
[TestFixture]
public sealed partial class ComposeFileTests
{
    private static readonly string[] Variables = ["POSTGRES_PASSWORD", "MIGRATOR_PASSWORD", "APP_PASSWORD", "RABBITMQ_PASSWORD", "METRICS_KEY", "GRAFANA_PASSWORD", "RECIPIENT_KEY"];

    [Test]
    public async Task Compose_accepts_the_file_with_every_variable_of_the_example_filled_in()
    {
        var (exitCode, errors) = await Config(Variables);

        Assert.That(exitCode, Is.Zero, errors);
        var named = File.ReadLines(Repository.Path(".env.example")).Where(line => line.EndsWith('=')).Select(line => line[..^1]);
        Assert.That(named, Is.EquivalentTo(Variables));
    }

    [Test]
    public async Task Compose_refuses_to_start_with_nothing_filled_in()
    {
        var (exitCode, errors) = await Config([]);

        Assert.That(exitCode, Is.Not.Zero);
        Assert.That(errors, Does.Contain("set it in .env"));
    }

    [Test]
    public void No_variable_of_the_file_has_a_value_of_its_own()
    {
        var used = Variable().Matches(Repository.Read("docker-compose.yml"));

        Assert.That(used.Select(use => use.Groups["name"].Value).Distinct(), Is.EquivalentTo(Variables));
        Assert.That(used.Select(use => use.Groups["otherwise"].Value), Is.All.StartsWith(":?"));
    }

    private static async Task<(int ExitCode, string Errors)> Config(string[] filledIn)
    {
        string[] compose = await Runs("docker", "compose", "version") ? ["docker", "compose"]
            : Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, "docker-compose"))) ? ["docker-compose"]
            : [];
        if (compose is [])
            Assert.Ignore("skipped: neither docker compose nor docker-compose is installed here");

        // With the example in place of .env: the developer's own must not fill in what the test leaves out.
        string[] words = [.. compose, "--env-file", Repository.Path(".env.example"), "-f", Repository.Path("docker-compose.yml"), "config", "-q"];
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

    [GeneratedRegex(@"\$\{(?<name>\w+)(?<otherwise>[^}]*)\}")]
    private static partial Regex Variable();
}
