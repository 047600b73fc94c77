using NUnit.Framework;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.PersonalData;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Tests.Reactions;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.PersonalData;

/// <summary>What is held on one person, told to them and erased.</summary>
public sealed class PersonBookTests
{
    private static readonly RecipientCipher Cipher = new(new byte[RecipientCipher.KeyBytes]);

    private Scene scene = null!;

    private TestDatabase Database => scene.Database;

    private PersonBook Book => new(Database.Database, Cipher, new ErasureList(null));

    [SetUp]
    public async Task Settle()
    {
        scene = await Scene.Create();
        await AddResident("cpr", "0101901234", "Bakken 7");
        await AddResident("cpr", "0202901234", "Bakken 9");
        await scene.AddFriend("ane", "ane@example.dk", mobile: "+4520202020");
        await scene.AddFriend("bo", "bo@example.dk");
        await scene.Activate();
        await TestDatabase.Deliver(scene.PlanLetters, new ActivationStarted(Scene.ActivationId));
        await TestDatabase.Deliver(scene.PlanNeighbourMessages, new ActivationStarted(Scene.ActivationId));
    }

    [TearDown]
    public async Task Leave() => await scene.DisposeAsync();

    [Test]
    public async Task All_that_is_held_on_a_resident_is_told_however_the_number_is_written()
    {
        var (held, problem) = await Book.Export(SoughtPerson.Resident("cpr", "010190-1234"), Actor.Program, CancellationToken.None);

        Assert.That(problem, Is.Null);
        Assert.That(held!["held"]!["recipient_number"]!.GetValue<string>(), Is.EqualTo("0101901234"));
        Assert.That(held["held"]!["address_id"]!.GetValue<string>(), Is.EqualTo("Bakken 7"));
        Assert.That(held["held"]!["areas"]!.AsArray().Select(area => area!["code"]!.GetValue<string>()), Is.EqualTo(["8240"]));
        Assert.That(held["deliveries"]!.AsArray().Select(letter => letter!["kind"]!.GetValue<string>()), Is.EqualTo(["Letter"]));
        Assert.That(held.ToJsonString(), Does.Not.Contain("Bakken 9"));
    }

    [Test]
    public async Task All_that_is_held_on_a_neighbour_friend_is_told()
    {
        await Choose("ane", "stopped-sms");

        var (held, _) = await Book.Export(SoughtPerson.FriendWithMail("ANE@example.dk"), Actor.Program, CancellationToken.None);

        Assert.That(held!["held"]!["register"]!["mobile"]!.GetValue<string>(), Is.EqualTo("+4520202020"));
        Assert.That(held["held"]!["choices"]!.AsArray().Select(said => said!["choice"]!.GetValue<string>()), Is.EqualTo(["stopped-sms"]));
        Assert.That(held["deliveries"]!.AsArray().Select(message => message!["kind"]!.GetValue<string>()), Is.EqualTo(["NeighbourMessage"]));
    }

    /// <summary>Every column a register, an extract or a delivery has of its own person must come out: a column added later is seen here.</summary>
    [TestCase("reactions.resident", "recipient_key")]
    [TestCase("reactions.neighbour_friend")]
    public async Task No_column_is_left_out(string table, params string[] digests)
    {
        var sought = table == "reactions.resident" ? SoughtPerson.Resident("cpr", "0101901234") : SoughtPerson.Friend("ane");
        var (held, _) = await Book.Export(sought, Actor.Program, CancellationToken.None);

        var columns = await Database.Query<string>("select column_name from information_schema.columns where table_schema || '.' || table_name = @table", new { table });
        Assert.That((held!["held"]!["register"] ?? held["held"])!.AsObject().Select(field => field.Key), Is.SupersetOf(columns.Except(digests)));
    }

    [Test]
    public async Task A_resident_who_is_erased_is_nowhere_and_what_waited_for_them_is_not_sent()
    {
        var id = await Database.Scalar<string>("select id::text from reactions.resident where address_id = 'Bakken 7'");
        await Database.Execute("delete from plumbing.outbox where type = 'DeliveriesSettled'");

        var (erased, _) = await Book.Erase(SoughtPerson.Resident("cpr", "0101901234"), Actor.Program, CancellationToken.None);

        Assert.That(erased, Is.EqualTo(new Erased(1, 1, 1)));
        Assert.That(await Database.TablesHolding("Bakken 7"), Is.Empty);
        Assert.That(await Database.TablesHolding(id!), Is.Empty);
        Assert.That(await Database.TablesHolding(Convert.ToHexStringLower(Cipher.KeyedHash("cpr", "0101901234"))), Is.Empty);
        Assert.That(await scene.States("kind = 'Letter'"), Is.EqualTo(["Planned", "Skipped recipient-gone"]));
        Assert.That(await Database.Rows("plumbing.outbox", "type = 'DeliveriesSettled'"), Is.EqualTo(1), "a step may have waited for it");
        await scene.Pump();
        Assert.That(scene.Files("digital-post").Select(File.ReadAllText), Has.None.Contains("0101901234").And.Some.Contains("0202901234"));
    }

