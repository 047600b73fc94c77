using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Dapper;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using ReactionPlans.Flow.Telemetry;
using ReactionPlans.Rules.Plans;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>What has failed for good, after all retries, is written down for a person before it goes to the error queue; and so is what nobody here takes, before it goes to the skipped one.</summary>
public sealed partial class WriteDownStuck(string queue, IServiceProvider services) : IFilter<ExceptionReceiveContext>, IFilter<ReceiveContext>
{
    private const string NobodyTakesIt = "No consumer of this queue takes messages of this type.";

    /// <summary>The type of what is no message of ours.</summary>
    public const string Unreadable = "unreadable";

    private sealed class IsWrittenDown;

    private readonly ILogger logger = services.GetRequiredService<ILogger<WriteDownStuck>>();
    private readonly MessagesUnderWay? underWay = services.GetService<MessagesUnderWay>();

    public Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        context.GetOrAddPayload(() => new IsWrittenDown());
        return WriteDown(context, context.Exception, () => next.Send(context));
    }

    /// <summary>The bus brings what could not be read here too, after the error queue: once is enough.</summary>
    public Task Send(ReceiveContext context, IPipe<ReceiveContext> next) =>
        context.HasPayloadType(typeof(IsWrittenDown)) ? Task.CompletedTask : WriteDown(context, null, () => next.Send(context));

    public void Probe(ProbeContext context) => context.CreateFilterScope("write-down-stuck");

    /// <summary>The bus's envelope; a body that is none (somebody else wrote to the queue) is kept as text, under an id made of it: what comes again is the same row.</summary>
    private static (Guid MessageId, string Type, string Body, string[] Trace) ReadEnvelope(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes); // the bus's own reading refuses bytes that are no UTF-8
        try
        {
            using var envelope = JsonDocument.Parse(text);
            var root = envelope.RootElement;
            return (
                root.GetProperty("messageId").GetGuid(),
                root.GetProperty("messageType")[0].GetString()!.Split(':')[^1].Replace('\0', '\uFFFD'),
                Storable(root.GetProperty("message").GetRawText()),
                Tracing.Split(root.TryGetProperty("headers", out var headers) && headers.TryGetProperty(Tracing.Header, out var trace) ? trace.GetString() : null));
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            return (StableId.Of($"unreadable/{Convert.ToBase64String(bytes)}"), Unreadable, JsonSerializer.Serialize(text.Replace('\0', '\uFFFD')), []);
        }
    }

    /// <summary>PostgreSQL keeps no U+0000 and no half of a surrogate pair, and what cannot be written down would come back for ever: such a message, none of ours, is kept as the text of its JSON.</summary>
    private static string Storable(string json) => Unstorable().IsMatch(json) ? JsonSerializer.Serialize(json) : json;

    private async Task WriteDown(ReceiveContext context, Exception? exception, Func<Task> move)
    {
        var (messageId, type, body, trace) = ReadEnvelope(context.Body.GetBytes());
        LogStuck(exception, messageId, queue);
        FlowMeters.FailedIn(queue);
        try
        {
            await WriteDown(messageId, type, body, trace, exception, context.CancellationToken);
            await move().WaitAsync(MessageBus.ConfirmsWithin, context.CancellationToken);
        }
        finally
        {
            underWay?.Settled(messageId, queue);
        }
    }

    private async Task WriteDown(Guid message_id, string type, string body, string[] trace, Exception? exception, CancellationToken stopping)
    {
        await using var connection = await services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(stopping);
        await using var transaction = await connection.BeginTransactionAsync(stopping);
        await connection.ExecuteAsync(Sql.Text("Plumbing/add-stuck-message.sql"), new
        {
            message_id,
            consumer = queue,
            type,
            body,
            trace,
            // PostgreSQL's details may quote a row; its message does not.
            error = exception switch
            {
                null => NobodyTakesIt,
                PostgresException postgres => $"{postgres.SqlState}: {postgres.MessageText}",
                _ => $"{exception.GetType().Name}: {exception.Message}",
            },
            now = services.GetRequiredService<TimeProvider>().GetUtcNow(),
        }, transaction);
        await connection.ExecuteAsync(Sql.Text("Plumbing/acknowledge.sql"), new { message_ids = new[] { message_id }, consumer = queue }, transaction);
        await transaction.CommitAsync(stopping);
    }

    [GeneratedRegex(@"\\u(?:0000|[dD][89a-fA-F])")]
    private static partial Regex Unstorable();

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {MessageId} cannot be handled by {Queue}")]
    private partial void LogStuck(Exception? exception, Guid messageId, string queue);
}
