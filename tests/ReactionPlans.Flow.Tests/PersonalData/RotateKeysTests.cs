using System.Security.Cryptography;
using System.Text.RegularExpressions;
using NUnit.Framework;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Decision;
using ReactionPlans.Flow.Delivery;
using ReactionPlans.Flow.Outward;
using ReactionPlans.Flow.PersonalData;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Tests.Reactions;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.PersonalData;

/// <summary>Sealing anew by a new key, in the real database.</summary>
public sealed partial class RotateKeysTests
{
    /// <summary>More than a batch.</summary>
    private const int Residents = 1_200;

    private static readonly string Old = Convert.ToBase64String(new byte[32]), New = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    private static readonly KeyRing OldAlone = new byte[32], Both = Read($"2026a:{New},2025:{Old}"), NewAlone = Read($"2026a:{New}", Convert.ToBase64String(OldAlone.LookupKey));

    private Scene scene = null!;

    private TestDatabase Database => scene.Database;

    [SetUp]
    public async Task Settle() => scene = await Scene.Create();

    [TearDown]
    public async Task Leave() => await scene.DisposeAsync();

    [Test]
    public async Task Letters_go_out_while_everything_is_sealed_anew_and_the_old_key_can_be_taken_out()
    {
        await scene.AddResidents(Residents);
        await GivenReasonAndSecret();
        await scene.Activate();
        await TestDatabase.Deliver(scene.PlanLetters, new ActivationStarted(Scene.ActivationId));

        var both = await Task.WhenAll(Task.Run(() => Rotate(Both)), Task.Run(() => Rotate(Both)), Task.Run(async () =>
        {
            await scene.Pump(Folder(Both));
            return (IReadOnlyList<Resealed>)[];
        }));

        Assert.That(both.SelectMany(one => one).Sum(one => one.Done), Is.EqualTo(Residents + 2), "each was sealed anew once, by one of the two");
        Assert.That(await Rotate(Both), Has.All.Matches<Resealed>(one => one is { Done: 0, Left: 0 }));
        Assert.That(await scene.States("kind = 'Letter'"), Is.EqualTo(Enumerable.Repeat("Accepted", Residents)));
        Assert.That(Numbers(), Is.EqualTo(Enumerable.Range(1, Residents).Select(number => $"S{number:D9}")), "one letter each, to the right one");

        var (cipher, reasons, secrets) = (new RecipientCipher(NewAlone), new Seal(NewAlone, SealedReasons.Purpose), new WebhookSeal(NewAlone));
        Assert.That((await Database.Query<byte[]>("select recipient_number from reactions.resident")).Select(cipher.Decrypt), Is.Unique);
        Assert.That(reasons.Open((await Database.Scalar<byte[]>("select sealed from decision.sealed_reason"))!), Is.EqualTo("Vi er på vej"));
        Assert.DoesNotThrow(() => secrets.Open(Database.Scalar<byte[]>("select sealed_secret from outward.webhook").Result!));
        Assert.That(await new LookupMark(Database.Database, cipher).Check(CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task It_is_told_how_much_is_sealed_under_which_key()
    {
        await scene.AddResidents(3);
        await GivenReasonAndSecret();
        await Database.Execute("update reactions.resident set recipient_number = @fresh where ctid = (select min(ctid) from reactions.resident)", new { fresh = new RecipientCipher(Both).Encrypt("S000000001") });

        Assert.That(await Told(Both), Is.EquivalentTo(["numre på beboere: 1 2026a", "numre på beboere: 2 2025 uden mærke", "grunde til at vente: 1 2025 uden mærke", "modtageres hemmeligheder: 1 2025 uden mærke"]));
        Assert.That(await Told(OldAlone), Does.Contain("numre på beboere: 1 ukendt"), "the new key is not in the settings");
        await Rotate(Both);
        Assert.That(await Told(NewAlone), Is.EquivalentTo(["numre på beboere: 3 2026a", "grunde til at vente: 1 2026a", "modtageres hemmeligheder: 1 2026a"]));
        Assert.That(await Database.Query<string>("select detail ->> 'done' from access.audit_entry where action = 'keys-rotated'"), Is.EqualTo(["4"]));
    }

    [Test]
    public async Task What_no_key_opens_is_counted_and_left_as_it_is()
    {
        await scene.AddResidents(2);
        await Database.Execute("update reactions.resident set recipient_number = '\\x00112233' where ctid = (select min(ctid) from reactions.resident)");

        var resealed = await Rotate(Both);

        Assert.That(resealed[0] with { Kind = SealedKind.All[0] }, Is.EqualTo(new Resealed(SealedKind.All[0], Done: 1, Left: 1, Unopened: 1)));
        Assert.That(await Database.Rows("reactions.resident", "recipient_number = '\\x00112233'"), Is.EqualTo(1));
    }

    [Test]
    public async Task One_that_is_stopped_goes_on_where_it_stood()
    {
        await scene.AddResidents(Residents);
        using var stopping = new CancellationTokenSource();

        await Assert.CatchAsync<OperationCanceledException>(() => new RotateKeys(Database.Database, Both).Run(new StopAtFirst(stopping), Actor.Program, stopping.Token));
        Assert.That((await Rotate(Both))[0].Done, Is.InRange(1, Residents - 1));
        Assert.That(await Told(Both), Is.EquivalentTo([$"numre på beboere: {Residents} 2026a"]));
    }

    /// <summary>Under another lookup key the same person would be another and get a second letter.</summary>
    [Test]
    public async Task Another_lookup_key_is_refused_while_anybody_is_found_by_the_first()
    {
        var withoutLookup = Read($"2026a:{New}");
        await scene.AddResidents(1);
        Assert.That(await Check(OldAlone), Is.Null);

        Assert.That(await Check(Both), Is.Null);
        Assert.That((await Check(withoutLookup))!.Number, Is.EqualTo(7067));
        Assert.That(await Check(NewAlone), Is.Null);
        await Database.Execute("delete from reactions.resident");
        Assert.That(await Check(withoutLookup), Is.Null, "nobody is left whom it could not find");
    }

    /// <summary>A sealed column that is added later must be sealed anew as well.</summary>
    [Test]
    public async Task Every_sealed_column_is_known()
    {
        var columns = await Database.Query<string>("""
            select table_schema || '.' || table_name || '.' || column_name from information_schema.columns
            where data_type = 'bytea' and table_schema not in ('pg_catalog', 'hangfire', 'information_schema') order by 1
            """);
        var resealed = SealedKind.All.Select(kind => Column().Match(Sql.Text(kind.Reseal))).Select(match => $"{match.Groups[1]}.{match.Groups[2]}");

        Assert.That(columns.Where(column => !Digest().IsMatch(column)), Is.EquivalentTo(resealed));
    }

    private sealed class StopAtFirst(CancellationTokenSource stopping) : IProgress<ResealProgress>
    {
        public void Report(ResealProgress value) => stopping.Cancel();
    }

    private Task<IReadOnlyList<Resealed>> Rotate(KeyRing ring) => new RotateKeys(Database.Database, ring).Run(null, Actor.Program, CancellationToken.None);

    private Task<Rules.Problem?> Check(KeyRing ring) => new LookupMark(Database.Database, new RecipientCipher(ring)).Check(CancellationToken.None);

    private async Task<IEnumerable<string>> Told(KeyRing ring) => (await new RotateKeys(Database.Database, ring).Show(CancellationToken.None))
        .Select(one => $"{one.Kind.Name}: {one.Count} {one.Key?.Name ?? "ukendt"}{(one.IsMarked ? "" : " uden mærke")}");

    private FolderCarrier Folder(KeyRing ring) =>
        new(new FolderOptions { Path = scene.Folder.FullName, WaitForDisk = false }, new MessageFiles(new CarrierOptions(), new RecipientCipher(ring).Decrypt));

    private IEnumerable<string> Numbers() => scene.Files("digital-post").Select(file => SyntheticNumber().Match(File.ReadAllText(file)).Value).Order(StringComparer.Ordinal);

    private Task GivenReasonAndSecret() => Database.Execute(
        """
        insert into decision.question (spike_id, partnership_id, agreement_version, mode, state, asked_at, round, asked_people, round_asked_at)
            values (@spike, 'eksempel', 1, 'Police', 'Open', @now, 1, '{p}', @now);
        insert into decision.answer (spike_id, partnership_id, action, person_id, answered_at) values (@spike, 'eksempel', 'Hold', 'p', @now);
        insert into decision.sealed_reason (answer_id, partnership_id, sealed) select id, partnership_id, @reason from decision.answer;
        insert into outward.webhook (id, partnership_id, url, sealed_secret, created_at, confirmed_number) values ('w1', 'eksempel', 'https://example.dk', @secret, @now, 0);
        """,
        new
        {
            spike = Scene.SpikeId,
            now = Database.Clock.GetUtcNow(),
            reason = new Seal(OldAlone, SealedReasons.Purpose).Close("Vi er på vej"),
            secret = new WebhookSeal(OldAlone).Close(WebhookSignature.NewSecret()),
        });

    private static KeyRing Read(string several, string? lookup = null) => KeyRing.Read(null, several, lookup).Ring!;

    [GeneratedRegex(@"update (\S+) as kept\s+set (\S+) =")]
    private static partial Regex Column();

    [GeneratedRegex("(hash|digest|recipient_key|attempt\\.subject)$")]
    private static partial Regex Digest();

    [GeneratedRegex(@"S\d{9}")]
    private static partial Regex SyntheticNumber();
}
