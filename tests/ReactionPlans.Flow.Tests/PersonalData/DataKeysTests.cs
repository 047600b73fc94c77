using System.Security.Cryptography;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Delivery;
using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.PersonalData;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Reactions;
using ReactionPlans.Flow.Tests.Reactions;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.PersonalData;

/// <summary>A key for each extract, outside the database: thrown away with its last row, an older database opens none of it.</summary>
public sealed class DataKeysTests
{
    private static readonly string Old = Convert.ToBase64String(new byte[32]), New = Convert.ToBase64String(Enumerable.Repeat((byte)7, 32).ToArray());
    private static readonly KeyRing Both = KeyRing.Read(null, $"2026a:{New},2025:{Old}", null).Ring!, NewAlone = KeyRing.Read(null, $"2026a:{New}", Convert.ToBase64String(Scene.Ring.LookupKey)).Ring!;

    private DirectoryInfo folder = null!;
    private Scene scene = null!;

    private TestDatabase Database => scene.Database;

    private DateTimeOffset Now => Database.Clock.GetUtcNow();

    [SetUp]
    public async Task Settle()
    {
        folder = Directory.CreateTempSubdirectory("rp-data-keys-");
        scene = await Scene.Create();
        scene.DataKeys = Keys();
    }

    [TearDown]
    public async Task Leave()
    {
        await scene.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Test]
    public async Task Each_extract_has_a_key_of_its_own_and_letters_are_written_with_it()
    {
        await Import("010190-1234", "020290-1234");
        Database.Clock.MoveTo(Now.AddDays(1));
        await Import("030390-1234");

        Assert.That(await Carried(), Is.EqualTo([1, 2]));
        Assert.That(KeyFiles(), Has.Length.EqualTo(2));
        await SendLetters();
        Assert.That(await scene.States("kind = 'Letter'"), Is.EqualTo(Enumerable.Repeat("Accepted", 3)));
        Assert.That(scene.Files("digital-post").Select(File.ReadAllText), Has.One.Contains("0101901234").And.One.Contains("0202901234").And.One.Contains("0303901234"));
    }

    /// <summary>Those who are in no newer file stay as they were: nobody's row is rewritten by force.</summary>
    [Test]
    public async Task The_next_extract_brings_whoever_is_in_it_under_its_key_and_nobody_else()
    {
        await Import(Off(), "010190-1234", "020290-1234", "030390-1234");
        Assert.That((KeyFiles().Length, await Database.Rows("reactions.resident")), Is.EqualTo((0, 3)));

        Database.Clock.MoveTo(Now.AddDays(1));
        await Import("010190-1234", "020290-1234");
        Database.Clock.MoveTo(Now.AddDays(1));
        await Import("020290-1234");

        Assert.That(await Carried(), Is.EqualTo([1, 1]), "one each, and one by the installation's key as before");
        await SendLetters();
        Assert.That(await scene.States("kind = 'Letter'"), Is.EqualTo(Enumerable.Repeat("Accepted", 3)));
    }

    /// <summary>The real thing: agreed retention takes them out, the night's job throws the key away, and yesterday's database is back.</summary>
    [Test]
    public async Task Whom_the_agreement_took_out_no_older_database_brings_back()
    {
        await Import("010190-1234", "020290-1234");
        await EndPlan();
        var older = await Copy();
        Database.Clock.MoveTo(Now.AddDays(40));
        await new ForgetResidents(Database.Database, scene.Agreements).Run(CancellationToken.None);
        Database.Clock.MoveTo(Now.AddDays(1));
        await Import("030390-1234");
        Assert.That(await Held().Sweep(CancellationToken.None), Is.EqualTo(1));

        await PutBack(older);

        var held = await Database.Query<byte[]>("select recipient_number from reactions.resident where id = any (@ids)", new { ids = older.Select(row => row.Id).ToArray() });
        var cipher = new RecipientCipher(Scene.Ring, Keys());
        Assert.That(held, Has.Count.EqualTo(2));
        foreach (var number in held)
            Assert.Catch<IOException>(() => cipher.Decrypt(number));
        Assert.That((await Counted(Keys())).Unreadable, Is.EqualTo(2));
        Assert.That(await Held().DropUnreadable(CancellationToken.None), Is.EqualTo((2, default(Rules.Problem))));
        Assert.That(await Database.Rows("reactions.resident"), Is.EqualTo(1), "whose key is kept");
        Assert.That(cipher.Decrypt((await Database.Query<byte[]>("select recipient_number from reactions.resident")).Single()), Is.EqualTo("0303901234"));
    }

