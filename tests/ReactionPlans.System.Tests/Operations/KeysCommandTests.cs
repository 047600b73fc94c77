using NUnit.Framework;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.System.Tests.Delivery;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests.Operations;

/// <summary>A change of keys as the operator makes it, by the steps of docs/operations.md.</summary>
public sealed class KeysCommandTests
{
    private const int Residents = 40;

    private static readonly string Old = Convert.ToBase64String(LetterTown.RecipientKey), New = Convert.ToBase64String(Enumerable.Repeat((byte)7, 32).ToArray());

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rp-keys-");
    private TestDatabase database = null!;

    [SetUp]
    public async Task Settle()
    {
        database = await TestDatabase.Create();
        await DatabaseRoles.Ensure(database.SuperuserConnectionString, CancellationToken.None); // a copied database has no grants of its own
        await LetterTown.Settle(database, Residents);
    }

    [TearDown]
    public async Task Leave() => await database.DisposeAsync();

    [OneTimeTearDown]
    public void Sweep() => folder.Delete(recursive: true);

    [Test]
    public async Task Keys_are_changed_step_by_step_and_the_old_one_is_taken_out()
    {
        Assert.That(await Keys("show", ("RecipientKey", Old)), Does.Contain($"{Residents}"));
        Assert.That(await Keys("rotate", ("RecipientKey", Old)), Does.Contain("kun én nøgle"));
        await Keys("show", ("RecipientKey", Old), ("RecipientKeys", $"2025:{Old},2026a:{New}"));
        Assert.That(await Keys("rotate", ("RecipientKey", Old), ("RecipientKeys", $"2026a:{New}")), Does.Contain($"{Residents} numre på beboere er forseglet på ny med 2026a."));
        Assert.That(await Keys("rotate", ("RecipientKey", Old), ("RecipientKeys", $"2026a:{New}")), Does.Contain("0 numre på beboere"));
        Assert.That(await Keys("show", ("RecipientKey", Old), ("RecipientKeys", $"2026a:{New}")), Does.Contain("RecipientKey forsegler intet mere, men finder beboerne"));
        var lookup = (await Keys("lookup", ("RecipientKey", Old), ("RecipientKeys", $"2026a:{New}"))).Trim();
        Assert.That(await Keys("show", ("RecipientKey", Old), ("RecipientKeys", $"2026a:{New}"), ("RecipientLookupKey", lookup)), Does.Contain("kan tages ud"));

        await Keys("show", ("RecipientKeys", $"2026a:{New}"), ("RecipientLookupKey", lookup));
        var (refused, said) = await Run(["keys", "show"], ("RecipientKeys", $"2026a:{New}"));
        Assert.That(refused, Is.EqualTo(1));
        Assert.That(said, Does.Contain("RP7067"));
    }

    [Test]
    public async Task What_a_missing_key_sealed_is_told()
    {
        await Keys("rotate", ("RecipientKey", Old), ("RecipientKeys", $"2026a:{New}"));

        var (exitCode, said) = await Run(["keys", "show"], ("RecipientKey", Old));

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(said, Does.Contain("RP7068").And.Contain("ukendt nøgle"));
    }

    [TestCase("2026a", "RP7064")]
    [TestCase("2026a:c2hvcnQ=", "RP7064")]
    [TestCase("2026a:{new},2026a:{old}", "RP7065")]
    public async Task A_host_with_wrong_keys_says_so_and_ends(string keys, string code)
    {
        var setting = keys.Replace("{new}", New, StringComparison.Ordinal).Replace("{old}", Old, StringComparison.Ordinal);

        var (exitCode, said) = await Run(["run"], ("RecipientKeys", setting));

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(said, Does.Contain(code).And.Not.Contain(New));
    }

    /// <summary>What the command says, once it has ended well.</summary>
    private async Task<string> Keys(string command, params (string Name, string Value)[] settings)
    {
        var (exitCode, said) = await Run(["keys", command], settings);
        Assert.That(exitCode, Is.Zero, said);
        return said;
    }

    private Task<(int ExitCode, string Said)> Run(string[] arguments, params (string Name, string Value)[] settings) =>
        HostProcess.Run(arguments, new Dictionary<string, string>(settings.Select(one => KeyValuePair.Create(one.Name, one.Value)))
        {
            ["ConnectionStrings__Database"] = database.SuperuserConnectionString,
            ["Data"] = folder.FullName,
        });
}
