using Dapper;
using Npgsql;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>One transaction: what is read, written and published in it happens together or not at all.</summary>
public sealed class Work(NpgsqlTransaction transaction, DateTimeOffset now, MessageRoutes routes, CancellationToken stopping)
{
    private readonly List<(string Turn, string Statement, object Parameters)> last = [];

    /// <summary>The one instant at which everything in this transaction happens.</summary>
    public DateTimeOffset Now { get; } = now;

    public DateOnly Today => DanishTime.DayOf(Now);

    public CancellationToken Stopping => stopping;

    /// <summary>For bulk copying; everything else goes through the statements.</summary>
    public NpgsqlConnection Connection => transaction.Connection!;

    public async Task<IReadOnlyList<T>> Query<T>(string statement, object? parameters = null) =>
        (await Connection.QueryAsync<T>(Command(statement, parameters))).AsList();

    /// <summary>The one row there is, or null.</summary>
    public Task<T?> QueryOne<T>(string statement, object? parameters = null) where T : class =>
        Connection.QuerySingleOrDefaultAsync<T>(Command(statement, parameters));

    public Task<T?> Scalar<T>(string statement, object? parameters = null) =>
        Connection.ExecuteScalarAsync<T>(Command(statement, parameters));

    /// <summary>Runs a statement; how many rows it touched.</summary>
    public Task<int> Execute(string statement, object? parameters = null) =>
        Connection.ExecuteAsync(Command(statement, parameters));

    /// <summary>The rows one by one, as they arrive: memory stays the same, however many there are. Nothing else runs in the transaction meanwhile.</summary>
    public IAsyncEnumerable<T> Stream<T>(string statement, object? parameters = null) =>
        Connection.QueryUnbufferedAsync<T>(Sql.Text(statement), parameters, transaction);

    /// <summary>
    /// Runs a statement after everything else in the transaction. For rows that many transactions wait for: held last and in the order of
    /// <paramref name="turn"/>, they are held briefly, and no two transactions ever wait for one another.
    /// </summary>
    public void RunLast(string turn, string statement, object parameters) => last.Add((turn, statement, parameters));

    /// <summary>What was put off to the end. Called by <see cref="Database"/> right before the commit.</summary>
    internal async Task RunWhatIsLast()
    {
        foreach (var (_, statement, parameters) in last.OrderBy(one => one.Turn, StringComparer.Ordinal))
            await Execute(statement, parameters);
        last.Clear();
    }

    /// <summary>The message leaves when, and only when, this transaction commits.</summary>
    public Task Publish<T>(T message) where T : class => Publish<T>([message]);

    public Task Publish<T>(IReadOnlyCollection<T> messages) where T : class => Publish(messages, MessageSubject.Of);

    /// <param name="subjectOf">The plan or rise in whose trace the message goes on; null: the one that speaks.</param>
    public Task Publish<T>(IReadOnlyCollection<T> messages, Func<T, Guid?> subjectOf) where T : class
    {
        var rows = messages.SelectMany(message =>
        {
            var id = Guid.CreateVersion7();
            var body = MessageRoutes.Write(message);
            var subject = subjectOf(message);
            return routes.ListenersOf(typeof(T)).Select(consumer => (id, consumer, body, subject));
        }).ToList();

        return Execute("Plumbing/add-to-outbox.sql", new
        {
            message_ids = rows.Select(row => row.id).ToArray(),
            consumers = rows.Select(row => row.consumer).ToArray(),
            type = typeof(T).Name,
            bodies = rows.Select(row => row.body).ToArray(),
            subjects = rows.Select(row => row.subject).ToArray(),
            trace = Tracing.Now,
            now = Now,
        });
    }

    private CommandDefinition Command(string statement, object? parameters) =>
        new(Sql.Text(statement), parameters, transaction, cancellationToken: stopping);
}