    [Test]
    public async Task A_letter_to_somebody_whose_key_is_gone_fails_for_good_and_the_others_leave()
    {
        await Import("010190-1234", "020290-1234");
        Database.Clock.MoveTo(Now.AddDays(1));
        await Import("030390-1234");
        var gone = (await Database.Query<Guid>("select encode(substring(recipient_number from 9 for 16), 'hex')::uuid from reactions.resident group by 1 having count(*) = 2")).Single();
        File.Delete(Path.Combine(folder.FullName, $"{gone:N}.datakey"));
        scene.DataKeys = Keys(); // a host that starts

        await SendLetters();
        await scene.Pump();

        Assert.That(await scene.States("kind = 'Letter'"), Is.EqualTo(["Accepted", "Failed key-gone", "Failed key-gone"]));
        Assert.That(scene.Files("digital-post").Count(), Is.EqualTo(1));
        Assert.That(Rules.Reactions.StuckDelivery.MayRetry(Rules.Reactions.StuckDelivery.CauseOf(Rules.Reactions.DeliveryState.Failed, "key-gone"), "digital-post"), Is.False);
        var (held, problem) = await new PersonBook(Database.Database, new RecipientCipher(Scene.Ring, Keys()), new ErasureList(null), Keys())
            .Export(SoughtPerson.Resident("cpr", "0101901234"), Actor.Program, CancellationToken.None);
        Assert.That((held, problem!.Number), Is.EqualTo((default(System.Text.Json.Nodes.JsonObject), 7070)));
    }

    [Test]
    public async Task A_folder_that_is_away_for_a_while_costs_no_letter()
    {
        await Import("010190-1234");
        scene.DataKeys = Keys();
        var away = folder.FullName + "-away";
        Directory.Move(folder.FullName, away);
        Directory.CreateDirectory(folder.FullName); // where it is mounted, and nothing is
        await SendLetters();
        Assert.That(await scene.States("kind = 'Letter'"), Is.EqualTo(["Planned keys-away"]));
        await Database.Execute("update delivery.delivery set reason = 'no-answer'");
        await TryAgain();
        Assert.That(await scene.States("kind = 'Letter'"), Is.EqualTo(["Planned no-answer"]), "its carrier is still to be asked first");

        Directory.Delete(folder.FullName);
        Directory.Move(away, folder.FullName);
        await TryAgain();

        Assert.That(await scene.States("kind = 'Letter'"), Is.EqualTo(["Accepted"]));
    }

    private async Task TryAgain()
    {
        Database.Clock.MoveTo(Now.AddHours(1));
        await scene.ReleaseDue.Run(CancellationToken.None);
        await scene.Pump();
    }

    [Test]
    public async Task A_key_that_nothing_came_to_use_is_swept_and_a_young_or_carried_one_is_not()
    {
        var idle = (await Held().ForExtract(CancellationToken.None)).Key!; // and then the import was killed
        await Import("010190-1234");
        Assert.That(await Held().Sweep(CancellationToken.None), Is.Zero, "an import may be running");

        await File.WriteAllTextAsync(Path.Combine(folder.FullName, $"{idle.Id:N}.datakey.0.tmp"), "half"); // left by a rotation that was killed

        Database.Clock.MoveTo(Now.Add(Flow.PersonalData.ExtractKeys.Young).AddMinutes(1));
        var young = (await Held().ForExtract(CancellationToken.None)).Key!;
        Assert.That(await Held().Sweep(CancellationToken.None), Is.EqualTo(1));

        Assert.That(folder.GetFiles($"{idle.Id:N}*"), Is.Empty);
        Assert.That(Keys().IsThere(young.Id), Is.True);
        Assert.That(await Counted(Keys()), Is.EqualTo((2, 1, 0)));
    }

