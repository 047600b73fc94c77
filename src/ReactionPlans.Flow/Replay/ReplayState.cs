using Dapper;
using Npgsql;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Replay;

/// <summary>Where a database's replay stands.</summary>
public sealed record ReplayState
{
    /// <summary>What is replayed; another name is another replay.</summary>
    public required string Name { get; init; }

    /// <summary>Areas, agreement and recipients are in.</summary>
    public bool Prepared { get; init; }

    public bool Finished { get; init; }

    public DateTimeOffset Clock { get; init; }

    /// <summary>The last day that has been replayed whole.</summary>
    public DateOnly? DayDone { get; init; }

    /// <summary>
    /// Makes a database ready for a replay: one that was cut short goes on where it stood, any other replay's data give way to a
    /// fresh schema, and data that no replay put there are never touched.
    /// </summary>
    /// <param name="migrator">A login that may act as the owner.</param>
    /// <param name="start">Where the clock of a fresh replay stands.</param>
    /// <returns>The state to go on from, and whether it is a fresh one.</returns>
    public static async Task<(ReplayState? State, bool Fresh, Problem? Problem)> Prepare(
        string migrator, string name, DateTimeOffset start, TimeProvider clock, CancellationToken stopping)
    {
        await using var source = NpgsqlDataSource.Create(DatabaseRoles.ActingAs(migrator, DatabaseRoles.Owner));
        await using var connection = await source.OpenConnectionAsync(stopping);
        if (await connection.ExecuteScalarAsync<bool>(Sql.Text("Plumbing/has-schema.sql")))
        {
            if (await connection.QuerySingleOrDefaultAsync<ReplayState>(Sql.Text("Replay/read-state.sql")) is { } state)
            {
                if (state.Name == name && state is { Prepared: true, Finished: false })
                    return (state, false, null);
                await connection.ExecuteAsync(Sql.Text("Database/before-replay.sql"));
            }
            else if (await connection.ExecuteScalarAsync<bool>(Sql.Text("Plumbing/has-data.sql")))
            {
                return (null, false, Problems.DatabaseNotForReplay.With());
            }
        }

        if ((await Migrator.Run(migrator, clock, stopping)).Problem is { } problem)
            return (null, false, problem);
        await connection.ExecuteAsync(Sql.Text("Replay/begin.sql"), new { name, clock = start });
        return (new ReplayState { Name = name, Clock = start }, true, null);
    }
}
