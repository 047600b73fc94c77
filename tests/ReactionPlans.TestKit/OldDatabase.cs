using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;
using ReactionPlans.Flow;
using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.TestKit;

/// <summary>A database whose schema is that of an earlier day, for what a migration does with rows that are there already.</summary>
public sealed class OldDatabase : IAsyncDisposable
{
    private readonly NpgsqlDataSource app;

    private OldDatabase(string connectionString)
    {
        ConnectionString = connectionString;
        app = NpgsqlDataSource.Create(DatabaseRoles.ActingAs(connectionString, DatabaseRoles.App, Scope.Everything));
        AsApp = new Database(app, new FixedClock(), new MessageRoutes(true, Hops.All));
    }

    /// <summary>A superuser's.</summary>
    public string ConnectionString { get; }

    public Database AsApp { get; }

    /// <param name="before">The first migration that has not run.</param>
    public static async Task<OldDatabase> Create(int before)
    {
        var server = await PostgresServer.ForThisProcess();
        var name = $"old_{Guid.NewGuid():N}";
        await using (var connection = new NpgsqlConnection(server.SuperuserConnectionString("postgres")))
            await connection.ExecuteAsync($"create database {name}");
        var superuser = server.SuperuserConnectionString(name) + ";Pooling=false";
        await DatabaseRoles.Ensure(superuser, CancellationToken.None);

        await using var owner = new NpgsqlConnection(DatabaseRoles.ActingAs(superuser, DatabaseRoles.Owner));
        await owner.OpenAsync();
        await owner.ExecuteAsync(Sql.Text("Database/before-migrations.sql"));
        foreach (var file in Sql.Below("Database/").Where(file => char.IsAsciiDigit(file["Database/".Length])))
        {
            var version = int.Parse(file.AsSpan("Database/".Length, 4), CultureInfo.InvariantCulture);
            if (version >= before)
                continue;
            var text = Sql.Source(file);
            await owner.ExecuteAsync(text);
            await owner.ExecuteAsync(Sql.Text("Plumbing/add-migration.sql"),
                new { version, name = file, checksum = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))), now = TestDatabase.Start });
        }

        return new OldDatabase(superuser);
    }

    /// <summary>Arranges, past every grant.</summary>
    public async Task<int> Execute(string statement)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        return await connection.ExecuteAsync(statement);
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => TestDatabase.Start;
    }
}