    /// <summary>The row is not committed yet when the sweep comes: it waits, and then sees it.</summary>
    [Test]
    public async Task A_sweep_beside_an_import_that_is_slow_takes_nothing_from_it()
    {
        var key = (await Held().ForExtract(CancellationToken.None)).Key!;
        Database.Clock.MoveTo(Now.AddDays(9));
        await scene.AddResidents(1);
        Task<int> sweep = null!;
        await Database.Database.Do(async work =>
        {
            await Held().Hold(work, key);
            sweep = Task.Run(() => Held().Sweep(CancellationToken.None));
            await Eventually.Holds(async () => await Database.Rows("pg_locks", "locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())") == 1, TimeSpan.FromSeconds(20));
            await work.Connection.ExecuteAsync("update reactions.resident set recipient_number = @number", new { number = key.Close("S1") });
        }, CancellationToken.None);

        Assert.That(await sweep, Is.Zero);
        Assert.That(Keys().IsThere(key.Id), Is.True);
    }

    [Test]
    public async Task An_import_whose_key_was_taken_away_stores_nothing()
    {
        var key = (await Held().ForExtract(CancellationToken.None)).Key!;
        Keys().Shred(key.Id);

        var import = new ImportResidents(Database.Database, new AreaMap(), new RecipientCipher(Scene.Ring, Keys()), key, Held().Hold);

        await Assert.ThatAsync(() => import.Store([], CancellationToken.None), Throws.InstanceOf<IOException>());
    }

    [Test]
    public async Task Keys_change_under_running_letters_and_rows_under_a_data_key_stay_as_they_are()
    {
        await Import("010190-1234", "020290-1234");
        await scene.AddResidents(1); // from before, by the installation's key
        var before = await Database.Query<byte[]>("select recipient_number from reactions.resident where recipient_id_type = 'cpr' order by id");
        Assert.That(scene.DataKeys.Look(Keys().Files().Single().Id), Is.EqualTo(DataKeyStanding.Here), "a host has read it before it is sealed anew, and knows the old key alone");

        var shown = await Rotate(Both).Show(CancellationToken.None);
        Assert.That(shown.Select(one => $"{one.Kind.Name} {one.Count}"), Is.EquivalentTo(["numre på beboere 1", "nøgler til udtræk 1"]));
        var resealed = await Rotate(Both).Run(null, Actor.Program, CancellationToken.None);

        Assert.That(resealed.Where(one => one.Done > 0).Select(one => $"{one.Kind.Name} {one.Done} {one.Left}"), Is.EquivalentTo(["numre på beboere 1 0", "nøgler til udtræk 1 0"]));
        Assert.That((await Rotate(Both).Run(null, Actor.Program, CancellationToken.None)).Sum(one => one.Done), Is.Zero);
        Assert.That(await Database.Query<byte[]>("select recipient_number from reactions.resident where recipient_id_type = 'cpr' order by id"), Is.EqualTo(before));
        var cipher = new RecipientCipher(NewAlone, Keys(NewAlone));
        Assert.That((await Database.Query<byte[]>("select recipient_number from reactions.resident")).Select(cipher.Decrypt), Is.EquivalentTo(["0101901234", "0202901234", "S000000001"]));
        await SendLetters(new FolderCarrier(new FolderOptions { Path = scene.Folder.FullName, WaitForDisk = false }, new MessageFiles(new CarrierOptions(), new RecipientCipher(Both, scene.DataKeys).Decrypt)));
        Assert.That(await scene.States("kind = 'Letter'"), Is.EqualTo(Enumerable.Repeat("Accepted", 3)));
        Assert.That(folder.GetFiles().Select(file => file.Extension).Order(), Is.EqualTo([".datakey", ".id"]), "nothing is left beside");
        Assert.That(Rotate(NewAlone).Show(CancellationToken.None).Result.Select(one => one.Key?.Name), Is.All.EqualTo("2026a"));
    }

