using Dapper;
using MassTransit;
using Npgsql;
using ReactionPlans.Flow;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Replay;

namespace ReactionPlans.TestKit;

/// <summary>A migrated database of a test's own, copied from a template; the code under test works in it with the app role.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    /// <summary>13:00 in Denmark on an ordinary Wednesday.</summary>
    public static readonly DateTimeOffset Start = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    private static readonly Lazy<Task<string>> Template = new(MakeTemplate);
    private static int number;

    private TestDatabase(string superuser, string app, bool inProcess)
    {
        SuperuserConnectionString = superuser;
        AppConnectionString = app;
        App = NpgsqlDataSource.Create(app);
        Superuser = NpgsqlDataSource.Create(superuser);
        Clock = new VirtualClock(Start);
        Database = new Database(App, Clock, new MessageRoutes(inProcess, Hops.All));
        Gathering = new Gathering(Database);
    }

    public string AppConnectionString { get; }

    public string SuperuserConnectionString { get; }

    public NpgsqlDataSource App { get; }

    /// <summary>For arranging and looking, past every grant.</summary>
    public NpgsqlDataSource Superuser { get; }

    public VirtualClock Clock { get; }

    public Database Database { get; }

    public Gathering Gathering { get; }

    public static async Task<TestDatabase> Create(bool inProcess = true)
    {
        var server = await PostgresServer.ForThisProcess();
        var template = await Template.Value;
        var name = $"test_{Environment.ProcessId}_{Interlocked.Increment(ref number)}";
        await using (var connection = new NpgsqlConnection(server.SuperuserConnectionString("postgres")))
            await connection.ExecuteAsync($"create database {name} template {template}");

        var superuser = server.SuperuserConnectionString(name);
        return new TestDatabase(superuser, DatabaseRoles.ActingAs(superuser, DatabaseRoles.App, Scope.Everything), inProcess);
    }

    /// <summary>Delivers a message to a consumer as the bus would, except that a failure reaches the test.</summary>
    public static async Task Deliver<T>(IConsumer<T> consumer, T message, Guid? messageId = null) where T : class
    {
        var mediator = Bus.Factory.CreateMediator(configure => configure.Handler<T>(consumer.Consume));
        await mediator.Send(message, context => context.MessageId = messageId ?? Guid.CreateVersion7());
    }

    /// <summary>Arranges or looks, past every grant.</summary>
    public async Task<int> Execute(string statement, object? parameters = null)
    {
        await using var connection = await Superuser.OpenConnectionAsync();
        return await connection.ExecuteAsync(statement, parameters);
    }

    public async Task<IReadOnlyList<T>> Query<T>(string statement, object? parameters = null)
    {
        await using var connection = await Superuser.OpenConnectionAsync();
        return (await connection.QueryAsync<T>(statement, parameters)).AsList();
    }

    public async Task<T?> Scalar<T>(string statement, object? parameters = null)
    {
        await using var connection = await Superuser.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<T>(statement, parameters);
    }

    /// <summary>Every table that holds a text somewhere in a row, in any column; bytes are looked through as well.</summary>
    public async Task<IReadOnlyList<string>> TablesHolding(string text)
    {
        var holding = new List<string>();
        foreach (var table in await Query<string>(
            "select format('%I.%I', schemaname, tablename) from pg_tables where schemaname not in ('pg_catalog', 'information_schema')"))
        {
            // As JSON every column is text; bytes come as hex.
            if (await Scalar<bool>($"""
                select exists (select from {table} as row
                    where to_jsonb(row)::text like '%' || @text || '%' or to_jsonb(row)::text like '%' || encode(convert_to(@text, 'UTF8'), 'hex') || '%')
                """, new { text }))
                holding.Add(table);
        }
        return holding;
    }

    public Task<int> Rows(string table, string where = "true") => Scalar<int>($"select count(*)::int from {table} where {where}");

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Superuser.DisposeAsync();
    }

    private static async Task<string> MakeTemplate()
    {
        var server = await PostgresServer.ForThisProcess();
        const string name = "reactionplans_template";
        await using (var connection = new NpgsqlConnection(server.SuperuserConnectionString("postgres")))
            await connection.ExecuteAsync($"create database {name}");

        var superuser = server.SuperuserConnectionString(name) + ";Pooling=false";
        await DatabaseRoles.Ensure(superuser, CancellationToken.None);
        var (_, problem) = await Migrator.Run(superuser, TimeProvider.System, CancellationToken.None);
        return problem is null ? name : throw new InvalidOperationException(problem.ToString());
    }
}
