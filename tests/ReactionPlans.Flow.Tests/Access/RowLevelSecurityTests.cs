using Dapper;
using Npgsql;
using NUnit.Framework;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Access;

/// <summary>Goes straight to the tables as the app role, without any statement of the program's: what a forgotten where clause would see.</summary>
public sealed class RowLevelSecurityTests
{
    /// <summary>Tables that no partnership's row can be in, each with why it needs no policy.</summary>
    private static readonly Dictionary<string, string> Open = new()
    {
        ["migration.applied"] = "which files of this program have run; every host reads it before it has a scope",
        ["plumbing.purpose"] = "whether the database is an exercise's; every host reads it before it has a scope, and only the owner writes it",
    };

    /// <summary>Tables read by every partnership, or by none: they hold nobody's rows, and are tested as wholes below.</summary>
    private static readonly string[] Shared = ["intake.area", "intake.area_version", "reactions.station", "reactions.site", "intake.school_holiday"];

    private static readonly string[] FlowsOwn =
        ["plumbing.outbox", "plumbing.inbox", "plumbing.stuck_message", "plumbing.replay", "plumbing.lookup_mark", "plumbing.keys_folder", "detection.feed_judged", "intake.api_key", "access.account", "access.membership", "access.person_key",
         "access.attempt", "evaluation.comparison_rise", "delivery.receipt_cursor", "delivery.unknown_receipt", "reactions.erasure", "reactions.station_booking"];

    private static readonly string[] Commands = ["SELECT", "INSERT", "UPDATE", "DELETE"];

    private TestDatabase database = null!;

    private static IEnumerable<string> Owned => TwoPartnerships.RowsOf.Keys;

    [OneTimeSetUp]
    public async Task Settle()
    {
        database = await TestDatabase.Create();
        await TwoPartnerships.Settle(database);
    }

    [OneTimeTearDown]
    public async Task Leave() => await database.DisposeAsync();

    [Test]
    public async Task Every_table_of_ours_is_protected_or_says_why_not()
    {
        var tables = await database.Query<string>("""
            select schemaname || '.' || tablename from pg_tables
            where schemaname not in ('pg_catalog', 'information_schema', 'hangfire', 'public') order by 1
            """);
        var bare = new List<string>();
        foreach (var table in tables.Except(Open.Keys))
        {
            var isOn = await database.Scalar<bool>("select relrowsecurity from pg_class where oid = @table::regclass", new { table });
            var commands = await database.Query<string>("select cmd from pg_policies where schemaname || '.' || tablename = @table and 'reactionplans_app' = any(roles)", new { table });
            if (!isOn || !Commands.All(commands.Contains))
                bare.Add($"{table}: add its line to 0019-row-level-security.sql");
            if (!Owned.Contains(table) && !Shared.Contains(table) && !FlowsOwn.Contains(table))
                bare.Add($"{table}: add its rows to TwoPartnerships, or the table to one of the lists here");
        }

        Assert.That(bare, Is.Empty);
        Assert.That(Owned.Concat(Shared).Concat(FlowsOwn).Concat(Open.Keys), Is.SubsetOf(tables), "a list names a table that is gone");
    }

    [Test]
    public async Task A_row_that_belongs_to_a_partnership_cannot_be_without_one()
    {
        var nullable = await database.Query<string>("""
            select table_schema || '.' || table_name from information_schema.columns
            where column_name = 'partnership_id' and is_nullable = 'YES'
            """);

        Assert.That(nullable, Is.EquivalentTo(["access.audit_entry", "access.membership"]), "these two tell of the installation as well");
    }

    [TestCaseSource(nameof(Owned))]
    public async Task A_partnership_reads_its_own_rows_and_no_other(string table)
    {
        var mine = await Count("alfa", table, Where(table, "alfa", 1));

        Assert.That(mine, Is.EqualTo(1), "its own");
        Assert.That(await Count("alfa", table, "true"), Is.EqualTo(1), "nothing else");
        Assert.That(await Count("beta", table, Where(table, "beta", 2)), Is.EqualTo(1));
        Assert.That(await Count("beta", table, "true"), Is.EqualTo(1));
        Assert.That(await Count("alfa,beta", table, "true"), Is.EqualTo(2), "a district's coordinator with both");
    }

    [TestCaseSource(nameof(Owned))]
    public async Task No_scope_reads_nothing_and_the_flow_reads_all(string table)
    {
        Assert.That(await Count("", table, "true"), Is.Zero);
        Assert.That(await Count(null, table, "true"), Is.Zero, "the setting was never made");
        Assert.That(await Count("gamma", table, "true"), Is.Zero, "a partnership without rows");
        Assert.That(await Count("*", table, "true"), Is.EqualTo(2));
        if (table != "access.audit_entry")
            Assert.That(await Count("#accounts", table, "true"), Is.Zero, "signing in sees no case");
        if (table is not ("outward.journal" or "outward.webhook"))
            Assert.That(await Count("#operation", table, "true"), Is.Zero, "whoever looks after the machinery sees no case");
    }

