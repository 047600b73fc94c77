using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;
using NUnit.Framework;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Access;

/// <summary>Whoever can write to the database as they like changes the account of who did what; each change is found.</summary>
public sealed class AuditChainTests
{
    private const int Entries = 6;

    /// <summary>What somebody would do who has the database to themselves.</summary>
    private const string PastTheTriggers = "set local session_replication_role = replica; ";

    private TestDatabase database = null!;
    private AuditChains chains = null!;

    [SetUp]
    public async Task Open()
    {
        database = await TestDatabase.Create();
        chains = new AuditChains(database.Database);
        for (var number = 1; number <= Entries; number++)
        {
            await Write("alfa", number);
            await Write("beta", number);
            await Write(null, number);
        }
    }

    [TearDown]
    public async Task Close() => await database.DisposeAsync();

    [Test]
    public async Task Chains_as_they_were_written_are_whole_and_have_an_end_to_write_down()
    {
        var reports = await chains.Verify(null, null, null, CancellationToken.None);

        Assert.That(reports.Select(report => (report.Chain, report.Entries, report.Problem)), Is.EqualTo([("", 6L, (Problem?)null), ("alfa", 6L, null), ("beta", 6L, null)]));
        Assert.That(reports.Select(report => report.LastHash), Is.Unique.And.All.Length.EqualTo(64));
        Assert.That(reports[1].LastHash, Is.EqualTo(await database.Scalar<string>("select encode(last_hash, 'hex') from access.audit_head where chain = 'alfa'")));
    }

    [Test]
    public async Task No_entries_are_no_chain()
    {
        await using var empty = await TestDatabase.Create();
        Assert.That(await new AuditChains(empty.Database).Verify(null, null, null, CancellationToken.None), Is.Empty);
        Assert.That(await chains.Verify("gamma", null, null, CancellationToken.None), Is.Empty);
        Assert.That((await chains.Export("gamma", Stream.Null, Actor.Program, null, CancellationToken.None)).Problem!.Number, Is.EqualTo(Problems.AuditChainUnknown.Number));
    }

    private static IEnumerable<TestCaseData> Columns()
    {
        yield return Column("id", "id + 1000", 8101);
        yield return Column("at", "at + interval '1 microsecond'", 8101);
        yield return Column("actor_kind", "'account'", 8101);
        yield return Column("actor", "'somebody'", 8101);
        yield return Column("partnership_id", "'gamma'", 8102);
        yield return Column("action", "'spike-held'", 8101);
        yield return Column("subject_kind", "null", 8101);
        yield return Column("subject_id", "subject_id || '0'", 8101);
        yield return Column("detail", """'{"rows": 5}'""", 8101);
        yield return Column("number", "44", 8102);
        yield return Column("previous_hash", "entry_hash", 8105);
        yield return Column("entry_hash", "previous_hash", 8101);

        static TestCaseData Column(string name, string value, int problem) => new(name, value, problem);
    }

    [TestCaseSource(nameof(Columns))]
    public async Task A_change_of_any_column_is_found_where_it_is(string column, string value, int problem)
    {
        Assert.That(await Tamper($"update access.audit_entry set {column} = {value} where partnership_id = 'alfa' and number = 4", overriding: column == "id"), Is.EqualTo(1));

        var broken = await Broken("alfa");
        Assert.That((broken.Problem!.Number, broken.Entries), Is.EqualTo((problem, 3L)));
        Assert.That(broken.Problem.English, Does.Contain("4").And.Contain("alfa"));
        Assert.That((await Broken("beta")).Problem, Is.Null, "the others are whole");
    }

    [Test]
    public async Task Every_column_has_been_changed_here() =>
        Assert.That(Columns().Select(one => one.Arguments[0]), Is.EquivalentTo(
            await database.Query<string>("select column_name from information_schema.columns where table_schema = 'access' and table_name = 'audit_entry'")));

    [Test]
    public async Task A_field_that_takes_from_the_next_is_another_entry()
    {
        await Tamper("update access.audit_entry set actor = actor || 'x', action = substr(action, 2) where partnership_id = 'alfa' and number = 2");

        Assert.That((await Broken("alfa")).Problem!.Number, Is.EqualTo(8101));
    }

