using Dapper;
using Npgsql;
using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.Flow.Delivery;

/// <summary>Keeps a batch to one worker while the outside is called. It is a session's lock and no transaction: it holds no rows,
/// and when the process dies the database lets go at once.</summary>
internal sealed class BatchLock : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;
    private readonly Guid batchId;

    private BatchLock(NpgsqlConnection connection, Guid batchId)
    {
        this.connection = connection;
        this.batchId = batchId;
    }

    /// <summary>Waits for whoever has the batch now.</summary>
    public static async Task<BatchLock> Take(NpgsqlDataSource source, Guid batchId, CancellationToken stopping)
    {
        var connection = await source.OpenConnectionAsync(stopping);
        try
        {
            await connection.ExecuteAsync(new CommandDefinition(
                Sql.Text("Delivery/lock-batch.sql"), new { batch_id = batchId }, commandTimeout: 0, cancellationToken: stopping));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        return new BatchLock(connection, batchId);
    }

    public async ValueTask DisposeAsync()
    {
        // A pooled session outlives its borrower, so the lock is given back by name.
        if (connection.State == System.Data.ConnectionState.Open)
            await connection.ExecuteAsync(Sql.Text("Delivery/unlock-batch.sql"), new { batch_id = batchId });
        await connection.DisposeAsync();
    }
}
