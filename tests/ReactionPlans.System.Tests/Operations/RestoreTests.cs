using System.Diagnostics;
using System.Globalization;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using NUnit.Framework;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Delivery;
using ReactionPlans.Flow.Delivery.Mailbox;
using ReactionPlans.Flow.PersonalData;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.System.Tests.Delivery;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests.Operations;

/// <summary>The database and the broker are lost and a backup is put back, by the scripts that an operator runs: nobody gets a letter twice, and nobody none.</summary>
public sealed class RestoreTests
{
    private const int Letters = 1_200, PerSecond = 150;

    private const string Key = "agreed with the distributor";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private SimulatedMailbox mailbox = null!;
    private DirectoryInfo folder = null!;
    private TestDatabase database = null!;
    private WebApplication distributor = null!;

    [SetUp]
    public async Task StartServers()
    {
        if (RabbitMqServer.Missing() is { } missing)
            Assert.Ignore(missing);
        if (!Environment.GetEnvironmentVariable("PATH")!.Split(':').Append(Environment.GetEnvironmentVariable("RP_PG_BIN") ?? "").Any(path => File.Exists(Path.Combine(path, "pg_dump"))))
            Assert.Ignore("skipped: pg_dump is not installed here (on Debian and Ubuntu: apt-get install postgresql)");
        folder = Directory.CreateTempSubdirectory("rp-restore-");
        database = await TestDatabase.Create(inProcess: false);
        await DatabaseRoles.Ensure(database.SuperuserConnectionString, CancellationToken.None); // a copied database has no grants of its own
        mailbox = new SimulatedMailbox(new MailboxHabits(), TimeProvider.System);
        distributor = MailboxServer.Build(mailbox, new MailboxSettings("http://127.0.0.1:0", Key));
        await distributor.StartAsync();
        await LetterTown.Settle(database, Letters);
    }

    [TearDown]
    public async Task StopServers()
    {
        if (database is null)
            return;
        await distributor.DisposeAsync();
        await database.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Test]
    public async Task Letters_under_way_when_the_backup_is_taken_and_after_it_come_once_each()
    {
        string dump;
        int atBackup;
        await using (var broker = await RabbitMqServer.Start())
        {
            await Migrate(broker);
            await using var host = Start("reactions", database.SuperuserConnectionString, broker);
            await Say(new ActivationStarted(LetterTown.ActivationId));
            await Taken(Letters / 5, host);
            dump = await Backup();
            atBackup = mailbox.Count.Messages;
            await Taken(atBackup + (Letters / 5), host); // handed over after the backup, which knows nothing of them
            await host.Kill();
        }

        var lost = mailbox.Count;
        Assert.That(lost.Messages, Is.InRange(atBackup + (Letters / 5), Letters - 1), "the crash comes in the middle");
        await using var freshBroker = await RabbitMqServer.Start();
        var restored = await Restore(dump, freshBroker);
        Assert.That(await Count(restored, "state = 'Accepted'"), Is.LessThan(lost.Messages), "the backup is behind the distributor");
        Assert.That(await Count(restored, "kind = 'Letter' and state = 'Planned' and reason is distinct from 'no-answer'"), Is.Zero, "whatever was due may be out");

        await RunUntilSettled(restored, freshBroker);

        Assert.That(mailbox.Taken.Select(message => message.Id), Is.Unique);
        Assert.That(mailbox.Count.Messages, Is.EqualTo(Letters));
        Assert.That(mailbox.Count.Repeats, Is.EqualTo(lost.Repeats), "the distributor was asked, and given nothing that it had");
        Assert.That(await Count(restored, "kind = 'Letter' and state = 'Accepted'"), Is.EqualTo(Letters));
        Assert.That(await Scalar(restored, "select count(*)::int from plumbing.stuck_message"), Is.Zero);
    }

    [Test]
    public async Task What_only_a_queue_knew_when_the_backup_was_taken_is_told_again()
    {
        string dump;
        await using (var broker = await RabbitMqServer.Start())
        {
            await Migrate(broker);
            await using var host = Start("detection", database.SuperuserConnectionString, broker); // publishes, and plans no letter
            await Say(new ActivationStarted(LetterTown.ActivationId));
            await Eventually.Holds(async () => await database.Rows("plumbing.outbox") == 0, Patience);
            dump = await Backup();
        }

        await using var freshBroker = await RabbitMqServer.Start();
        var restored = await Restore(dump, freshBroker);
        Assert.That(await Count(restored, "kind = 'Letter'"), Is.Zero);

        await RunUntilSettled(restored, freshBroker);

        Assert.That(mailbox.Count, Is.EqualTo(new MailboxCount(Letters, 0, 0, 0, 0)));
    }

