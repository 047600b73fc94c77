using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Rules;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Intake;

public sealed class ApiKeysTests
{
    private TestDatabase database = null!;
    private ApiKeys keys = null!;

    [SetUp]
    public async Task GivenNoKeys()
    {
        database = await TestDatabase.Create();
        keys = new ApiKeys(database.Database);
    }

    [TearDown]
    public async Task Leave() => await database.DisposeAsync();

    [Test]
    public async Task A_key_opens_for_its_sources_and_its_secret_is_kept_nowhere()
    {
        var key = await Create("nord", "syd");

        var found = await Find(key);

        Assert.That(found!.Sources, Is.EqualTo(["nord", "syd"]));
        Assert.That(found.HoldsAt(TestDatabase.Start), Is.True);
        var secret = key.Split('_', 3)[2];
        Assert.That(await database.Scalar<string>("select string_agg(row::text, '') from intake.api_key as row"), Does.Not.Contain(secret));
        Assert.That(await database.Scalar<string>("select string_agg(entry::text, '') from access.audit_entry as entry"), Does.Contain(found.Id).And.Not.Contain(secret));
    }

    [Test]
    public async Task What_is_no_key_opens_nothing()
    {
        var key = await Create("nord");
        var id = key.Split('_', 3)[1];

        foreach (var sent in new[] { null, "", "rp_", "Bearer", key[..^1], key + "x", key.ToUpperInvariant(), $"rp_{id}_", $"rp_{id}", $"rp_aaaaaaaaaaaa_{key.Split('_', 3)[2]}", "rp_%_x", new string('x', 10_000) })
            Assert.That(await Find(sent), Is.Null, sent);
        Assert.That((await keys.List(CancellationToken.None)).Single().LastUsedAt, Is.Null, "a wrong secret is no use of the key");
    }

    [Test]
    public async Task A_rotated_key_works_beside_the_new_one_until_its_time_is_up()
    {
        var old = await Create("nord");
        var id = (await Find(old))!.Id;

        var fresh = await keys.Rotate(id, TimeSpan.FromHours(2), Actor.Program, CancellationToken.None);

        Assert.That((await Find(fresh))!.Sources, Is.EqualTo(["nord"]));
        Assert.That((await Find(old))!.HoldsAt(TestDatabase.Start.AddHours(2).AddTicks(-1)), Is.True);
        Assert.That((await Find(old))!.HoldsAt(TestDatabase.Start.AddHours(2)), Is.False);
        database.Clock.MoveTo(TestDatabase.Start.AddHours(2));
        Assert.That(await keys.Rotate(id, TimeSpan.Zero, Actor.Program, CancellationToken.None), Is.Null, "a key that has ended has no successor");
        Assert.That(await keys.Revoke(id, Actor.Program, CancellationToken.None), Is.False);
    }

    [Test]
    public async Task A_revoked_key_stops_at_once()
    {
        var key = await Create("nord");
        var id = (await Find(key))!.Id;

        Assert.That(await keys.Revoke(id, Actor.Program, CancellationToken.None), Is.True);

        Assert.That((await Find(key))!.HoldsAt(TestDatabase.Start), Is.False);
        Assert.That(await keys.Revoke(id, Actor.Program, CancellationToken.None), Is.False);
        Assert.That(await database.Query<string>("select action from access.audit_entry order by id"), Is.EqualTo(["api-key-made", "api-key-revoked"]));
    }

    [Test]
    public async Task Use_is_noted_to_the_minute()
    {
        var key = await Create("nord");
        await Find(key);
        database.Clock.MoveTo(TestDatabase.Start.AddSeconds(30));
        await Find(key);
        Assert.That((await keys.List(CancellationToken.None)).Single().LastUsedAt, Is.EqualTo(TestDatabase.Start));

        database.Clock.MoveTo(TestDatabase.Start.AddSeconds(61));
        await Find(key);

        Assert.That((await keys.List(CancellationToken.None)).Single().LastUsedAt, Is.EqualTo(TestDatabase.Start.AddSeconds(61)));
    }

    [TestCase("")]
    [TestCase("nord,syd")]
    [TestCase("nord syd")]
    [TestCase("nord\n")]
    public async Task A_source_that_is_no_name_gets_no_key(string source) =>
        Assert.That((await keys.Create("Test", [source], Actor.Program, CancellationToken.None)).Problem!.Kind, Is.EqualTo(Problems.KeyScopeWrong));

    private async Task<string> Create(params string[] sources) => (await keys.Create("Test", sources, Actor.Program, CancellationToken.None)).Key!;

    private Task<ApiKey?> Find(string? key) => keys.Find(key, CancellationToken.None);
}
