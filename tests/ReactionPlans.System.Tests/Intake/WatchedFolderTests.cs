using NUnit.Framework;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests.Intake;

/// <summary>Files put in a source's folder while the program runs.</summary>
public sealed class WatchedFolderTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private TestDatabase database = null!;
    private string folder = null!;

    [SetUp]
    public async Task GivenAFolder()
    {
        database = await TestDatabase.Create();
        await ServingHost.DrawAreas(database);
        folder = Directory.CreateTempSubdirectory("rp-watched-").FullName;
    }

    [TearDown]
    public async Task Leave()
    {
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task A_file_is_taken_in_by_the_running_program_also_when_it_was_killed_before_it_could_move_it()
    {
        const string header = "reference,offence,reported_at,latitude,longitude\n";
        await File.WriteAllTextAsync(Path.Combine(folder, "first.csv"), header + "A1,1320,2024-03-01,56.5,10.5\nA2,1320,never,,\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "broken.csv"), "reference,colour\nA1,red\n");
        await using (var host = await Start())
        {
            await Eventually.Holds(() => Task.FromResult(Lies("done/first.csv") && Lies("rejected/broken.csv")), Patience);
            await host.Kill();
        }

        Assert.That(await File.ReadAllTextAsync(Path.Combine(folder, "rejected", "broken.csv.txt")), Does.Contain("RP1003").Or.Contain("RP1004"));

        // As a host that died after its commit leaves it: stored, and still there.
        File.Move(Path.Combine(folder, "done", "first.csv"), Path.Combine(folder, "first.csv"));
        await using (await Start())
            await Eventually.Holds(() => Task.FromResult(Lies("done/first.csv")), Patience);

        Assert.That((await database.Rows("intake.report_revision", "true"), await database.Rows("intake.rejected_row", "source = 'nord'")), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task A_setting_that_is_wrong_is_told_before_anything_starts()
    {
        var (exitCode, output) = await HostProcess.Run(["run", "--data", folder], new Dictionary<string, string>
        {
            ["ConnectionStrings__Database"] = database.SuperuserConnectionString,
            ["RecipientKey"] = Convert.ToBase64String(new byte[32]),
            ["Intake__LookSeconds"] = "0",
        }, Patience);

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(output, Does.Contain("RP5010").And.Contain("Intake:LookSeconds"));
    }

    private bool Lies(string name) => File.Exists(Path.Combine(folder, name));

    private Task<ServingHost> Start() => ServingHost.Start(database, new Dictionary<string, string>
    {
        ["Intake__Folders__nord__Path"] = folder,
        ["Intake__LookSeconds"] = "1",
    });
}