    [Test]
    public async Task Whoever_is_erased_after_the_backup_does_not_come_back_with_it()
    {
        await using var broker = await RabbitMqServer.Start();
        await Migrate(broker);
        var cipher = new RecipientCipher(LetterTown.RecipientKey);
        var key = cipher.KeyedHash("cpr", "0101901234");
        await database.Execute("update reactions.resident set recipient_id_type = 'cpr', recipient_key = @key, address_id = 'Bakken 7' where ctid = (select min(ctid) from reactions.resident)", new { key });
        var dump = await Backup();
        var book = new PersonBook(new Database(database.App, TimeProvider.System, new MessageRoutes(inProcess: false, ReactionPlans.Flow.Hops.All)), cipher, new ErasureList(Path.Combine(folder.FullName, "keys")));
        Assert.That((await book.Erase(SoughtPerson.Resident("cpr", "0101901234"), Actor.Program, CancellationToken.None)).Problem, Is.Null);

        var restored = await Restore(dump, broker);

        Assert.That(await Scalar(restored, "select count(*)::int from reactions.resident where address_id = 'Bakken 7'"), Is.Zero);
        Assert.That(await Scalar(restored, "select count(*)::int from reactions.resident"), Is.EqualTo(Letters - 1));
        Assert.That(await Scalar(restored, "select count(*)::int from access.audit_entry where action = 'person-erased'"), Is.EqualTo(1));
    }

    [Test]
    public async Task Whose_extracts_key_was_thrown_away_after_the_backup_is_taken_out_of_what_is_restored()
    {
        await using var broker = await RabbitMqServer.Start();
        await Migrate(broker);
        var keys = new DataKeys(LetterTown.RecipientKey, Path.Combine(folder.FullName, "keys"));
        var kept = new ExtractKeys(new Database(database.App, TimeProvider.System, new MessageRoutes(inProcess: false, ReactionPlans.Flow.Hops.All)), keys, NullLogger<ExtractKeys>.Instance);
        var (first, second) = ((await kept.ForExtract(CancellationToken.None)).Key!, (await kept.ForExtract(CancellationToken.None)).Key!);
        await database.Execute("update reactions.resident set recipient_number = @number where ctid = (select min(ctid) from reactions.resident)", new { number = first.Close("0101901234") });
        await database.Execute("update reactions.resident set recipient_number = @number where ctid = (select min(ctid) from reactions.resident)", new { number = second.Close("0202901234") });
        var dump = await Backup();
        keys.Shred(first.Id);

        var restored = await Restore(dump, broker);

        Assert.That(await Scalar(restored, "select count(*)::int from reactions.resident where substring(recipient_number for 8) = 'RP-data1'::bytea"), Is.EqualTo(1), "whose key is there stays");
        Assert.That(await Scalar(restored, "select count(*)::int from reactions.resident"), Is.EqualTo(Letters - 1));
        Directory.Delete(keys.Place, recursive: true);
        foreach (string[] command in (string[][])[["run", "--roles", "reactions"], ["keys", "show"], ["keys", "rotate"]])
        {
            var (exitCode, said) = await HostProcess.Run(command, Settings(restored, broker));
            Assert.That(exitCode, Is.EqualTo(1), said);
            Assert.That(said, Does.Contain("RP7071"), "at the start, and not at the first letter");
        }
    }

    [Test]
    public async Task A_mail_that_was_due_waits_for_a_person_and_one_of_tomorrow_does_not()
    {
        await database.Execute("""
            insert into delivery.delivery (fired_month, id, activation_id, partnership_id, step_id, kind, recipient_kind, recipient_id, channel, template, language, state, not_before, daytime_only)
            select '2026-03-01', gen_random_uuid(), gen_random_uuid(), 'eksempel', 'start', 'Notice', 'Person', 'eksempel/lead', 'mail', 'plan-started', 'da', state, now() + days * interval '1 day', false
            from (values ('Planned', 0), ('Sending', 0), ('Planned', 1)) as had (state, days)
            """);
        var dump = await Backup();

        var (held, sent) = (await NewDatabase("held"), await NewDatabase("sent"));
        Assert.That((await Script("restore.sh", held, [dump])).ExitCode, Is.Zero);
        Assert.That((await Script("restore.sh", sent, [dump, "--send-mails"])).ExitCode, Is.Zero);

        Assert.That(await Count(held, "state = 'Failed' and reason = 'restored' and settled_at is not null"), Is.EqualTo(2));
        Assert.That(await Count(held, "state = 'Planned' and reason is null"), Is.EqualTo(1));
        Assert.That(await Count(sent, "state = 'Planned' and batch_id is null"), Is.EqualTo(3));
    }

    [Test]
    public async Task A_restore_writes_over_no_data_and_takes_no_damaged_file()
    {
        var dump = await Backup();
        var (overData, said) = await Script("restore.sh", database.SuperuserConnectionString, [dump]);
        Assert.That(overData, Is.Not.Zero);
        Assert.That(said, Does.Contain("holds data already"));
        Assert.That(await database.Rows("reactions.resident"), Is.EqualTo(Letters));

        var bytes = await File.ReadAllBytesAsync(dump);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(dump, bytes);
        var empty = await NewDatabase("empty");
        Assert.That((await Script("restore.sh", empty, [dump])).ExitCode, Is.Not.Zero);
        Assert.That(await Scalar(empty, "select count(*)::int from pg_namespace where nspname = 'access'"), Is.Zero);
    }