    /// <summary>No host shares the folder: told when it starts or imports, and not by the first letter.</summary>
    [Test]
    public async Task Another_folder_is_refused_and_its_keys_are_nobodys_to_sweep()
    {
        await Import("010190-1234");
        var other = Directory.CreateTempSubdirectory("rp-other-keys-");
        try
        {
            var keys = new DataKeys(Scene.Ring, other.FullName);
            var foreign = keys.Make(Now.AddDays(-90));

            Assert.That((await Held(keys).CheckFolder(CancellationToken.None))!.Number, Is.EqualTo(7071));
            Assert.That((await Imported(keys, "020290-1234")).FileProblem!.Number, Is.EqualTo(7071));
            Assert.That((await Held(new DataKeys(Scene.Ring, other.FullName, forEachExtract: false)).CheckFolder(CancellationToken.None))!.Number, Is.EqualTo(7071), "switched off, the rows are still there");
            keys.KeepMark();
            Assert.That((await Held(keys).CheckFolder(CancellationToken.None))!.Number, Is.EqualTo(7071));
            Assert.That((await Held(keys).DropUnreadable(CancellationToken.None)).Problem!.Number, Is.EqualTo(7071));
            Assert.That(await Held(keys).Sweep(CancellationToken.None), Is.Zero);
            Assert.That(keys.IsThere(foreign.Id), Is.True);
            Assert.That(await Held().CheckFolder(CancellationToken.None), Is.Null);

            Assert.That(await Held(keys).TakeFolder(CancellationToken.None), Is.Null, "the first is lost, says a person");
            Assert.That(await Held(keys).DropUnreadable(CancellationToken.None), Is.EqualTo((1, default(Rules.Problem))));
        }
        finally
        {
            other.Delete(recursive: true);
        }
    }

    [Test]
    public async Task A_new_database_does_not_take_a_folder_that_has_keys()
    {
        Keys().Make(Now.AddDays(-90));

        Assert.That((await Held().CheckFolder(CancellationToken.None))!.Number, Is.EqualTo(7071));
        Assert.That(await Held().Sweep(CancellationToken.None), Is.Zero);
        Assert.That(KeyFiles(), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Hosts_that_start_at_once_agree_on_one_folder()
    {
        var problems = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Held(Keys()).CheckFolder(CancellationToken.None))));