    [TestCaseSource(nameof(Owned))]
    public async Task Nobody_changes_or_removes_anothers_rows(string table)
    {
        foreach (var scope in new[] { "alfa", "", "#accounts", "gamma" })
        {
            Assert.That(await Attempt(scope, $"update {table} set {await AnyColumn(table)} = {await AnyColumn(table)} where {Where(table, "beta", 2)}"), Is.LessThanOrEqualTo(0), scope);
            Assert.That(await Attempt(scope, $"delete from {table} where {Where(table, "beta", 2)}"), Is.LessThanOrEqualTo(0), scope);
        }
    }

    [TestCaseSource(nameof(Owned))]
    public async Task Nobody_adds_rows_to_another(string table)
    {
        var columns = string.Join(", ", await database.Query<string>(
            "select column_name from information_schema.columns where table_schema || '.' || table_name = @table and is_identity = 'NO' order by ordinal_position", new { table }));
        await using var template = await database.Superuser.OpenConnectionAsync();
        var row = await template.ExecuteScalarAsync<string>($"select to_jsonb(one)::text from {table} as one where {Where(table, "beta", 2)}");

        foreach (var scope in new[] { "alfa", "", "#accounts" })
        {
            if (table == "access.audit_entry" && scope == "#accounts")
                continue; // signing in writes the audit of any partnership
            // The very row that is there: without row-level security it would be a breach of a key, not of a right.
            var refused = await Assert.ThrowsAsync<PostgresException>(() => As(scope,
                connection => connection.ExecuteAsync($"insert into {table} ({columns}) select {columns} from jsonb_populate_record(null::{table}, @row::jsonb)", new { row })));
            Assert.That(refused!.SqlState, Is.EqualTo(PostgresErrorCodes.InsufficientPrivilege), scope);
            Assert.That(refused!.MessageText, Does.Contain(table == "access.audit_head" ? "permission denied for table" : "row-level security"), scope);
        }
    }

