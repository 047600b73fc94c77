using System.Diagnostics;
using Dapper;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using ReactionPlans.Flow;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.TestKit;

namespace ReactionPlans.Benchmarks;

/// <summary>The message: as small as the program's own.</summary>
public sealed record Measured(Guid FactId);

/// <summary>Messages a second from a committed business transaction to a committed effect, beside bare publish and consume on the same transport.</summary>
internal static class OutboxBenchmark
{
    private const int Messages = 5_000;
    private const int RowsInTransaction = 500;
    private const string Unit = "messages/s";

    public static async Task<IReadOnlyList<Comparison>> Run(Repetitions plan, CancellationToken stopping)
    {
        await using var database = await MeasuringDatabase.Start(stopping);
        await using (var connection = await database.Superuser.OpenConnectionAsync(stopping))
            await connection.ExecuteAsync(
                $"create schema measuring; create table measuring.effect (fact_id uuid primary key); grant usage on schema measuring to {DatabaseRoles.App}; grant select, insert on measuring.effect to {DatabaseRoles.App}");

        var comparisons = new List<Comparison>
        {
            await Compare("outbox to inbox, in-process", database, new TransportOptions(), StoreEffect.Hop, plan, stopping),
            await Compare("the same, gathered", database, new TransportOptions(), StoreEffects.Hop, plan, stopping),
        };
        if (RabbitMqServer.Missing() is { } missing)
        {
            await Console.Error.WriteLineAsync(missing);
            return comparisons;
        }

        foreach (var (name, hop) in new[] { ("outbox to inbox, RabbitMQ", StoreEffect.Hop), ("the same over RabbitMQ, gathered", StoreEffects.Hop) })
        {
            await using var broker = await RabbitMqServer.Start(stopping); // one's queue would fill with the other's messages
            comparisons.Add(await Compare(name, database, new TransportOptions { RabbitMq = new RabbitMqOptions { Uri = broker.AmqpUri, QueueCopies = 1 } }, hop, plan, stopping));
        }

        return comparisons;
    }

    private static Task<Comparison> Compare(
        string name, MeasuringDatabase database, TransportOptions transport, Hop hop, Repetitions plan, CancellationToken stopping)
    {
        var messages = plan.Of(Messages);
        return Comparison.Measure(name, Unit, plan,
            ("MassTransit publish to consume", () => Raw(transport, hop.Concurrency, messages, stopping)),
            () => Ours(database, transport, hop, messages, stopping));
    }

    private static async Task<double> Raw(TransportOptions transport, int concurrency, int messages, CancellationToken stopping)
    {
        var arrivals = new Arrivals(messages);
        using var host = BareBus.Host(transport, concurrency, arrivals);
        await host.StartAsync(stopping);
        var bus = host.Services.GetRequiredService<IBus>();

        var watch = Stopwatch.StartNew();
        // As many under way at once as the relay has, so the difference is what outbox, inbox and effect cost.
        foreach (var batch in Facts(messages))
            await Task.WhenAll(batch.Select(fact => bus.Publish(new BareMeasured(fact.FactId), stopping)));
        await arrivals.All(stopping);
        var seconds = watch.Elapsed.TotalSeconds;

        await host.StopAsync(stopping);
        return messages / seconds;
    }

    private static async Task<double> Ours(MeasuringDatabase database, TransportOptions transport, Hop hop, int messages, CancellationToken stopping)
    {
        var arrivals = new Arrivals(messages);
        using var host = RelayingHost(database.App, transport, [hop], arrivals);
        await host.StartAsync(stopping);
        var work = host.Services.GetRequiredService<Database>();
        var before = await Effects(database, stopping);

        var watch = Stopwatch.StartNew();
        foreach (var batch in Facts(messages))
            await work.Do(transaction => transaction.Publish<Measured>(batch), stopping);
        await arrivals.All(stopping);
        var seconds = watch.Elapsed.TotalSeconds;

        await host.StopAsync(stopping);
        var effects = await Effects(database, stopping) - before;
        return effects == messages ? messages / seconds : throw new InvalidOperationException($"{messages} messages had {effects} effects.");
    }

    private static IHost RelayingHost(NpgsqlDataSource source, TransportOptions transport, IReadOnlyList<Hop> hops, Arrivals arrivals)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddConsole().SetMinimumLevel(LogLevel.Error);
        builder.Services.AddSingleton(source).AddSingleton(TimeProvider.System).AddSingleton(arrivals);
        builder.Services.AddSingleton(new MessageRoutes(transport.InProcess, hops));
        builder.Services.AddSingleton<Database>();
        builder.Services.AddSingleton<Gathering>();
        builder.Services.AddSingleton<MessagesUnderWay>();
        builder.Services.AddMessageBus(transport, hops);
        builder.Services.AddHostedService<OutboxRelay>();
        return builder.Build();
    }

    private static async Task<long> Effects(MeasuringDatabase database, CancellationToken stopping)
    {
        await using var connection = await database.Superuser.OpenConnectionAsync(stopping);
        return await connection.ExecuteScalarAsync<long>("select count(*) from measuring.effect");
    }

    private static IEnumerable<Measured[]> Facts(int messages) =>
        Enumerable.Range(0, messages).Select(_ => new Measured(Guid.CreateVersion7())).Chunk(RowsInTransaction);
}