    [TestCase("delete from access.audit_entry where partnership_id = 'alfa' and number = 3", 8102, 2, TestName = "removed: one in the middle")]
    [TestCase("delete from access.audit_entry where partnership_id = 'alfa' and number in (3, 4)", 8103, 2, TestName = "removed: two in the middle")]
    [TestCase("delete from access.audit_entry where partnership_id = 'alfa' and number = 1", 8102, 0, TestName = "removed: the first")]
    [TestCase("delete from access.audit_entry where partnership_id = 'alfa' and number = 6", 8106, 5, TestName = "removed: the last")]
    [TestCase("delete from access.audit_entry where partnership_id = 'alfa'", 8106, 0, TestName = "removed: all")]
    [TestCase("delete from access.audit_head where chain = 'alfa'", 8107, 0, TestName = "removed: where the chain ends")]
    [TestCase("update access.audit_head set last_hash = sha256('') where chain = 'alfa'", 8108, 6, TestName = "changed: where the chain ends")]
    public async Task What_is_gone_is_missed(string statement, int problem, int whole)
    {
        Assert.That(await Tamper(statement), Is.GreaterThan(0));

        var broken = await Broken("alfa");
        Assert.That((broken.Problem?.Number, broken.Entries), Is.EqualTo((problem, (long)whole)));
    }

    [Test]
    public async Task Two_that_have_changed_places_are_found()
    {
        await Tamper("""
            update access.audit_entry as here
            set at = there.at, actor_kind = there.actor_kind, actor = there.actor, action = there.action, subject_kind = there.subject_kind,
                subject_id = there.subject_id, detail = there.detail, previous_hash = there.previous_hash, entry_hash = there.entry_hash
            from access.audit_entry as there
            where here.partnership_id = 'alfa' and there.partnership_id = 'alfa' and here.number in (3, 4) and there.number = 7 - here.number
            """);

        Assert.That((await Broken("alfa")).Problem!.Number, Is.EqualTo(8105));
    }

    [TestCase("4", 8104)]
    [TestCase("0", 8104)]
    [TestCase("7", 8107)]
    public async Task One_that_was_slipped_in_is_found(string number, int problem)
    {
        await Tamper($"""
            drop index access.audit_entry_in_chain;
            insert into access.audit_entry (at, actor_kind, actor, partnership_id, action, number, previous_hash, entry_hash)
            select at, actor_kind, 'somebody', partnership_id, action, {number}, previous_hash, entry_hash from access.audit_entry where partnership_id = 'alfa' and number = 4
            """);

        Assert.That((await Broken("alfa")).Problem?.Number, Is.EqualTo(problem));
    }

    [Test]
    public async Task A_change_with_its_hash_made_anew_breaks_at_the_next()
    {
        await Tamper("""
            update access.audit_entry set actor = 'somebody' where partnership_id = 'alfa' and number = 4;
            update access.audit_entry as entry set entry_hash = access.audit_hash(entry) where partnership_id = 'alfa' and number = 4
            """);

        var broken = await Broken("alfa");
        Assert.That((broken.Problem!.Number, broken.Entries), Is.EqualTo((8105, 4L)));
    }

    [Test]
    public async Task A_chain_made_anew_from_end_to_end_is_found_by_the_hash_that_was_written_down()
    {
        var written = Convert.FromHexString((await Broken("alfa")).LastHash);
        await Write("alfa", 7);
        Assert.That((await chains.Verify("alfa", written, null, CancellationToken.None)).Single(), Has.Property("Problem").Null.And.Property("ExpectedAt").EqualTo(6), "a chain that has grown since leads through it");

        await Tamper("""
            update access.audit_entry set actor = 'somebody' where partnership_id = 'alfa' and number = 4;
            do $$
            declare
                entry access.audit_entry;
                last bytea := (select entry_hash from access.audit_entry where partnership_id = 'alfa' and number = 3);
            begin
                for entry in select * from access.audit_entry where partnership_id = 'alfa' and number >= 4 order by number loop
                    entry.previous_hash := last;
                    last := access.audit_hash(entry);
                    update access.audit_entry set previous_hash = entry.previous_hash, entry_hash = last where id = entry.id;
                end loop;
                update access.audit_head set last_hash = last where chain = 'alfa';
            end
            $$;
            """);

        Assert.That((await Broken("alfa")).Problem, Is.Null, "all it has to go by was changed with it");
        Assert.That((await chains.Verify("alfa", written, null, CancellationToken.None)).Single().Problem!.Number, Is.EqualTo(8109));
    }

    [TestCase("update access.audit_head set last_hash = sha256('')")]
    [TestCase("update access.audit_head set last_number = last_number + 2")]
    [TestCase("delete from access.audit_head")]
    [TestCase("truncate access.audit_head")]
    public async Task Neither_the_app_nor_the_owner_changes_where_a_chain_ends(string statement)
    {
        foreach (var role in new[] { DatabaseRoles.App, DatabaseRoles.Owner, DatabaseRoles.Migrator })
        {
            await using var connection = new NpgsqlConnection(DatabaseRoles.ActingAs(database.SuperuserConnectionString, role, Scope.Everything));
            await connection.OpenAsync();
            var refused = await Assert.ThrowsAsync<PostgresException>(() => connection.ExecuteAsync(statement), role);
            Assert.That(refused!.SqlState, Is.EqualTo(PostgresErrorCodes.InsufficientPrivilege), role);
        }
    }

