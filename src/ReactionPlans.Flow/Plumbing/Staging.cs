using Npgsql;
using NpgsqlTypes;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>Rows on their way into the database in bulk: copied into a table that lives as long as the transaction, then merged by statements.</summary>
/// <param name="Create">Statement that makes the table.</param>
/// <param name="Copy">Statement that fills it, binary.</param>
public sealed record Staging(string Create, string Copy)
{
    public async Task Fill<T>(Work work, IEnumerable<T> rows, Func<StagedRow, T, Task> write)
    {
        await work.Execute(Create);
        await using var importer = await work.Connection.BeginBinaryImportAsync(Sql.Text(Copy), work.Stopping);
        var staged = new StagedRow(importer, work.Stopping);
        foreach (var row in rows)
        {
            await importer.StartRowAsync(work.Stopping);
            await write(staged, row);
        }

        await importer.CompleteAsync(work.Stopping);
    }
}

/// <summary>The cells of the row being copied, in the order of the copy statement's columns.</summary>
public sealed class StagedRow(NpgsqlBinaryImporter importer, CancellationToken stopping)
{
    public Task Text(string? value) => value is null ? importer.WriteNullAsync(stopping) : importer.WriteAsync(value, NpgsqlDbType.Text, stopping);

    public Task Number(int value) => importer.WriteAsync(value, NpgsqlDbType.Integer, stopping);

    public Task BigNumber(long value) => importer.WriteAsync(value, NpgsqlDbType.Bigint, stopping);

    public Task Flag(bool value) => importer.WriteAsync(value, NpgsqlDbType.Boolean, stopping);

    public Task Day(DateOnly value) => importer.WriteAsync(value, NpgsqlDbType.Date, stopping);

    public Task Instant(DateTimeOffset? value) =>
        value is { } instant ? importer.WriteAsync(instant.UtcDateTime, NpgsqlDbType.TimestampTz, stopping) : importer.WriteNullAsync(stopping);

    public Task Degrees(double? value) =>
        value is { } degrees ? importer.WriteAsync(degrees, NpgsqlDbType.Double, stopping) : importer.WriteNullAsync(stopping);

    public Task Bytes(byte[] value) => importer.WriteAsync(value, NpgsqlDbType.Bytea, stopping);

    public Task Id(Guid value) => importer.WriteAsync(value, NpgsqlDbType.Uuid, stopping);

    public Task Numbers(int[] value) => importer.WriteAsync(value, NpgsqlDbType.Array | NpgsqlDbType.Integer, stopping);
}