    [TestCase("agreements.version")]
    [TestCase("detection.spike")]
    [TestCase("activation.task")]
    [TestCase("delivery.delivery")]
    public async Task A_row_of_ones_own_cannot_be_given_to_another(string table)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => As("alfa", connection => connection.ExecuteAsync($"update {table} set partnership_id = 'beta'")));

        Assert.That(refused!.MessageText, Does.Contain("row-level security"));
        Assert.That(await database.Rows(table, "partnership_id = 'alfa'"), Is.EqualTo(1));
    }

    [TestCaseSource(nameof(Shared))]
    public async Task The_map_is_read_by_every_partnership_and_written_by_none(string table)
    {
        Assert.That(await Count("alfa", table, "true"), Is.GreaterThan(0));
        Assert.That(await Count("", table, "true"), Is.Zero);
        Assert.That(await Count("#accounts", table, "true"), Is.Zero);
        Assert.That(await Attempt("alfa", $"update {table} set name = 'x'"), Is.LessThanOrEqualTo(0));
        Assert.That(await Attempt("alfa", $"delete from {table}"), Is.LessThanOrEqualTo(0));
    }

    [TestCaseSource(nameof(FlowsOwn))]
    public async Task People_read_nothing_of_the_plumbing(string table)
    {
        foreach (var scope in new[] { "alfa", "", "alfa,beta" })
        {
            Assert.That(await Count(scope, table, "true"), Is.Zero, scope);
            Assert.That(await Attempt(scope, $"delete from {table}"), Is.LessThanOrEqualTo(0), scope);
        }

        Assert.That(await Count("*", table, "true"), Is.GreaterThan(0));
        Assert.That(await Count("#operation", table, "true"), table is "plumbing.stuck_message" or "plumbing.outbox" ? Is.GreaterThan(0) : Is.Zero);
        Assert.That(await Count("#accounts", table, "true"), table.StartsWith("access.", StringComparison.Ordinal) ? Is.GreaterThan(0) : Is.Zero);
    }

    [Test]
    public async Task Whoever_acts_can_say_so_in_the_outbox_and_nobody_else()
    {
        const string say = "insert into plumbing.outbox (message_id, type, body, created_at) values (gen_random_uuid(), 'Test', '{}', '2026-03-04')";

        Assert.That(await Attempt("alfa", say), Is.EqualTo(1));
        Assert.That(await Attempt("", say), Is.EqualTo(-1));
        Assert.That(await Attempt("#accounts", say), Is.EqualTo(-1));
        Assert.That(await Attempt("#operation", say), Is.EqualTo(1), "what was stuck is put back");
    }

    [Test]
    public async Task That_a_station_is_out_is_seen_by_all_and_said_in_ones_own_name_and_its_calendar_stays_the_flows()
    {
        static string Say(string kind, string notedBy) =>
            $"insert into reactions.station_booking (station_id, uid, starts_at, ends_at, kind, reason, noted_by, noted_at) values ('s', 'x', '2026-03-05', '2026-03-06', '{kind}', 'r', '{notedBy}', '2026-03-04')";
        Assert.That(await Attempt("alfa", Say("OutOfService", "alfa/p")), Is.EqualTo(1));
        Assert.That(await Attempt("alfa", Say("OutOfService", "beta/p")), Is.EqualTo(-1));
        Assert.That(await Attempt("alfa", Say("Calendar", "alfa/p")), Is.EqualTo(-1));
        Assert.That(await Attempt("", Say("OutOfService", "alfa/p")), Is.EqualTo(-1));

        await using var connection = await database.Superuser.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync($"{Say("OutOfService", "alfa/p")}; set local role reactionplans_app; set local reactionplans.partnerships = 'beta'");
        Assert.That(await connection.QueryAsync<string>("select kind from reactions.station_booking"), Is.EqualTo(["OutOfService"]));
        Assert.That(await connection.ExecuteAsync("update reactions.station_booking set reason = 'another'"), Is.Zero);
        Assert.That(await connection.ExecuteAsync("delete from reactions.station_booking"), Is.EqualTo(1), "it can be sent again, whoever it was that called it out");
        await connection.ExecuteAsync("reset role; set local reactionplans.partnerships = '*'");
        Assert.That(await connection.ExecuteScalarAsync<int>("select count(*)::int from reactions.station_booking"), Is.EqualTo(1));
    }

    [Test]
    public async Task When_a_crew_is_taken_is_given_out_and_nothing_of_by_whom_and_only_to_somebody()
    {
        await using var connection = await database.Superuser.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync("set local role reactionplans_app; set local reactionplans.partnerships = 'beta'");
        var taken = (IDictionary<string, object?>)await connection.QuerySingleAsync("select * from access.crews_taken('2026-03-01') where kind = 'Calendar'");
        Assert.That(taken.Keys, Is.EqualTo(new[] { "kind", "uid", "station_id", "starts_at", "ends_at", "site_id", "latitude", "longitude" }));
        Assert.That(taken["uid"], Is.Null, "the id in somebody's calendar stays there");
        Assert.That(await connection.QueryAsync<string>("select id from access.lock_stations()"), Is.EqualTo(["s"]));

        await connection.ExecuteAsync("set local reactionplans.partnerships = ''");
        Assert.That(await connection.QueryAsync("select * from access.crews_taken('2026-03-01')"), Is.Empty);
        Assert.That(await connection.QueryAsync("select * from access.lock_stations()"), Is.Empty);
    }

    [Test]
    public async Task A_correction_that_moves_a_report_away_is_still_seen_but_not_where_to()
    {
        await using var connection = await database.Superuser.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync("""
            insert into intake.report_revision (report_id, revision, withdrawn, known_at, received_at, offence, attempt, reported_at, reported_day, content_hash)
                select report_id, 2, withdrawn, known_at, received_at, offence, attempt, reported_at, reported_day, content_hash from intake.report_revision where report_id = 1;
            insert into intake.report_area (report_id, revision, area_id) values (1, 2, 2);
            set local role reactionplans_app;
            set local reactionplans.partnerships = 'alfa'
            """);

        Assert.That(await connection.ExecuteScalarAsync<int>("select max(revision) from intake.report_revision"), Is.EqualTo(2), "or it would still be counted here");
        Assert.That(await connection.QueryAsync<int>("select area_id from intake.report_area"), Is.EqualTo([1]));
    }

    [Test]
    public async Task Reports_that_lie_nowhere_are_a_number_to_those_whose_source_they_are_of_and_rows_to_nobody()
    {
        await using var connection = await database.Superuser.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync("""
            insert into intake.report (id, source, reference) overriding system value values (91, 'alfa', 'R91'), (92, 'alfa', 'R92'), (93, 'alfa', 'R93');
            insert into intake.report_revision (report_id, revision, withdrawn, known_at, received_at, offence, attempt, reported_at, reported_day, content_hash)
                select other.id, other.revision, other.withdrawn, known_at, received_at, offence, attempt, reported_at, other.day, content_hash
                from intake.report_revision, (values (91, 1, false, '2026-03-04'::date), (92, 1, false, '2026-03-04'), (92, 2, true, '2026-03-04'), (93, 1, false, '2026-02-01'))
                    as other (id, revision, withdrawn, day) where report_id = 1;
            set local role reactionplans_app
            """);

        var counted = new List<int>();
        foreach (var scope in new[] { "*", "alfa", "beta", "", "#accounts", "#operation" })
        {
            await connection.ExecuteAsync("select set_config('reactionplans.partnerships', @scope, true)", new { scope });
            counted.Add(await connection.ExecuteScalarAsync<int>("select access.unplaced('2026-03-01')"));
        }

        Assert.That(counted, Is.EqualTo([1, 1, 0, 0, 0, 0]), "the withdrawn and the old one are left out");
        await connection.ExecuteAsync("set local reactionplans.partnerships = 'alfa'");
        Assert.That(await connection.QueryAsync<long>("select id from intake.report"), Is.EqualTo([1L]));
    }

    [Test]
    public async Task An_agreement_whose_areas_are_not_written_beside_it_shows_nothing()
    {
        await using var connection = await database.Superuser.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        async Task<int> Seen(string codes)
        {
            await connection.ExecuteAsync($"reset role; update agreements.version set area_codes = {codes} where partnership_id = 'alfa'; set local role reactionplans_app; set local reactionplans.partnerships = 'alfa'");
            return await connection.ExecuteScalarAsync<int>("select count(*)::int from intake.report");
        }

        Assert.That(await Seen("null"), Is.Zero);
        Assert.That(await Seen("'{}'"), Is.Zero);
        Assert.That(await Seen("'{*}'"), Is.EqualTo(2), "every area of the level");
        Assert.That(await Seen("'{2}'"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_connection_from_the_pool_has_forgotten_the_last_ones_scope()
    {
        var restricted = new NpgsqlConnectionStringBuilder(DatabaseRoles.ActingAs(database.SuperuserConnectionString, DatabaseRoles.App)) { MaxPoolSize = 1 };
        await using var source = NpgsqlDataSource.Create(restricted.ConnectionString);
        var narrow = new Database(source, database.Clock, new MessageRoutes(true, Hops.All));
        var seen = await narrow.SeenBy(Scope.Of("alfa")).Do(work => CountSpikes(work.Connection), CancellationToken.None);
        var after = await narrow.Do(work => CountSpikes(work.Connection), CancellationToken.None);

        Assert.That((seen, after), Is.EqualTo((1, 0)));
    }

    [Test]
    public void A_view_can_only_be_narrowed_and_only_once()
    {
        Assert.That(() => database.Database.SeenBy(Scope.Everything), Throws.InvalidOperationException);
        Assert.That(() => database.Database.SeenBy(Scope.Of("alfa")).SeenBy(Scope.Of("beta")), Throws.InvalidOperationException);
        Assert.That(new[] { "*", "#accounts", "#operation", "alfa,beta", "", " " }.Select(Scope.Of), Is.All.EqualTo(Scope.Nothing), "no name of a partnership means more than one");
    }

    private static Task<int> CountSpikes(NpgsqlConnection connection) => connection.ExecuteScalarAsync<int>("select count(*)::int from detection.spike");

    private static string Where(string table, string partnership, int area) =>
        TwoPartnerships.RowsOf[table].Replace(":partnership", $"'{partnership}'", StringComparison.Ordinal).Replace(":area", $"{area}", StringComparison.Ordinal);

    private async Task<string> AnyColumn(string table) => (await database.Scalar<string>(
        "select column_name from information_schema.columns where table_schema || '.' || table_name = @table and is_identity = 'NO' order by ordinal_position limit 1", new { table }))!;

    private Task<int> Count(string? scope, string table, string where) =>
        As(scope, connection => connection.ExecuteScalarAsync<int>($"select count(*)::int from {table} where {where}"));

    /// <summary>Rows touched, never committed; -1: the right to do it is missing altogether.</summary>
    private async Task<int> Attempt(string scope, string statement)
    {
        try
        {
            return await As(scope, connection => connection.ExecuteAsync(statement));
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            return -1;
        }
    }

    private async Task<T> As<T>(string? scope, Func<NpgsqlConnection, Task<T>> body)
    {
        // Past the program: the role and the setting by hand, and no setting at all for null.
        await using var connection = new NpgsqlConnection(database.SuperuserConnectionString);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync("set local role reactionplans_app");
        if (scope is not null)
            await connection.ExecuteAsync("select set_config('reactionplans.partnerships', @scope, true)", new { scope });
        return await body(connection);
    }
}
