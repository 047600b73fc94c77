using Dapper;
using Npgsql;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.TestKit;

namespace ReactionPlans.Benchmarks;

/// <summary>A migrated database on a server of its own that waits for the disk as in production: without that wait the figures would flatter.</summary>
internal sealed class MeasuringDatabase : IAsyncDisposable
{
    private const string Name = "measurements";

    private readonly PostgresServer server;

    private MeasuringDatabase(PostgresServer server)
    {
        this.server = server;
        SuperuserConnectionString = server.SuperuserConnectionString(Name);
        Superuser = NpgsqlDataSource.Create(SuperuserConnectionString);
        App = NpgsqlDataSource.Create(DatabaseRoles.ActingAs(SuperuserConnectionString, DatabaseRoles.App, Scope.Everything));
    }

    public string SuperuserConnectionString { get; }

    public NpgsqlDataSource Superuser { get; }

    /// <summary>With the rights that the program has.</summary>
    public NpgsqlDataSource App { get; }

    public static async Task<MeasuringDatabase> Start(CancellationToken stopping)
    {
        var server = await PostgresServer.Start(durable: true, stopping);
        await using (var connection = new NpgsqlConnection(server.SuperuserConnectionString("postgres")))
            await connection.ExecuteAsync($"create database {Name}");
        var superuser = server.SuperuserConnectionString(Name);
        await DatabaseRoles.Ensure(superuser, stopping);
        var (_, problem) = await Migrator.Run(superuser, TimeProvider.System, stopping);
        return problem is null ? new MeasuringDatabase(server) : throw new InvalidOperationException(problem.ToString());
    }

    /// <summary>An empty database beside it, by a superuser's connection string.</summary>
    public async Task<string> Another(string name, CancellationToken stopping)
    {
        await using (var connection = await Superuser.OpenConnectionAsync(stopping))
            await connection.ExecuteAsync($"create database {name}");
        var superuser = server.SuperuserConnectionString(name);
        await DatabaseRoles.Ensure(superuser, stopping);
        return superuser;
    }

    public async Task EmptyIntake(CancellationToken stopping)
    {
        await using var connection = await Superuser.OpenConnectionAsync(stopping);
        await connection.ExecuteAsync("truncate intake.report, intake.report_revision, intake.report_area, intake.area_change cascade; truncate plumbing.outbox");
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Superuser.DisposeAsync();
        await server.DisposeAsync();
    }
}
