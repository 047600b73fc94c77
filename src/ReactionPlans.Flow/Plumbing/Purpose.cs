using Dapper;
using Npgsql;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>What a host is for: the real thing, or an exercise, whose every word says so. A database is for one of the two and never changes,
/// and a host works in no database of the other kind.</summary>
public sealed record Purpose(bool IsExercise)
{
    public static readonly Purpose Live = new(false), Exercise = new(true);

    private sealed record Stamp(bool IsExercise, bool Ready);

    /// <summary>Null when a host of this purpose may work in the database; otherwise the problem to tell.</summary>
    /// <param name="app">Of a schema that is up to date.</param>
    public async Task<Problem?> Check(NpgsqlDataSource app, CancellationToken stopping)
    {
        await using var connection = await app.OpenConnectionAsync(stopping);
        var stamp = await connection.QuerySingleOrDefaultAsync<Stamp>(Sql.Text("Plumbing/read-purpose.sql"));
        return IsExercise
            ? stamp is { IsExercise: true, Ready: true } ? null : Problems.ExerciseNotPrepared.With()
            : stamp is null ? null : Problems.DatabaseOfExercise.With();
    }

    /// <summary>Makes a database an exercise's: what an earlier exercise left gives way, and data that no exercise put there are never touched.</summary>
    /// <param name="migrator">A login that may act as the owner.</param>
    public static async Task<Problem?> MakeExercise(string migrator, TimeProvider clock, CancellationToken stopping)
    {
        await using var source = NpgsqlDataSource.Create(DatabaseRoles.ActingAs(migrator, DatabaseRoles.Owner));
        await using var connection = await source.OpenConnectionAsync(stopping);
        if (await connection.ExecuteScalarAsync<bool>(Sql.Text("Plumbing/has-purpose.sql"))
            && await connection.QuerySingleOrDefaultAsync<Stamp>(Sql.Text("Plumbing/read-purpose.sql")) is not null)
            await connection.ExecuteAsync(Sql.Text("Database/before-replay.sql"));
        else if (await connection.ExecuteScalarAsync<bool>(Sql.Text("Plumbing/has-schema.sql")) && await connection.ExecuteScalarAsync<bool>(Sql.Text("Plumbing/has-data.sql")))
            return Problems.DatabaseNotForExercise.With();

        if ((await Migrator.Run(migrator, clock, stopping)).Problem is { } problem)
            return problem;
        await connection.ExecuteAsync(Sql.Text("Plumbing/stamp-exercise.sql"));
        return null;
    }

    /// <param name="migrator">A login that may act as the owner.</param>
    public static async Task MarkReady(string migrator, CancellationToken stopping)
    {
        await using var source = NpgsqlDataSource.Create(DatabaseRoles.ActingAs(migrator, DatabaseRoles.Owner));
        await using var connection = await source.OpenConnectionAsync(stopping);
        await connection.ExecuteAsync(Sql.Text("Plumbing/mark-exercise-ready.sql"));
    }
}
