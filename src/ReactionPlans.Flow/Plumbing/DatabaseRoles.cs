using System.Security.Cryptography;
using Dapper;
using Npgsql;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>The roles that own, change and use the database. A login always acts as one of them, so that a missing grant shows everywhere.</summary>
public static class DatabaseRoles
{
    public const string Owner = "reactionplans_owner";
    public const string Migrator = "reactionplans_migrator";
    public const string App = "reactionplans_app";

    private const int StatementsOfAReplay = 300;

    /// <summary>The same login, acting with the rights of <paramref name="role"/> from its first statement.</summary>
    /// <param name="scope">Whose rows the app role sees; without one it sees nothing (row-level security). The owner sees everything anyway.</param>
    /// <param name="waitsForDisk">False: a commit is done before it is on the disk. Only for data that can be made again.</param>
    public static string ActingAs(string connectionString, string role, Scope? scope = null, bool waitsForDisk = true)
    {
        var acting = new NpgsqlConnectionStringBuilder(connectionString)
        {
            // Said in the first message of the session, so that it costs no round trip.
            Options = $"-c role={role} -c {Scope.Setting}={scope ?? Scope.Nothing}" + (waitsForDisk ? "" : " -c synchronous_commit=off -c plan_cache_mode=force_generic_plan"),
        };
        if (!waitsForDisk)
        {
            // A replay runs the same statements for every day of years: prepared at once and planned once in a session (usually it takes five uses and
            // then five plans, in each of some dozen sessions), and a session is not tidied after each.
            // Nothing outlives its transaction in one: the scope, temporary tables and locks end with it, and locks held longer are given back by name.
            acting.MaxAutoPrepare = StatementsOfAReplay;
            acting.AutoPrepareMinUsages = 1;
            acting.NoResetOnClose = true;
        }

        return acting.ConnectionString;
    }

    /// <summary>Makes the roles where they are missing.</summary>
    /// <exception cref="PostgresException">The login may not create roles: run deploy/roles.sql as an administrator.</exception>
    public static async Task Ensure(string administrator, CancellationToken stopping)
    {
        await using var connection = new NpgsqlConnection(administrator);
        await connection.OpenAsync(stopping);
        await connection.ExecuteAsync(new CommandDefinition(Sql.Text("Database/before-roles.sql"), cancellationToken: stopping));
    }

    /// <summary>Logs a role in to a private cluster: with a fresh password, known to this process alone.</summary>
    /// <param name="superuser">Connection string of the cluster's superuser.</param>
    public static async Task<string> LogIn(string superuser, string role, CancellationToken stopping)
    {
        var password = RandomNumberGenerator.GetHexString(48);
        await using var connection = new NpgsqlConnection(superuser);
        await connection.OpenAsync(stopping);
        await connection.ExecuteAsync(new CommandDefinition(Sql.Text("Plumbing/set-role-password-settings.sql"), new { role, password }, cancellationToken: stopping));
        await connection.ExecuteAsync(new CommandDefinition(Sql.Text("Database/before-login.sql"), cancellationToken: stopping));
        return new NpgsqlConnectionStringBuilder(superuser) { Username = role, Password = password }.ConnectionString;
    }
}