        Assert.That(problems, Is.All.Null);
        Assert.That(folder.GetFiles().Select(file => file.Name), Is.EqualTo(["folder.id"]));
    }

    [Test]
    public async Task A_folder_that_cannot_be_written_stops_the_import()
    {
        var inTheWay = Path.Combine(folder.FullName, "in-the-way");
        await File.WriteAllTextAsync(inTheWay, "");

        Assert.That((await Imported(new DataKeys(Scene.Ring, inTheWay), "010190-1234")).FileProblem!.Number, Is.EqualTo(7072));
        Assert.That(await Database.Rows("reactions.resident"), Is.Zero);
    }

    [Test]
    public async Task Only_we_may_read_a_key_and_the_file_opens_nothing_without_the_installations_key()
    {
        await Import("010190-1234");

        if (!OperatingSystem.IsWindows())
            Assert.That(folder.GetFiles().Select(file => file.UnixFileMode), Is.All.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        var other = new DataKeys(RandomNumberGenerator.GetBytes(32), folder.FullName);
        var id = Keys().Files().Single().Id;
        Assert.That((Keys().Look(id), other.Look(id), Keys().Look(Guid.NewGuid())), Is.EqualTo((DataKeyStanding.Here, DataKeyStanding.Away, DataKeyStanding.Gone)));
    }

    /// <summary>The pace: a number costs no reading and no derivation.</summary>
    [Test]
    public void A_data_key_is_read_once_for_all_numbers_under_it()
    {
        var keys = Keys();
        keys.KeepMark();
        var key = keys.Make(Now);
        var cipher = new RecipientCipher(Scene.Ring, keys);
        var number = cipher.Encrypt("0101901234", key);
        Assert.That(keys.Look(key.Id), Is.EqualTo(DataKeyStanding.Here));

        File.Delete(KeyFiles().Single());

        Assert.That(cipher.Decrypt(number), Is.EqualTo("0101901234"));
    }

    private sealed record OldRow(Guid Id, byte[] Key, byte[] Number);

    private Task<IReadOnlyList<OldRow>> Copy() => Database.Query<OldRow>("select id, recipient_key as key, recipient_number as number from reactions.resident");

    private async Task PutBack(IReadOnlyList<OldRow> older)
    {
        foreach (var row in older)
            await Database.Execute("""
                insert into reactions.resident (id, recipient_id_type, recipient_key, recipient_number, address_id, household, digital_post, nem_sms, protected, language, imported_at)
                values (@Id, 'cpr', @Key, @Number, 'a', 'h', true, false, false, 'da', now())
                """, row);
    }

    private async Task EndPlan()
    {
        await scene.Activate();
        await scene.End("fallen");
        await Database.Execute("update activation.covered_area set ended_at = @now", new { now = Now });
    }

    private async Task SendLetters(ILetterCarrier? carrier = null)
    {
        await scene.Activate();
        await TestDatabase.Deliver(scene.PlanLetters, new ActivationStarted(Scene.ActivationId));
        await scene.Pump(carrier);
    }

    /// <summary>As another host has them: nothing in memory.</summary>
    private DataKeys Keys(KeyRing? ring = null) => new(ring ?? Scene.Ring, folder.FullName);

    private DataKeys Off() => new(Scene.Ring, folder.FullName, forEachExtract: false);

    private ExtractKeys Held(DataKeys? keys = null) => new(Database.Database, keys ?? Keys(), NullLogger<ExtractKeys>.Instance);

    private RotateKeys Rotate(KeyRing ring) => new(Database.Database, ring, Keys(ring));

    private Task<(int Keys, int Residents, int Unreadable)> Counted(DataKeys keys) => Held(keys).Count(CancellationToken.None);

    private string[] KeyFiles() => Directory.GetFiles(folder.FullName, "*.datakey");

    /// <summary>How many rows each key has, the fewest first.</summary>
    private async Task<IEnumerable<long>> Carried() => await Database.Query<long>(
        "select count(*) from reactions.resident where substring(recipient_number for 8) = 'RP-data1'::bytea group by substring(recipient_number for 24) order by 1");

    private Task Import(params string[] numbers) => Import(Keys(), numbers);

    private async Task Import(DataKeys keys, params string[] numbers)
    {
        var imported = await Imported(keys, numbers);
        Assert.That((imported.FileProblem, imported.Rejected), Is.EqualTo((default(Rules.Problem), 0)));
    }

    private async Task<ImportReport> Imported(DataKeys keys, params string[] numbers)
    {
        var file = Path.Combine(scene.Folder.FullName, "residents.csv");
        await File.WriteAllLinesAsync(file, ["recipient_id_type,recipient_id,address_id,household,latitude,longitude,digital_post,protected,language",
            .. numbers.Select(number => $"cpr,{number},a,{number},56.2,10.22,subscribed,0,da")]);
        return await new ImportFile(Database.Database, new AreaMap(), new RecipientCipher(Scene.Ring, keys), Database.Clock, Held(keys))
            .Run(ImportKind.Residents, file, null, null, null, CancellationToken.None);
    }
}
