using System.Globalization;
using Dapper;
using Npgsql;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;

namespace ReactionPlans.Host;

/// <summary>The database a command works in: the configured one, or one in a private cluster that lives as long as the command.</summary>
public sealed class DatabaseHome : IAsyncDisposable
{
    public const string Usual = "reactionplans", Demo = "reactionplans_demo", Replay = "reactionplans_replay", Rehearsal = "reactionplans_rehearsal", Exercise = "reactionplans_exercise";

    private readonly EmbeddedPostgres? embedded;

    private DatabaseHome(string app, string migrator, EmbeddedPostgres? embedded) => (App, Migrator, this.embedded) = (app, migrator, embedded);

    /// <summary>A login for the app role.</summary>
    public string App { get; }

    /// <summary>A login that may act as the owner.</summary>
    public string Migrator { get; }

    public bool IsPrivate => embedded is not null;

    /// <param name="privateName">The database's name in a private cluster; a configured connection names its own.</param>
    public static async Task<(DatabaseHome? Home, Problem? Problem)> Open(Settings settings, string privateName, ILogger logger, CancellationToken stopping)
    {
        try
        {
            return settings.DatabaseConnection is { } configured
                ? (await Configured(configured, settings.MigratorConnection ?? configured, stopping), null)
                : (await Private(settings.DataFolder, privateName, logger, stopping), null);
        }
        catch (EmbeddedPostgresUnavailable exception)
        {
            return (null, Problems.NoPostgres.With(exception.Message));
        }
        catch (NpgsqlException exception)
        {
            return (null, Problems.DatabaseUnreachable.With(exception.Message));
        }
    }

    /// <summary>The same server's database for rehearsals, made where it is missing. It lives as long as this home does.</summary>
    /// <param name="number">1 and on: parts of a rehearsal that are played side by side have a database each.</param>
    public async Task<(DatabaseHome? Home, Problem? Problem)> BesideForRehearsal(int number, CancellationToken stopping)
    {
        var name = number == 1 ? Rehearsal : string.Create(CultureInfo.InvariantCulture, $"{Rehearsal}_{number}");
        try
        {
            await using var connection = new NpgsqlConnection(embedded?.SuperuserConnectionString("postgres") ?? Migrator);
            await connection.OpenAsync(stopping);
            if (!await connection.ExecuteScalarAsync<bool>(Sql.Text("Plumbing/has-database.sql"), new { name }))
                await connection.ExecuteAsync($"create database {name} owner {DatabaseRoles.Owner}");
            return (new DatabaseHome(In(name, App), In(name, Migrator), null), null);
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            return (null, Problems.RehearsalNeedsDatabase.With(name, refused.MessageText));
        }
    }

    public ValueTask DisposeAsync() => embedded?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static string In(string database, string connectionString) => new NpgsqlConnectionStringBuilder(connectionString) { Database = database }.ConnectionString;

    private static async Task<DatabaseHome> Configured(string app, string migrator, CancellationToken stopping)
    {
        await using var connection = new NpgsqlConnection(migrator);
        await connection.OpenAsync(stopping);
        if (!await connection.ExecuteScalarAsync<bool>(Sql.Text("Plumbing/has-roles.sql")))
            await DatabaseRoles.Ensure(migrator, stopping);
        return new DatabaseHome(app, migrator, null);
    }

    private static async Task<DatabaseHome> Private(string dataFolder, string name, ILogger logger, CancellationToken stopping)
    {
        var embedded = await EmbeddedPostgres.Start(dataFolder, logger, stopping);
        try
        {
            await using (var connection = new NpgsqlConnection(embedded.SuperuserConnectionString("postgres")))
            {
                await connection.OpenAsync(stopping);
                if (!await connection.ExecuteScalarAsync<bool>(Sql.Text("Plumbing/has-database.sql"), new { name }))
                    await connection.ExecuteAsync($"create database {name}"); // one of the names above
            }

            var superuser = embedded.SuperuserConnectionString(name);
            await DatabaseRoles.Ensure(superuser, stopping);
            return new DatabaseHome(
                await DatabaseRoles.LogIn(superuser, DatabaseRoles.App, stopping), await DatabaseRoles.LogIn(superuser, DatabaseRoles.Migrator, stopping), embedded);
        }
        catch
        {
            await embedded.DisposeAsync();
            throw;
        }
    }
}
