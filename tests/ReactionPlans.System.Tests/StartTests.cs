using System.Security.Cryptography;
using NUnit.Framework;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests;

/// <summary>How the program starts where something is missing.</summary>
public sealed class StartTests
{
    [Test]
    public async Task A_start_that_waits_for_the_broker_says_so_and_names_the_queues()
    {
        await using var database = await TestDatabase.Create(inProcess: false);
        var folder = Directory.CreateTempSubdirectory("rp-waiting-");
        await using (var host = HostProcess.Start(["run", "--data", folder.FullName], new Dictionary<string, string>
        {
            ["ConnectionStrings__Database"] = database.SuperuserConnectionString,
            ["RecipientKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            ["Urls"] = "http://127.0.0.1:0",
            ["Transport__RabbitMq__Uri"] = "amqp://127.0.0.1:1/", // nobody listens there
        }))
        {
            await Eventually.Holds(() => Task.FromResult(host.HasExited || host.Output.Contains("RP5015", StringComparison.Ordinal)), TimeSpan.FromMinutes(1));
            Assert.That(host.HasExited, Is.False, host.Output);
            Assert.That(host.Output, Does.Contain("judge-areas"));
        }

        folder.Delete(recursive: true);
    }
}
