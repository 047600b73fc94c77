using System.Data;
using Dapper;
using MassTransit;
using Npgsql;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>Where transactions begin. Time comes from <paramref name="clock"/>, so a replay's virtual days are the database's days too.</summary>
public sealed class Database(NpgsqlDataSource source, TimeProvider clock, MessageRoutes routes)
{
    /// <summary>Runs <paramref name="body"/> once for each message and consumer, however often it is delivered.</summary>
    /// <param name="consumer">The hop's queue name: the inbox remembers (message, consumer).</param>
    public Task Once(ConsumeContext context, string consumer, Func<Work, Task> body) =>
        Do(async work =>
        {
            var key = new { message_id = context.MessageId, consumer };
            if (await work.Execute("Plumbing/add-to-inbox.sql", new { key.message_id, consumer, now = work.Now }) == 1)
                await body(work);
            // In a first delivery the outbox row goes with the effect; in a later one it is already gone.
            await Acknowledge(work, context, consumer);
        }, context.CancellationToken);

    /// <summary>Takes the in-process transport's outbox row away in this transaction, for the hop that keeps its own memory instead of the inbox.</summary>
    public Task Acknowledge(Work work, ConsumeContext context, string consumer) =>
        routes.InProcess
            ? work.Execute("Plumbing/acknowledge.sql", new { message_id = context.MessageId, consumer })
            : Task.CompletedTask;

    /// <summary>Runs <paramref name="body"/> in one transaction; an exception rolls everything back.</summary>
    public async Task<T> Do<T>(Func<Work, Task<T>> body, CancellationToken stopping)
    {
        await using var connection = await source.OpenConnectionAsync(stopping);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, stopping);

        var answer = await body(new Work(transaction, clock.GetUtcNow(), routes, stopping));

        await transaction.CommitAsync(stopping);
        return answer;
    }

    public Task Do(Func<Work, Task> body, CancellationToken stopping) =>
        Do<object?>(async work =>
        {
            await body(work);
            return null;
        }, stopping);

    /// <summary>Reads outside any transaction: for pages, progress and due times.</summary>
    public async Task<IReadOnlyList<T>> Read<T>(string statement, object? parameters, CancellationToken stopping)
    {
        await using var connection = await source.OpenConnectionAsync(stopping);
        var rows = await connection.QueryAsync<T>(new CommandDefinition(Sql.Text(statement), parameters, cancellationToken: stopping));
        return rows.AsList();
    }
}
