using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.Flow.Telemetry;

/// <summary>How many messages wait on the broker for each hop, asked over one connection that is kept. With the in-process transport the outbox tells.</summary>
public sealed partial class QueueDepths(TransportOptions transport, ILogger<QueueDepths> logger) : IAsyncDisposable
{
    private IConnection? connection;

    public bool AreInProcess => transport.InProcess;

    /// <summary>Empty where there is no broker, or it does not answer. One asks at a time.</summary>
    public async Task<IReadOnlyList<(string Hop, long Messages)>> Read(CancellationToken stopping)
    {
        if (AreInProcess)
            return [];
        try
        {
            return await OutsideCall.Run("rabbitmq", () => Count(stopping));
        }
        catch (Exception exception) when (exception is BrokerUnreachableException or OperationInterruptedException or AlreadyClosedException or TimeoutException or OperationCanceledException)
        {
            LogUnread(exception);
            await DisposeAsync();
            return [];
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (connection is not null)
            await connection.DisposeAsync();
        connection = null;
    }

    private async Task<IReadOnlyList<(string Hop, long Messages)>> Count(CancellationToken stopping)
    {
        connection ??= await new ConnectionFactory { Uri = transport.RabbitMq.Uri!, AutomaticRecoveryEnabled = false, ClientProvidedName = "reactionplans figures" }.CreateConnectionAsync(stopping);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: stopping);
        var counted = new List<(string, long)>();
        foreach (var hop in Hops.All)
            counted.Add((hop.Queue, (await channel.QueueDeclarePassiveAsync(hop.Queue, stopping)).MessageCount));
        return counted;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The broker does not tell how long its queues are")]
    private partial void LogUnread(Exception exception);
}
