using System.Security.Cryptography;
using NUnit.Framework;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests.Intake;

/// <summary>The quarantine's commands as a user runs them.</summary>
public sealed class QuarantineCommandTests
{
    private const string WrongMap = "reports: { columns: { reference: sag, offence: art, reported_at: dato }, dates: { reported_at: MM/dd/yyyy } }\n";

    private DirectoryInfo folder = null!;
    private TestDatabase database = null!;

    [SetUp]
    public async Task GivenAFolder()
    {
        folder = Directory.CreateTempSubdirectory("rp-quarantine-");
        database = await TestDatabase.Create();
    }

    [TearDown]
    public async Task Leave()
    {
        await database.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Test]
    public async Task Rows_are_listed_retried_fixed_exported_imported_and_given_up()
    {
        var file = Write("week-9.csv", "sag,art,dato\nA1,1320,31/01/2026\nA2,1320,30/01/2026\nA3,1320,31/02/2026\nA4,1320,32/01/2026\nA5,1320,never\n");
        var wrong = Write("wrong.yaml", WrongMap);
        var right = Write("right.yaml", WrongMap.Replace("MM/dd/yyyy", "dd/MM/yyyy", StringComparison.Ordinal));
        await Run(3, "import", "reports", file, "--map", wrong);

        Assert.That(await Run(0, "quarantine", "list"), Does.Contain("5 × RP1006").And.Contain("5 rækker i karantæne"));
        Assert.That(await Run(3, "quarantine", "retry", "--reason", "RP1006", "--file", "week-9.csv", "--map", right), Does.Contain("5 læst igen: 2 modtaget, 0 set før, 3 venter stadig"));
        var ids = await database.Query<long>("select id from intake.rejected_row where settled_at is null order by id");
        Assert.That(await Run(0, "quarantine", "show", $"{ids[0]}"), Does.Contain("A3,1320,31/02/2026").And.Contain("reported_at = 31/02/2026"));
        Assert.That(await Run(1, "quarantine", "fix", $"{ids[0]}", "--set", "reported_at=2026-02-28"), Does.Contain("RP4003"), "without a reason");
        Assert.That(await Run(0, "quarantine", "fix", $"{ids[0]}", "--set", "reported_at=2026-02-28", "--because", "asked the sender"), Does.Contain("1 modtaget"));
        Assert.That(await Run(0, "quarantine", "give-up", $"{ids[2]}", "--because", "a test row"), Does.Contain("bliver ude"));

        var list = Path.Combine(folder.FullName, "list.csv");
        Assert.That(await Run(0, "quarantine", "export", list, "--file", "week-9.csv"), Does.Contain("1 rækker er skrevet"));
        await File.WriteAllTextAsync(list, (await File.ReadAllTextAsync(list)).Replace("A4,1320,32/01/2026", "A4,1320,2026-01-31", StringComparison.Ordinal));
        await Run(0, "import", "reports", list);

        Assert.That(await Run(0, "quarantine", "list"), Does.Contain("0 rækker i karantæne"));
        Assert.That(await Run(0, "quarantine", "list", "--settled", "--reason", "1006"), Does.Contain("5 rækker er afsluttet"));
        Assert.That(await database.Rows("intake.report"), Is.EqualTo(4));
        Assert.That(await Run(2, "quarantine", "fix", "1", "--set", "reported_at"), Does.Contain("field=value"));
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    private async Task<string> Run(int exitCode, params string[] arguments)
    {
        var (code, output) = await HostProcess.Run([.. arguments, "--data", folder.FullName], new Dictionary<string, string>
        {
            ["ConnectionStrings__Database"] = database.SuperuserConnectionString,
            ["RecipientKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
        });
        Assert.That(code, Is.EqualTo(exitCode), output);
        return output;
    }
}