    private Task Say(ActivationStarted message) =>
        new Database(database.App, TimeProvider.System, new MessageRoutes(inProcess: false, ReactionPlans.Flow.Hops.All)).Do(work => work.Publish(message), CancellationToken.None);

    private Task Taken(int messages, HostProcess host) => Eventually.Holds(
        () => host.HasExited ? throw new InvalidOperationException(host.Output) : Task.FromResult(mailbox.Count.Messages >= messages), Patience);

    private Dictionary<string, string> Settings(string connection, RabbitMqServer broker) => new()
    {
        ["ConnectionStrings__Database"] = connection,
        ["Transport__RabbitMq__Uri"] = broker.AmqpUri.ToString(),
        ["RecipientKey"] = Convert.ToBase64String(LetterTown.RecipientKey),
        ["Carriers__Rest__Url"] = distributor.Urls.Single(),
        ["Carriers__Rest__Key"] = Key,
        ["Carriers__Rest__MostPerSecond"] = PerSecond.ToString(CultureInfo.InvariantCulture),
        ["Data"] = folder.FullName,
    };

    private HostProcess Start(string roles, string connection, RabbitMqServer broker) =>
        HostProcess.Start(["run", "--roles", roles], new Dictionary<string, string>(Settings(connection, broker)) { ["Urls"] = "http://127.0.0.1:0" });

    private async Task Migrate(RabbitMqServer broker)
    {
        var (exitCode, said) = await HostProcess.Run(["migrate"], Settings(database.SuperuserConnectionString, broker));
        Assert.That(exitCode, Is.Zero, said);
    }

    private async Task<string> Backup()
    {
        var (exitCode, said) = await Script("backup.sh", database.SuperuserConnectionString, [Path.Combine(folder.FullName, "backups")]);
        Assert.That(exitCode, Is.Zero, said);
        return said.Trim();
    }

    /// <summary>Restored, migrated and looked over by the doctor: all that the script does.</summary>
    private async Task<string> Restore(string dump, RabbitMqServer broker)
    {
        var restored = await NewDatabase("restored");
        var (exitCode, said) = await Script("restore.sh", restored, [dump], new Dictionary<string, string>(Settings(restored, broker)) { ["REACTIONPLANS"] = $"dotnet {HostProcess.Program}" });
        Assert.That(exitCode, Is.Zero, said);
        TestContext.Out.WriteLine(said);
        return restored;
    }

    /// <summary>A new and empty database with its roles.</summary>
    private async Task<string> NewDatabase(string suffix)
    {
        var connection = new NpgsqlConnectionStringBuilder(database.SuperuserConnectionString);
        connection.Database = $"{connection.Database}_{suffix}";
        await database.Execute($"create database {connection.Database}");
        await DatabaseRoles.Ensure(connection.ConnectionString, CancellationToken.None);
        return connection.ConnectionString;
    }

    /// <summary>The clock's sweep, more often than the clock would, until every letter has its answer.</summary>
    private async Task RunUntilSettled(string connection, RabbitMqServer broker)
    {
        await using var source = NpgsqlDataSource.Create(DatabaseRoles.ActingAs(connection, DatabaseRoles.App, Scope.Everything));
        var release = new ReleaseDue(new Database(source, TimeProvider.System, new MessageRoutes(inProcess: false, ReactionPlans.Flow.Hops.All)), TimeProvider.System);
        await using var host = Start("reactions", connection, broker);
        await Eventually.Holds(async () =>
        {
            if (host.HasExited)
                throw new InvalidOperationException(host.Output);
            await release.Run(CancellationToken.None);
            await Task.Delay(TimeSpan.FromMilliseconds(500));
            return await Count(connection, "kind = 'Letter'") > 0 && await Count(connection, "kind = 'Letter' and state in ('Planned', 'Released', 'Sending')") == 0;
        }, Patience);
    }

    private static Task<int> Count(string connection, string where) => Scalar(connection, $"select count(*)::int from delivery.delivery where {where}");

    private static async Task<int> Scalar(string connection, string statement)
    {
        await using var open = new NpgsqlConnection(connection);
        return await open.ExecuteScalarAsync<int>(statement);
    }

    private static async Task<(int ExitCode, string Said)> Script(string name, string connection, string[] arguments, Dictionary<string, string>? settings = null)
    {
        var start = new ProcessStartInfo(Repository.Path($"deploy/{name}"), arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        var server = new NpgsqlConnectionStringBuilder(connection);
        foreach (var (variable, value) in new Dictionary<string, string>(settings ?? [])
        {
            ["PGHOST"] = server.Host!,
            ["PGPORT"] = server.Port.ToString(CultureInfo.InvariantCulture),
            ["PGUSER"] = server.Username!,
            ["PGPASSWORD"] = server.Password!,
            ["PGDATABASE"] = server.Database!,
        })
            start.Environment[variable] = value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said + await errors);
    }
}
