using System.Text.Json;
using NUnit.Framework;
using ReactionPlans.Flow.Replay;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests;

/// <summary>The main job as a user runs it.</summary>
public sealed class DemoTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    [Test]
    public async Task The_demo_town_comes_from_its_first_report_to_its_last_all_clear_though_it_is_killed_among_its_letters()
    {
        var folder = Directory.CreateTempSubdirectory("rp-demo-").FullName;
        try
        {
            var summaryFile = Path.Combine(folder, "summary.json");
            string[] command = ["demo", "--once", "--data", folder, "--summary", summaryFile];
            await using (var host = HostProcess.Start(command))
            {
                await Eventually.Holds(() => Task.FromResult(Taken(folder).Length >= 300 || host.HasExited), Patience);
                Assert.That(host.HasExited, Is.False, host.Output);
                await host.Kill();
            }

            var (exitCode, output) = await HostProcess.Run(command, within: Patience);

            Assert.That(exitCode, Is.Zero, output);
            var summary = JsonSerializer.Deserialize<Summary>(await File.ReadAllTextAsync(summaryFile), JsonSerializerOptions.Web)!;
            Assert.Multiple(() =>
            {
                Assert.That(summary.Violations, Is.Empty);
                Assert.That(summary.Spikes, Is.GreaterThan(0));
                Assert.That(summary.Activations, Is.Not.Empty);
                Assert.That(summary.Letters.Planned, Is.GreaterThan(2000));
                Assert.That(summary.Letters.Accepted + summary.Letters.Failed, Is.EqualTo(summary.Letters.Planned), "nothing lost");
                Assert.That(summary.Letters.Failed, Is.LessThan(summary.Letters.Planned / 200), "who has no address");
                Assert.That(summary.Letters.Read, Is.GreaterThan(summary.Letters.Planned / 3).And.LessThan(summary.Letters.Delivered));
                Assert.That(Taken(folder).Select(line => line[..line.LastIndexOf(',', line.Length - 3)]), Is.Unique, "the mailbox has each letter once");
                Assert.That(Taken(folder), Has.Length.GreaterThan(summary.Letters.Accepted), "the all-clears, and those that came back from Digital Post and went out on paper");
                Assert.That(summary.NeighbourMessages.Accepted, Is.GreaterThan(0));
                Assert.That(summary.StationTasks.Scheduled, Is.GreaterThan(0));
                Assert.That(summary.AllClears, Is.GreaterThan(0));
            });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>What the demo's mailbox says it has: channel, id, instant.</summary>
    private static string[] Taken(string folder)
    {
        var list = Path.Combine(folder, "reactionplans_demo", "letters", "taken.csv");
        return File.Exists(list) ? [.. File.ReadAllLines(list).Where(line => line.EndsWith(",.", StringComparison.Ordinal))] : [];
    }
}