    [Test]
    public async Task What_an_entry_says_of_its_own_place_counts_for_nothing()
    {
        await using (var connection = await database.App.OpenConnectionAsync())
            await connection.ExecuteAsync("""
                insert into access.audit_entry (at, actor_kind, actor, partnership_id, action, number, previous_hash, entry_hash)
                values ('2026-03-04', 'person', 'p', 'alfa', 'spike-held', 99, '', '')
                """);

        Assert.That(await Broken("alfa"), Has.Property("Problem").Null.And.Property("Entries").EqualTo(7));
    }

    [Test]
    public async Task Many_at_once_wait_for_one_another_and_nobody_forever()
    {
        const int writers = 12;
        const int each = 20;
        await database.Execute("create table public.row_of_a_case (id int primary key, times int); insert into public.row_of_a_case values (1, 0), (2, 0); grant all on public.row_of_a_case to public");

        // Each takes the chains in another order, and the rows of a case before and after: a chain held from the middle of a transaction would end in a deadlock.
        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
        {
            for (var time = 0; time < each; time++)
                await database.Database.Do(async work =>
                {
                    var odd = writer % 2 == 1;
                    await Audit.Write(work, Actor.Person($"p{writer}"), new AuditEntry(AuditAction.TaskDone, odd ? "alfa" : null));
                    await work.Connection.ExecuteAsync($"update public.row_of_a_case set times = times + 1 where id = {(odd ? 1 : 2)}");
                    await Audit.Write(work, Actor.Person($"p{writer}"), new AuditEntry(AuditAction.TaskDone, odd ? null : "alfa"));
                }, CancellationToken.None);
        })));

        var reports = await chains.Verify(null, null, null, CancellationToken.None);
        Assert.That(reports.Select(report => report.Problem), Is.All.Null);
        Assert.That(reports.Where(report => report.Chain != "beta").Select(report => report.Entries), Is.All.EqualTo(Entries + (writers * each)));
    }

    [Test]
    public async Task A_chain_that_grows_while_it_is_read_is_whole()
    {
        using var done = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            for (var number = 100; !done.IsCancellationRequested; number++)
                await Write("alfa", number);
        });
        for (var time = 0; time < 30; time++)
            Assert.That((await Broken("alfa")).Problem, Is.Null);
        await done.CancelAsync();
        await writing;
    }

    [Test]
    public async Task A_person_sees_and_takes_out_their_own_partnerships_chain_and_no_other()
    {
        var own = new AuditChains(database.Database.SeenBy(Scope.Of("alfa")));

        Assert.That((await own.Verify(null, null, null, CancellationToken.None)).Select(report => (report.Chain, report.Problem)), Is.EqualTo([("alfa", (Problem?)null)]));
        foreach (var other in new[] { "beta", AuditChains.Installation })
        {
            using var nothing = new MemoryStream();
            Assert.That((await own.Export(other, nothing, Actor.Person("p"), null, CancellationToken.None)).Problem!.Number, Is.EqualTo(8110));
            Assert.That(nothing.Length, Is.Zero);
        }

        using var file = new MemoryStream();
        Assert.That(await own.Export("alfa", file, Actor.Person("p"), null, CancellationToken.None), Has.Property("Problem").Null.And.Property("Entries").EqualTo(Entries));
        Assert.That(Encoding.UTF8.GetString(file.ToArray()), Does.Not.Contain("beta"));
        Assert.That(await database.Rows("access.audit_entry", "action = 'audit-exported' and actor = 'p' and partnership_id = 'alfa'"), Is.EqualTo(1), "that it was taken out is an entry itself");
    }

    [Test]
    public async Task A_chain_taken_out_can_be_checked_without_the_database()
    {
        await database.Database.Do(work => Audit.Write(work, Actor.Person("Åse \"x\"\\"), new AuditEntry(AuditAction.TaskDone, "alfa", "opgave/é😀", "", new { text = "æøå \"q\" \\ \u2028", none = (string?)null })), CancellationToken.None);
        using var file = new TemporaryFile(await ExportAlfa());
        var lastHash = (await Broken("alfa")).LastHash;

        var report = await AuditFile.Verify(file.Path, null, null, CancellationToken.None);
        Assert.That((report.Chain, report.Entries, report.Problem), Is.EqualTo(("alfa", (long)Entries + 1, (Problem?)null)));
        Assert.That((await AuditFile.Verify(file.Path, Convert.FromHexString(report.LastHash), null, CancellationToken.None)).ExpectedAt, Is.EqualTo(Entries + 1));
        Assert.That((await AuditFile.Verify(file.Path, SHA256.HashData([]), null, CancellationToken.None)).Problem!.Number, Is.EqualTo(8109));
        Assert.That(await database.Rows("access.audit_entry", $"encode(entry_hash, 'hex') = '{report.LastHash}'"), Is.EqualTo(1));
        Assert.That(lastHash, Is.Not.EqualTo(report.LastHash), "taking it out was one more entry");
    }

    [Test]
    public async Task A_file_with_a_line_changed_removed_moved_or_damaged_is_found_with_its_line()
    {
        var lines = (await ExportAlfa()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        await FileIs([.. lines[..3], lines[3].Replace("\"p3\"", "\"p9\"", StringComparison.Ordinal), .. lines[4..]], 8101, 4);
        await FileIs([.. lines[..3], .. lines[4..]], 8102, 4);
        await FileIs([.. lines[..3], lines[4], lines[3], .. lines[5..]], 8102, 4);
        await FileIs([.. lines[..3], lines[2], .. lines[3..]], 8104, 4);
        await FileIs(lines[..^1], 8106, null);
        await FileIs([.. lines[..3], lines[3][..20], .. lines[4..]], 8111, 4);
        await FileIs([.. lines[..3], lines[3].Replace("Z\"", "\"", StringComparison.Ordinal), .. lines[4..]], 8111, 4);
        await FileIs([.. lines[..3], lines[3].Replace("\"number\"", "\"nummer\"", StringComparison.Ordinal), .. lines[4..]], 8111, 4);
        await FileIs(lines[1..], 8111, 1);
        await FileIs([lines[0].Replace("\"lastHash\":\"", "\"lastHash\":\"0", StringComparison.Ordinal), .. lines[1..]], 8111, 1);
        await FileIs([], 8111, 1);

        static async Task FileIs(string[] text, int problem, int? line)
        {
            using var file = new TemporaryFile(string.Join('\n', text));
            var report = await AuditFile.Verify(file.Path, null, null, CancellationToken.None);
            Assert.That((report.Problem?.Number, report.Problem?.Place?.Line), Is.EqualTo((problem, line)), report.Problem?.ToString());
        }
    }

    [Test]
    public async Task Entries_from_before_there_were_chains_are_chained_as_they_were_written()
    {
        await using var old = await OldDatabase.Create(before: 23);
        await old.Execute("""
            insert into access.audit_entry (at, actor_kind, actor, partnership_id, action, detail)
            select '2026-03-04 12:00:00.123456+01'::timestamptz + interval '1 second' * number, 'person', 'p' || number,
                (array['alfa', 'beta', null])[1 + number % 3], 'task-done', case when number % 2 = 0 then jsonb_build_object('rows', number) end
            from generate_series(1, 10) as number
            """);

        Assert.That((await Migrator.Run(old.ConnectionString, TimeProvider.System, CancellationToken.None)).Problem, Is.Null);

        var reports = await new AuditChains(old.AsApp).Verify(null, null, null, CancellationToken.None);
        Assert.That(reports.Select(report => (report.Chain, report.Entries, report.Problem)), Is.EqualTo([("", 3L, (Problem?)null), ("alfa", 3L, null), ("beta", 4L, null)]));
        await old.AsApp.Do(work => Audit.Write(work, Actor.Program, new AuditEntry(AuditAction.TaskDone, "alfa")), CancellationToken.None);
        Assert.That((await new AuditChains(old.AsApp).Verify("alfa", null, null, CancellationToken.None)).Single().Entries, Is.EqualTo(4), "and the chain goes on");
        Assert.That(await Assert.ThrowsAsync<PostgresException>(() => old.Execute("set role reactionplans_owner; delete from access.audit_entry")), Has.Property("SqlState").EqualTo(PostgresErrorCodes.InsufficientPrivilege), "and is closed again");
    }

    private Task Write(string? partnership, int number) =>
        database.Database.Do(work => Audit.Write(work, Actor.Person($"p{number}"), new AuditEntry(AuditAction.SpikeApproved, partnership, "spike", $"{number}", new { rows = number })), CancellationToken.None);

    private async Task<ChainReport> Broken(string chain) => (await chains.Verify(chain, null, null, CancellationToken.None)).Single();

    private async Task<string> ExportAlfa()
    {
        using var file = new MemoryStream();
        await chains.Export("alfa", file, Actor.Program, null, CancellationToken.None);
        return Encoding.UTF8.GetString(file.ToArray());
    }

    /// <summary>As a superuser without triggers.</summary>
    private async Task<int> Tamper(string statement, bool overriding = false)
    {
        await using var connection = await database.Superuser.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync(PastTheTriggers + (overriding ? "alter table access.audit_entry alter column id drop identity" : ""));
        var rows = await connection.ExecuteAsync(statement);
        await transaction.CommitAsync();
        return rows;
    }

    private sealed class TemporaryFile : IDisposable
    {
        public TemporaryFile(string text) => File.WriteAllText(Path, text);

        public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"audit-{Guid.NewGuid():N}.jsonl");

        public void Dispose() => File.Delete(Path);
    }
}
