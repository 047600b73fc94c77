using System.Text.Json;
using Dapper;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>Stands outside the retries of one queue: what has failed for good is written down for a person, and the failure goes on to the error queue.</summary>
public sealed partial class WatchConsumer(string queue, IServiceProvider services) : IFilter<ConsumeContext>
{
    private readonly ILogger logger = services.GetRequiredService<ILogger<WatchConsumer>>();
    private readonly MessagesUnderWay? underWay = services.GetService<MessagesUnderWay>();

    public async Task Send(ConsumeContext context, IPipe<ConsumeContext> next)
    {
        try
        {
            await next.Send(context);
        }
        catch (Exception exception) when (!context.CancellationToken.IsCancellationRequested)
        {
            LogStuck(exception, context.MessageId, queue);
            await WriteDown(context, exception);
            throw;
        }
        finally
        {
            if (context.MessageId is { } id)
                underWay?.Settled(id, queue);
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("watch-consumer");

    private async Task WriteDown(ConsumeContext context, Exception exception)
    {
        using var envelope = JsonDocument.Parse(context.ReceiveContext.Body.GetString());
        var body = envelope.RootElement.TryGetProperty("message", out var message) ? message.GetRawText() : envelope.RootElement.GetRawText();

        await using var connection = await services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(context.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(context.CancellationToken);
        var key = new { message_id = context.MessageId, consumer = queue };
        await connection.ExecuteAsync(Sql.Text("Plumbing/add-stuck-message.sql"), new
        {
            key.message_id,
            key.consumer,
            type = context.SupportedMessageTypes.First().Split(':')[^1],
            body,
            // The type and place only: a message text may quote a row.
            error = exception is PostgresException postgres ? $"{postgres.SqlState}: {postgres.MessageText}" : $"{exception.GetType().Name}: {exception.Message}",
            now = services.GetRequiredService<TimeProvider>().GetUtcNow(),
        }, transaction);
        await connection.ExecuteAsync(Sql.Text("Plumbing/acknowledge.sql"), key, transaction);
        await transaction.CommitAsync(context.CancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {MessageId} cannot be handled by {Queue}")]
    private partial void LogStuck(Exception exception, Guid? messageId, string queue);
}
