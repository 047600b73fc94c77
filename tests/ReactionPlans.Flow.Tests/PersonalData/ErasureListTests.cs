using NUnit.Framework;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.PersonalData;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Reactions;
using ReactionPlans.Flow.Tests.Reactions;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.PersonalData;

/// <summary>Whoever was erased does not come back with an older database.</summary>
public sealed class ErasureListTests
{
    private static readonly RecipientCipher Cipher = new(new byte[RecipientCipher.KeyBytes]);
    private static readonly SoughtPerson Resident = SoughtPerson.Resident("cpr", "0101901234");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rp-erased-");
    private Scene scene = null!;

    private TestDatabase Database => scene.Database;

    private PersonBook Book => new(Database.Database, Cipher, new ErasureList(folder.FullName));

    [SetUp]
    public async Task Settle()
    {
        foreach (var file in folder.EnumerateFiles())
            file.Delete();
        scene = await Scene.Create();
        await AddResident();
        await scene.AddFriend("ane", "ane@example.dk");
        await scene.AddFriend("bo", "bo@example.dk");
        await scene.Activate();
        await Plan();
    }

    [TearDown]
    public async Task Leave() => await scene.DisposeAsync();

    [OneTimeTearDown]
    public void Sweep() => folder.Delete(recursive: true);

    [Test]
    public async Task Whoever_is_back_with_an_older_database_is_erased_again_before_anything_is_sent()
    {
        await Erase(Resident);
        await Erase(SoughtPerson.Friend("ane"));
        await GivenAnOlderDatabase();

        Assert.That(await Again(), Is.EqualTo(2));

        Assert.That(await Database.Rows("reactions.resident"), Is.Zero);
        Assert.That(await Database.Query<string>("select id from reactions.neighbour_friend"), Is.EqualTo(["bo"]));
        await scene.Pump();
        Assert.That(scene.Folder.EnumerateFiles("*", SearchOption.AllDirectories).Select(file => File.ReadAllText(file.FullName)), Has.None.Contains("0101901234").And.None.Contains("ane@example.dk"));
        Assert.That(await Database.Rows("access.audit_entry", "action = 'person-erased'"), Is.EqualTo(4), "twice, and twice again");
    }

    [Test]
    public async Task Once_in_each_database_so_that_a_newer_extract_may_bring_them()
    {
        await Erase(Resident);
        Assert.That(await Again(), Is.Zero, "this database knows of it");
        await GivenAnOlderDatabase();

        var hosts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Again()));
        Assert.That(hosts.Sum(), Is.EqualTo(1), "several hosts start at once");

        await AddResident();
        Assert.That(await Again(), Is.Zero);
        Assert.That(await Database.Rows("reactions.resident"), Is.EqualTo(1));
    }

    [Test]
    public async Task The_list_tells_nobody_whom()
    {
        await Erase(Resident);
        await Erase(SoughtPerson.FriendWithMail("ane@example.dk"));

        var written = string.Concat(folder.GetFiles().Select(file => file.Name + File.ReadAllText(file.FullName)));
        Assert.That(written, Does.Not.Contain("0101901234").And.Not.Contain("ane").And.Not.Contain("Bakken"));
        Assert.That(folder.GetFiles().Select(file => file.Extension), Is.EqualTo([".erased", ".erased"]));
    }

    [Test]
    public async Task Who_cannot_be_listed_is_not_erased()
    {
        var inTheWay = Path.Combine(folder.FullName, "in-the-way");
        await File.WriteAllTextAsync(inTheWay, "");

        var (erased, problem) = await new PersonBook(Database.Database, Cipher, new ErasureList(inTheWay)).Erase(Resident, Actor.Program, CancellationToken.None);

        Assert.That((erased, problem!.Number), Is.EqualTo((default(Erased), 7069)));
        Assert.That(await Database.Rows("reactions.resident"), Is.EqualTo(1));
        Assert.That(await Database.Rows("access.audit_entry"), Is.Zero);
    }

    /// <summary>Listed and not committed: the crash came in between, and the next host finishes it.</summary>
    [Test]
    public async Task An_erasure_that_was_cut_short_is_finished()
    {
        new ErasureList(folder.FullName).Add(new ListedErasure(Guid.NewGuid(), Database.Clock.GetUtcNow(), "Resident", Cipher.LookupMark, Cipher.KeyedHash("cpr", "0101901234")));

        Assert.That(await Again(), Is.EqualTo(1));
        Assert.That(await Database.Rows("reactions.resident"), Is.Zero);
    }

    [TestCase("Resident 2026-03-04T12:00:00Z {mark} 00")]
    [TestCase("Somebody 2026-03-04T12:00:00Z {mark} {hash}")]
    [TestCase("Resident 2026-03-04T12:00:00Z 0011223344556677 {hash}", Description = "another lookup key's")]
    [TestCase("")]
    public async Task A_list_that_is_not_as_it_was_written_stops_the_host(string text)
    {
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, $"{Guid.NewGuid():N}.erased"), text
            .Replace("{mark}", Cipher.LookupMark, StringComparison.Ordinal).Replace("{hash}", Convert.ToHexStringLower(Cipher.KeyedHash("cpr", "0101901234")), StringComparison.Ordinal));

        Assert.That((await Book.EraseAgain(CancellationToken.None)).Problem!.Number, Is.EqualTo(7069));
        Assert.That(await Database.Rows("reactions.resident"), Is.EqualTo(1));
    }

    [Test]
    public async Task An_older_database_without_the_person_is_left_as_it_is()
    {
        await Erase(Resident);
        await Database.Execute("delete from reactions.erasure");

        Assert.That(await Again(), Is.Zero);
        Assert.That(await Database.Rows("access.audit_entry"), Is.EqualTo(1));
    }

    private async Task Erase(SoughtPerson sought) => Assert.That((await Book.Erase(sought, Actor.Program, CancellationToken.None)).Problem, Is.Null);

    private async Task<int> Again()
    {
        var (again, problem) = await Book.EraseAgain(CancellationToken.None);
        Assert.That(problem, Is.Null);
        return again;
    }

    /// <summary>As before the erasures: it knows of none, the people are there and their letters wait.</summary>
    private async Task GivenAnOlderDatabase()
    {
        await Database.Execute("delete from reactions.erasure; delete from delivery.delivery; delete from reactions.neighbour_friend; delete from reactions.resident");
        await AddResident();
        await scene.AddFriend("ane", "ane@example.dk");
        await scene.AddFriend("bo", "bo@example.dk");
        await Plan();
    }

    private async Task Plan()
    {
        await TestDatabase.Deliver(scene.PlanLetters, new ActivationStarted(Scene.ActivationId));
        await TestDatabase.Deliver(scene.PlanNeighbourMessages, new ActivationStarted(Scene.ActivationId));
    }

    private async Task AddResident()
    {
        var key = Cipher.KeyedHash("cpr", "0101901234");
        await Database.Execute(
            """
            with added as (
                insert into reactions.resident (id, recipient_id_type, recipient_key, recipient_number, address_id, household, digital_post, nem_sms, protected, language, imported_at)
                values (@id, 'cpr', @key, @encrypted, 'Bakken 7', 'h', true, false, false, 'da', now()) returning id)
            insert into reactions.resident_area (resident_id, area_id) select id, 1 from added
            """, new { id = new Guid(key.AsSpan(0, 16), bigEndian: true), key, encrypted = Cipher.Encrypt("0101901234") });
    }
}
