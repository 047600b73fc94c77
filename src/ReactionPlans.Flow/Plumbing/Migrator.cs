using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Dapper;
using Hangfire.PostgreSql;
using Npgsql;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>Brings the schema up to date: numbered files, forward only, one transaction each, never edited once landed.</summary>
public static partial class Migrator
{
    private sealed record Migration(int Version, string Name)
    {
        public string Text => Sql.Source(Name);

        public string Checksum => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));
    }

    private sealed record Applied(int Version, string Checksum);

    private sealed record StoredAgreement(string PartnershipId, int Version, string Yaml);

    private static readonly IReadOnlyList<Migration> All =
        [.. Sql.Below("Database/").Where(name => Numbered().IsMatch(name)).Select(name => new Migration(int.Parse(Numbered().Match(name).Groups[1].Value, null), name))];

    /// <summary>The version this program works with.</summary>
    public static int Needed => All[^1].Version;

    /// <summary>Applies what is missing; several at once wait for one another.</summary>
    /// <param name="connectionString">A login that may act as the owner.</param>
    /// <param name="clock">Stamps the rows.</param>
    /// <returns>The names applied now, or the problem that stopped it.</returns>
    public static async Task<(IReadOnlyList<string> Applied, Problem? Problem)> Run(string connectionString, TimeProvider clock, CancellationToken stopping)
    {
        await using var source = NpgsqlDataSource.Create(DatabaseRoles.ActingAs(connectionString, DatabaseRoles.Owner));
        await using var connection = await source.OpenConnectionAsync(stopping);
        await connection.ExecuteAsync(Sql.Text("Plumbing/lock-migrations.sql"));
        await connection.ExecuteAsync(Sql.Text("Database/before-migrations.sql"));

        var before = (await connection.QueryAsync<Applied>(Sql.Text("Plumbing/list-migrations.sql"))).ToDictionary(row => row.Version);
        var names = new List<string>();
        foreach (var migration in All)
        {
            if (before.TryGetValue(migration.Version, out var applied))
            {
                if (applied.Checksum != migration.Checksum)
                    return (names, Problems.MigrationChanged.With(migration.Name));
                continue;
            }

            await using var transaction = await connection.BeginTransactionAsync(stopping);
            await connection.ExecuteAsync(new CommandDefinition(migration.Text, transaction: transaction, cancellationToken: stopping));
            await connection.ExecuteAsync(Sql.Text("Plumbing/add-migration.sql"),
                new { migration.Version, migration.Name, migration.Checksum, now = clock.GetUtcNow() }, transaction);
            await transaction.CommitAsync(stopping);
            names.Add(migration.Name);
        }

        await InstallHangfire(connection);
        return (names, await FillAreaCodes(connection));
    }

    /// <summary>Null when the schema is what this program needs; otherwise the problem to tell.</summary>
    public static async Task<Problem?> Check(NpgsqlDataSource app, CancellationToken stopping)
    {
        await using var connection = await app.OpenConnectionAsync(stopping);
        try
        {
            // Not the highest number: what was begun earlier may land later. What this program does not know is a newer one's, beside which it goes on working.
            var applied = (await connection.QueryAsync<Applied>(Sql.Text("Plumbing/list-migrations.sql"))).Select(row => row.Version).ToHashSet();
            var whole = All.TakeWhile(migration => applied.Contains(migration.Version)).ToList();
            return whole.Count < All.Count ? Problems.SchemaBehind.With(whole.Count == 0 ? 0 : whole[^1].Version, Needed) : null;
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
        {
            return Problems.SchemaBehind.With(0, Needed);
        }
    }

    /// <summary>
    /// Writes beside each agreement which areas it covers, where that is not written yet. Row-level security goes by it, and until
    /// then the version shows no reports to anybody. Only the YAML knows, and only this program reads the YAML.
    /// </summary>
    private static async Task<Problem?> FillAreaCodes(NpgsqlConnection owner)
    {
        foreach (var row in await owner.QueryAsync<StoredAgreement>(Sql.Text("Plumbing/list-unfilled-agreements.sql")))
        {
            var reading = AgreementYaml.Read(row.Yaml, $"{row.PartnershipId} v{row.Version}");
            if (reading.Agreement is not { } agreement)
                return Problems.AgreementNotFilled.With(row.PartnershipId, row.Version, string.Join("; ", reading.Problems.Select(problem => problem.Code)));
            await owner.ExecuteAsync(Sql.Text("Agreements/fill-area-codes.sql"), new { row.PartnershipId, row.Version, area_codes = AreaCodes.Of(agreement) });
        }

        return null;
    }

    /// <summary>Hangfire installs its tables here and not at run time: the app role may not create any.</summary>
    private static async Task InstallHangfire(NpgsqlConnection connection)
    {
        PostgreSqlObjectsInstaller.Install(connection, "hangfire");
        await connection.ExecuteAsync(Sql.Text("Database/after-hangfire.sql"));
    }

    [GeneratedRegex(@"^Database/(\d{4})-")]
    private static partial Regex Numbered();
}
