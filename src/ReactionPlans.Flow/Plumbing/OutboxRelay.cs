using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;
using Dapper;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>Hands committed messages to the transport, in batches, woken by the database. The only place that publishes.</summary>
/// <remarks>Broker: claim, publish with confirms, delete, commit: a crash publishes again, and the inboxes tell. In-process: lease, send;
/// the consumer deletes the row in its own transaction, and a crash leaves it to be leased again.</remarks>
/// <param name="underWay">Present where every consumer is in this process.</param>
public sealed partial class OutboxRelay(
    NpgsqlDataSource source, IBus bus, MessageRoutes routes, TimeProvider clock, ILogger<OutboxRelay> logger, MessagesUnderWay? underWay = null)
    : BackgroundService
{
    private const int BatchSize = 500;
    private static readonly TimeSpan IdlePoll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan TurnsWithin = TimeSpan.FromSeconds(7);
    private static readonly TimeSpan LeaseCheck = TimeSpan.FromMinutes(1);

    private readonly Channel<bool> woken = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private sealed record Row(long Id, Guid MessageId, string? Consumer, string Type, string Body, string? Trace);

    private long turnedAt;

    /// <summary>Whether the outbox has been looked into lately, and what was found there has left.</summary>
    public bool IsTurning => Volatile.Read(ref turnedAt) is > 0 and var at && Stopwatch.GetElapsedTime(at) < TurnsWithin;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(
            Forever(Listen, stoppingToken),
            Forever(Relay, stoppingToken),
            routes.InProcess ? Forever(FreeForgottenLeases, stoppingToken) : Task.CompletedTask,
            routes.InProcess ? Forever(WakeWhenSettled, stoppingToken) : Task.CompletedTask);

    /// <summary>Runs a loop again after each failure: the database or the broker may be away for a while.</summary>
    private async Task Forever(Func<CancellationToken, Task> loop, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await loop(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) // whatever it was, the messages are still in their table
            {
                LogRelayFailed(exception);
                await Task.Delay(AfterFailure, CancellationToken.None);
            }
        }
    }

    private async Task Listen(CancellationToken stopping)
    {
        await using var connection = await source.OpenConnectionAsync(stopping);
        connection.Notification += (_, _) => woken.Writer.TryWrite(true);
        await connection.ExecuteAsync(Sql.Text("Plumbing/listen-outbox.sql"));
        while (true)
            await connection.WaitAsync(stopping);
    }

    private async Task WakeWhenSettled(CancellationToken stopping)
    {
        await foreach (var _ in underWay!.Settlements.ReadAllAsync(stopping))
        {
            if (full)
                woken.Writer.TryWrite(true);
        }
    }

    private volatile bool full;

    private async Task FreeForgottenLeases(CancellationToken stopping)
    {
        await using var connection = await source.OpenConnectionAsync(stopping);
        var freed = await connection.ExecuteAsync(Sql.Text("Plumbing/release-leases.sql"), new { under_way = underWay!.MessageIds });
        if (freed > 0)
        {
            LogFreed(freed);
            woken.Writer.TryWrite(true);
        }

        await Task.Delay(LeaseCheck, stopping);
    }

    private async Task Relay(CancellationToken stopping)
    {
        bool more;
        do
        {
            more = routes.InProcess ? await SendLeased(stopping) : await PublishClaimed(stopping);
            Volatile.Write(ref turnedAt, Stopwatch.GetTimestamp());
        }
        while (more);

        using var poll = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        poll.CancelAfter(IdlePoll);
        try
        {
            await woken.Reader.ReadAsync(poll.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            // The poll is the safety net under a lost notification.
        }
    }

    /// <returns>Whether more may be waiting.</returns>
    private async Task<bool> PublishClaimed(CancellationToken stopping)
    {
        await using var connection = await source.OpenConnectionAsync(stopping);
        await using var transaction = await connection.BeginTransactionAsync(stopping);
        var rows = (await connection.QueryAsync<Row>(Sql.Text("Plumbing/claim-outbox-for-broker.sql"), new { limit = BatchSize }, transaction)).AsList();
        if (rows.Count == 0)
            return false;

        using var confirming = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        confirming.CancelAfter(MessageBus.ConfirmsWithin);
        var published = await Task.WhenAll(rows.Select(row => Publish(row, confirming.Token))).WaitAsync(confirming.Token);
        foreach (var (row, error) in published.Where(answer => answer.Error is not null))
            await Park(connection, transaction, row, error!);
        await connection.ExecuteAsync(Sql.Text("Plumbing/delete-from-outbox.sql"),
            new { ids = published.Where(answer => answer.Error is null).Select(answer => answer.Row.Id).ToArray() }, transaction);
        await transaction.CommitAsync(stopping);
        return rows.Count == BatchSize;
    }

    private async Task<bool> SendLeased(CancellationToken stopping)
    {
        var room = BatchSize - underWay!.Count;
        full = room <= 0;
        if (full)
            return false;

        await using var connection = await source.OpenConnectionAsync(stopping);
        var rows = (await connection.QueryAsync<Row>(Sql.Text("Plumbing/lease-outbox.sql"), new { limit = room })).OrderBy(row => row.Id).ToList();
        full = rows.Count == room;
        foreach (var row in rows)
        {
            if ((await Send(row, stopping)).Error is { } error)
                await Park(connection, null, row, error);
        }

        return full;
    }

    private async Task<(Row Row, string? Error)> Publish(Row row, CancellationToken stopping)
    {
        if (!TryRead(row, out var message, out var type, out var error))
            return (row, error);

        foreach (var consumer in underWay is null ? [] : row.Consumer is null ? routes.QueuesOf(type) : [row.Consumer])
            underWay!.HandedOut(row.MessageId, consumer);
        try
        {
            if (row.Consumer is null)
                await bus.Publish(message, type, Pipe.Execute<PublishContext>(context => Mark(context, row)), stopping);
            else
                await SendTo(row.Consumer, message, type, row, stopping);
            return (row, null);
        }
        catch (MessageReturnedException exception)
        {
            return (row, exception.Message);
        }
    }

    /// <summary>What one hop could not handle, and a person has set going again, is that hop's alone. A queue's exchange has its name.</summary>
    private async Task SendTo(string consumer, object message, Type type, Row row, CancellationToken stopping) =>
        await (await bus.GetSendEndpoint(new Uri($"exchange:{consumer}"))).Send(message, type, Pipe.Execute<SendContext>(context => Mark(context, row)), stopping);

    private static void Mark(SendContext context, Row row)
    {
        Identify(context, row);
        if (context is RabbitMqSendContext rabbit)
            rabbit.Mandatory = true; // without a bound queue the broker would confirm and forget
    }

    private static void Identify(SendContext context, Row row)
    {
        context.MessageId = row.MessageId;
        if (row.Trace is { Length: > 0 } trace)
            context.Headers.Set(Tracing.Header, trace);
    }

    private async Task<(Row Row, string? Error)> Send(Row row, CancellationToken stopping)
    {
        if (!TryRead(row, out var message, out var type, out var error))
            return (row, error);

        underWay!.HandedOut(row.MessageId, row.Consumer!);
        var endpoint = await bus.GetSendEndpoint(new Uri($"queue:{row.Consumer}"));
        await endpoint.Send(message, type, Pipe.Execute<SendContext>(context => Identify(context, row)), stopping);
        return (row, null);
    }

    private bool TryRead(Row row, out object message, out Type type, out string? error)
    {
        try
        {
            (message, type) = routes.Read(row.Type, row.Body);
            error = null;
            return true;
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            (message, type, error) = (row, typeof(Row), exception.Message);
            return false;
        }
    }

    private async Task Park(NpgsqlConnection connection, NpgsqlTransaction? transaction, Row row, string error)
    {
        LogParked(row.MessageId, row.Type);
        await connection.ExecuteAsync(Sql.Text("Plumbing/park-outbox.sql"), new { row.Id, error, now = clock.GetUtcNow() }, transaction);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The outbox waits for the database or the broker")]
    private partial void LogRelayFailed(Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {MessageId} of type {Type} cannot leave and is parked")]
    private partial void LogParked(Guid messageId, string type);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} messages that were under way are delivered again")]
    private partial void LogFreed(int count);
}
