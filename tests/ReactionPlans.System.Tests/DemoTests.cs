using System.Text.Json;
using NUnit.Framework;
using ReactionPlans.Flow.Replay;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests;

/// <summary>The main job as a user runs it.</summary>
public sealed class DemoTests
{
    [Test]
    public async Task The_demo_town_comes_from_its_first_report_to_its_last_all_clear()
    {
        var folder = Directory.CreateTempSubdirectory("rp-demo-").FullName;
        try
        {
            var summaryFile = Path.Combine(folder, "summary.json");
            var (exitCode, output) = await HostProcess.Run(["demo", "--once", "--data", folder, "--summary", summaryFile], within: TimeSpan.FromMinutes(8));

            Assert.That(exitCode, Is.Zero, output);
            var summary = JsonSerializer.Deserialize<Summary>(await File.ReadAllTextAsync(summaryFile), JsonSerializerOptions.Web)!;
            Assert.Multiple(() =>
            {
                Assert.That(summary.Violations, Is.Empty);
                Assert.That(summary.Spikes, Is.GreaterThan(0));
                Assert.That(summary.Activations, Is.Not.Empty);
                Assert.That(summary.Letters.Planned, Is.GreaterThan(2000));
                Assert.That(summary.Letters.Accepted, Is.EqualTo(summary.Letters.Planned), "nothing lost");
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
}
