using System.Diagnostics;
using System.Runtime.Versioning;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using NUnit.Framework;
using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.System.Tests;

[TestFixture]
[NonParallelizable]
[UnsupportedOSPlatform("windows")]
public sealed class EmbeddedPostgresTests
{
    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("rp-embedded-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task A_stopped_cluster_keeps_its_rows_and_its_password()
    {
        await using (var first = await Start())
            await Execute(first, "create table kept as select 42 as answer");

        await using var second = await Start();

        Assert.That(await Scalar(second, "select answer from kept"), Is.EqualTo(42));
    }

    [Test]
    public async Task It_listens_on_loopback_only_asks_for_the_password_and_never_runs_as_root()
    {
        await using var postgres = await Start();
        var noPassword = new NpgsqlConnectionStringBuilder(postgres.SuperuserConnectionString("postgres")) { Password = "guess" };

        await Assert.MultipleAsync(async () =>
        {
            Assert.That(await Scalar(postgres, "show listen_addresses"), Is.EqualTo("127.0.0.1"));
            Assert.That(await Scalar(postgres, "show password_encryption"), Is.EqualTo("scram-sha-256"));
            Assert.That(await Scalar(postgres, "select count(*)::int from pg_hba_file_rules where auth_method <> 'scram-sha-256'"), Is.Zero);
            Assert.That(postgres.HostAndPort, Does.Match(@"^127\.0\.0\.1:(2[5-9]|3[0-2])\d{3}$"));
            Assert.That(async () => await Scalar(noPassword.ConnectionString, "select 1"), Throws.InstanceOf<PostgresException>());
            Assert.That(IdOf(postgres.ProcessId, "Uid"), Is.Not.Zero);
            Assert.That(File.GetUnixFileMode(Directory.GetFiles(folder, "password", SearchOption.AllDirectories).Single()),
                Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        });
    }

    [Test]
    public async Task Nothing_of_it_runs_after_a_stop()
    {
        var postgres = await Start();
        await postgres.DisposeAsync();

        await Until(() => Task.FromResult(!IsRunning(postgres.ProcessId)));
    }

    [Test]
    public async Task A_second_start_on_a_folder_in_use_is_refused_and_disturbs_nobody()
    {
        await using var postgres = await Start();

        Assert.That(async () => await Start(), Throws.TypeOf<EmbeddedPostgresInUse>()
            .With.Message.Contains(folder).And.Message.Contains($"proces {Environment.ProcessId}"));
        Assert.That(await Scalar(postgres, "select 1"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_killed_postmaster_with_a_statement_still_running_is_recovered_with_all_that_was_committed()
    {
        var killed = await Start();
        await Execute(killed, "create table kept as select 42 as answer");
        var busy = Scalar(killed, "select count(*)::int from generate_series(1, 100000000000)"); // its process does not notice the death of its parent
        await Until(async () => await Scalar(killed, "select count(*)::int from pg_stat_activity where query like '%generate_series(1, 1000%'") is > 1);

        Process.GetProcessById(killed.ProcessId).Kill();
        await killed.DisposeAsync();
        await using var restarted = await Start();

        Assert.That(await Scalar(restarted, "select answer from kept"), Is.EqualTo(42));
        Assert.That(async () => await busy, Throws.InstanceOf<NpgsqlException>());
    }

    [Test]
    public async Task A_server_left_running_by_a_killed_host_is_stopped_and_its_rows_are_there()
    {
        var postgres = await Start();
        await Execute(postgres, "create table kept as select 42 as answer");
        var asItRan = (await File.ReadAllTextAsync($"/proc/{postgres.ProcessId}/cmdline")).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        var user = IdOf(postgres.ProcessId, "Uid");
        var group = IdOf(postgres.ProcessId, "Gid");
        await postgres.DisposeAsync();
        using var left = Process.Start(Environment.IsPrivilegedProcess ? "setpriv" : asItRan[0],
            Environment.IsPrivilegedProcess ? [$"--reuid={user}", $"--regid={group}", "--clear-groups", "--", .. asItRan] : asItRan[1..]);
        await Until(() => Task.FromResult(Directory.GetFiles(folder, "postmaster.pid", SearchOption.AllDirectories) is [var lockFile]
            && File.ReadAllText(lockFile).Contains("ready", StringComparison.Ordinal)));

        await using var restarted = await Start();

        Assert.That(left.WaitForExit(TimeSpan.FromSeconds(5)), Is.True);
        Assert.That(await Scalar(restarted, "select answer from kept"), Is.EqualTo(42));
    }

    [Test]
    public async Task A_lock_file_with_the_number_of_a_living_stranger_is_recovered()
    {
        var postgres = await Start();
        await postgres.DisposeAsync();
        var data = Directory.GetFiles(folder, "PG_VERSION", SearchOption.AllDirectories).Select(Path.GetDirectoryName).MinBy(path => path!.Length)!;
        await File.WriteAllTextAsync(Path.Combine(data, "postmaster.pid"), $"{Environment.ProcessId}\n{data}\n0\n25432\n\n127.0.0.1\n");

        await using var restarted = await Start();

        Assert.That(restarted.ProcessId, Is.Not.EqualTo(Environment.ProcessId));
        Assert.That(await Scalar(restarted, "select 1"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_lost_password_file_is_told_in_both_languages()
    {
        await (await Start()).DisposeAsync();
        File.Delete(Directory.GetFiles(folder, "password", SearchOption.AllDirectories).Single());

        Assert.That(async () => await Start(), Throws.TypeOf<EmbeddedPostgresUnavailable>()
            .With.Message.Contains("Læg filen tilbage").And.Message.Contains("Put it back"));
    }

    private Task<EmbeddedPostgres> Start() => EmbeddedPostgres.Start(folder, NullLogger.Instance, CancellationToken.None);

    private static async Task Until(Func<Task<bool>> holds)
    {
        for (var tries = 0; !await holds(); tries++)
        {
            Assert.That(tries, Is.LessThan(100), "It did not come to that within 10 s.");
            await Task.Delay(100);
        }
    }

    private static Task<object?> Execute(EmbeddedPostgres postgres, string sql) => Scalar(postgres, sql);

    private static Task<object?> Scalar(EmbeddedPostgres postgres, string sql) => Scalar(postgres.SuperuserConnectionString("postgres"), sql);

    private static async Task<object?> Scalar(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>A process that nobody has reaped yet is listed without a command line.</summary>
    private static bool IsRunning(int processId)
    {
        try
        {
            return File.ReadAllText($"/proc/{processId}/cmdline").Length > 0;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static int IdOf(int processId, string kind) => File.ReadLines($"/proc/{processId}/status")
        .Where(line => line.StartsWith(kind, StringComparison.Ordinal))
        .Select(line => int.Parse(line.Split('\t')[1], global::System.Globalization.CultureInfo.InvariantCulture))
        .Single();
}
