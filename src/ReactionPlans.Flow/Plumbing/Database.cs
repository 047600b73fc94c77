using System.Data;
using Dapper;
using MassTransit;
using Npgsql;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>
/// Where transactions begin. Time comes from <paramref name="clock"/>, so a replay's virtual days are the database's days too.
/// Whose rows it sees is the data source's affair (<see cref="DatabaseRoles.ActingAs"/>), unless it is narrowed by <see cref="SeenBy"/>.
/// </summary>
public sealed class Database(NpgsqlDataSource source, TimeProvider clock, MessageRoutes routes)
{
    private readonly Scope? scope;

    private Database(NpgsqlDataSource source, TimeProvider clock, MessageRoutes routes, Scope scope) : this(source, clock, routes) => this.scope = scope;

    /// <summary>The same database, whose every transaction sees only the rows of <paramref name="scope"/>.</summary>
    /// <exception cref="InvalidOperationException">It is narrowed already, or would be widened: whoever has a narrow view keeps it.</exception>
    public Database SeenBy(Scope scope) =>
        this.scope is null && scope != Scope.Everything
            ? new Database(source, clock, routes, scope)
            : throw new InvalidOperationException("A view of the database can only be narrowed, and only once.");

    /// <summary>Runs <paramref name="body"/> once for each message and consumer, however often it is delivered.</summary>
    /// <param name="consumer">The hop's queue name: the inbox remembers (message, consumer).</param>
    public Task Once(ConsumeContext context, string consumer, Func<Work, Task> body) => Once([context], consumer, (work, _) => body(work));

    /// <summary>The same for several messages in one transaction.</summary>
    /// <param name="body">Is given those that come for the first time; it is not run where there are none.</param>
    public Task Once<T>(IReadOnlyList<T> contexts, string consumer, Func<Work, IReadOnlyList<T>, Task> body) where T : class, ConsumeContext =>
        Do(async work =>
        {
            var message_ids = contexts.Select(context => context.MessageId ?? throw new InvalidOperationException("A message without an id.")).ToArray();
            var fresh = (await work.Query<Guid>("Plumbing/add-to-inbox.sql", new { message_ids, consumer, now = work.Now })).ToHashSet();
            if (fresh.Count > 0)
                await body(work, [.. contexts.Where(context => fresh.Contains(context.MessageId!.Value))]);
            // In a first delivery the outbox row goes with the effect; in a later one it is already gone.
            await Acknowledge(work, message_ids, consumer);
        }, contexts[0].CancellationToken);

    /// <summary>Takes the in-process transport's outbox row away in this transaction, for the hop that keeps its own memory instead of the inbox.</summary>
    public Task Acknowledge(Work work, ConsumeContext context, string consumer) => Acknowledge(work, [context.MessageId!.Value], consumer);

    private Task Acknowledge(Work work, Guid[] message_ids, string consumer) =>
        routes.InProcess ? work.Execute("Plumbing/acknowledge.sql", new { message_ids, consumer }) : Task.CompletedTask;

    /// <summary>Runs <paramref name="body"/> in one transaction; an exception rolls everything back.</summary>
    public async Task<T> Do<T>(Func<Work, Task<T>> body, CancellationToken stopping)
    {
        await using var connection = await source.OpenConnectionAsync(stopping);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, stopping);

        var work = new Work(transaction, clock.GetUtcNow(), routes, stopping);
        if (scope is not null)
            await work.Execute("Plumbing/set-scope.sql", new { scope = scope.Value });
        var answer = await body(work);
        await work.RunWhatIsLast();

        await transaction.CommitAsync(stopping);
        return answer;
    }

    public Task Do(Func<Work, Task> body, CancellationToken stopping) =>
        Do<object?>(async work =>
        {
            await body(work);
            return null;
        }, stopping);

    /// <summary>Reads one statement: for pages, progress and due times.</summary>
    public async Task<IReadOnlyList<T>> Read<T>(string statement, object? parameters, CancellationToken stopping)
    {
        if (scope is not null)
            return await Do(work => work.Query<T>(statement, parameters), stopping); // a scope lives as long as a transaction
        await using var connection = await source.OpenConnectionAsync(stopping);
        var rows = await connection.QueryAsync<T>(new CommandDefinition(Sql.Text(statement), parameters, cancellationToken: stopping));
        return rows.AsList();
    }
}