    [Test]
    public async Task What_was_sent_stays_as_done_and_the_last_message_still_finds_its_alert()
    {
        await scene.Pump();
        await Book.Erase(SoughtPerson.Resident("cpr", "0101901234"), Actor.Program, CancellationToken.None);
        await Book.Erase(SoughtPerson.Friend("ane"), Actor.Program, CancellationToken.None);

        Assert.That(await Database.Rows("delivery.delivery", "state = 'Accepted'"), Is.EqualTo(4));
        Assert.That(await Database.Rows("delivery.delivery", "recipient_id = 'ane'"), Is.Zero);

        await scene.End("fallen");
        await TestDatabase.Deliver(scene.PlanAllClear, new ActivationEnded(Scene.ActivationId));
        await scene.Pump();
        Database.Clock.MoveTo(Database.Clock.GetUtcNow().AddHours(1));
        await scene.ReleaseDue.Run(CancellationToken.None);
        await scene.Pump();
        Assert.That(await scene.States("kind = 'AllClear'"), Is.EqualTo(["Accepted", "Accepted", "Failed recipient-gone", "Failed recipient-gone"]));
    }

    [Test]
    public async Task A_neighbour_friend_who_is_erased_takes_their_choices_and_addresses_along()
    {
        await Choose("ane", "stopped-sms");
        await Database.Execute("insert into delivery.bounced_address values ('ane', 'mail', sha256('x'), 'returned', now())");

        var (erased, _) = await Book.Erase(SoughtPerson.FriendWithMail("ane@example.dk"), Actor.Program, CancellationToken.None);

        Assert.That(erased, Is.EqualTo(new Erased(3, 1, 1)));
        Assert.That(await Database.TablesHolding("ane@example.dk"), Is.Empty);
        Assert.That(await Database.TablesHolding("\"ane\""), Is.Empty);
        Assert.That(await Database.Query<string>("select id from reactions.neighbour_friend"), Is.EqualTo(["bo"]));
    }

    [Test]
    public async Task The_audit_tells_that_it_was_done_and_not_of_whom()
    {
        await Book.Export(SoughtPerson.Friend("ane"), Actor.Program, CancellationToken.None);
        await Book.Erase(SoughtPerson.Friend("ane"), Actor.Program, CancellationToken.None);

        Assert.That(await Database.Query<string>("select action || ' ' || subject_kind || coalesce(subject_id, '') from access.audit_entry order by id"),
            Is.EqualTo(["person-exported neighbour-friend", "person-erased neighbour-friend"]));
    }

    [Test]
    public async Task Of_somebody_who_is_not_there_and_of_several_nothing_is_done()
    {
        await scene.AddFriend("ane2", "ane@example.dk");
        var erased = new[]
        {
            await Book.Erase(SoughtPerson.Resident("cpr", "0303901234"), Actor.Program, CancellationToken.None),
            await Book.Erase(SoughtPerson.Resident("cpr", "03039012"), Actor.Program, CancellationToken.None),
            await Book.Erase(SoughtPerson.Friend("carl"), Actor.Program, CancellationToken.None),
            await Book.Erase(SoughtPerson.FriendWithMail("ane@example.dk"), Actor.Program, CancellationToken.None),
        };

        Assert.That(erased.Select(one => one.Problem!.Number), Is.EqualTo([7060, 7063, 7060, 7061]));
        Assert.That(await Database.Rows("access.audit_entry"), Is.Zero);
        Assert.That(await Database.Rows("reactions.neighbour_friend"), Is.EqualTo(3));
    }

    [Test]
    public async Task Twice_at_once_is_once()
    {
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Book.Erase(SoughtPerson.Resident("cpr", "0101901234"), Actor.Program, CancellationToken.None)));

        Assert.That(both.Count(one => one.Erased is not null), Is.EqualTo(1));
        Assert.That(await Database.Rows("access.audit_entry"), Is.EqualTo(1));
    }

    private Task Choose(string friend, string choice) => Database.Execute(
        "insert into reactions.friend_choice (neighbour_friend_id, choice, partnership_id, told_at) values (@friend, @choice, 'eksempel', now())", new { friend, choice });

    private async Task AddResident(string type, string number, string address)
    {
        var key = Cipher.KeyedHash(type, number);
        await Database.Execute(
            """
            with added as (
                insert into reactions.resident (id, recipient_id_type, recipient_key, recipient_number, address_id, household, digital_post, nem_sms, protected, language, imported_at)
                values (@id, @type, @key, @encrypted, @address, 'h', true, false, false, 'da', now()) returning id)
            insert into reactions.resident_area (resident_id, area_id) select id, 1 from added
            """, new { id = new Guid(key.AsSpan(0, 16), bigEndian: true), type, key, encrypted = Cipher.Encrypt(number), address });
    }
}
