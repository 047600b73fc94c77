using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Intake;

/// <summary>
/// Takes reports from <see cref="ReportQueue"/>: gathers messages to a batch, stores it in one transaction, and only then tells the broker. A host that dies
/// in between gets the messages again, and they are the same reports. A message that cannot be read is in the quarantine, and a copy of it
/// with the reason in the queue of rejected ones.
/// </summary>
public sealed partial class ListenToQueue(
    TransportOptions transport, IntakeOptions options, ReceiveReports receive, IntakePressure pressure, TimeProvider clock, ILogger<ListenToQueue> logger)
    : BackgroundService
{
    public const string Origin = "amqp";

    /// <summary>Whether the connection to the broker was lost and is not there again.</summary>
    public bool IsInterrupted { get; private set; }

    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);

    private sealed record Message(ulong Tag, byte[] Body);

    /// <param name="From">Index of the message's first line in the batch.</param>
    private sealed record Read(Message Message, int From, int Count);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await pressure.WaitForRoom(stoppingToken);
                await Listen(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) // whatever it was: what is not acknowledged is still the broker's
            {
                IsInterrupted = true;
                LogInterrupted(exception);
                await Task.Delay(AfterFailure, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>One connection's life. Returns when the intake has to wait: with the connection gone, the broker keeps what it had handed out.</summary>
    private async Task Listen(CancellationToken stopping)
    {
        var factory = new ConnectionFactory { Uri = transport.RabbitMq.Uri!, AutomaticRecoveryEnabled = false }; // this loop recovers
        await using var connection = await factory.CreateConnectionAsync(stopping);
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), stopping);
        await ReportQueue.Declare(channel, transport.RabbitMq, stopping);
        await channel.BasicQosAsync(0, (ushort)options.Queue.Prefetch, global: false, stopping);

        var arrived = Channel.CreateUnbounded<Message>(); // the prefetch bounds it
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, delivery) => await arrived.Writer.WriteAsync(new Message(delivery.DeliveryTag, delivery.Body.ToArray()), CancellationToken.None);
        channel.ChannelShutdownAsync += (_, reason) =>
        {
            arrived.Writer.TryComplete(new IOException(reason.ReplyText));
            return Task.CompletedTask;
        };
        // A queue that is deleted or moved ends the consumer and not the channel.
        consumer.UnregisteredAsync += (_, _) =>
        {
            arrived.Writer.TryComplete(new IOException("The broker cancelled the consumer."));
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(ReportQueue.Name, autoAck: false, consumer, stopping);
        IsInterrupted = false;
        LogListening();

        while (await Gather(arrived.Reader, stopping) is { Count: > 0 } messages)
        {
            var rejected = await Store(messages, stopping);
            foreach (var (message, why) in rejected)
                await TellRejected(channel, message, why, stopping);
            await channel.BasicAckAsync(messages[^1].Tag, multiple: true, stopping);
            if (await pressure.Now(stopping) is { } behind)
            {
                LogWaits(behind.Code);
                return;
            }
        }
    }

    /// <summary>What has arrived, once something has: at most a prefetch full, and no later than the time to gather.</summary>
    private async Task<List<Message>> Gather(ChannelReader<Message> arrived, CancellationToken stopping)
    {
        var messages = new List<Message>();
        await arrived.WaitToReadAsync(stopping);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        patience.CancelAfter(options.Queue.GatherMilliseconds);
        try
        {
            while (messages.Count < options.Queue.Prefetch && await arrived.WaitToReadAsync(patience.Token))
            {
                while (messages.Count < options.Queue.Prefetch && arrived.TryRead(out var message))
                    messages.Add(message);
            }
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            // The time is up.
        }

        return messages;
    }

    private async Task<IReadOnlyList<(Message Message, Problem Why)>> Store(List<Message> messages, CancellationToken stopping)
    {
        var asOfNow = ReportOptions.AsOf(clock);
        var lines = new List<FileLine<ReportRow>>();
        var read = new List<Read>();
        foreach (var message in messages)
        {
            var from = lines.Count;
            var items = new JsonItems(Origin, new MemoryStream(message.Body), JsonForm.List, options.ReportBytesAtMost);
            await foreach (var row in items.Rows(stopping))
                lines.Add(ReadReport.From(row, asOfNow));
            if (items.Broken is { } broken && (lines.Count == from || lines[^1].Rejection is null))
                lines.Add(ReadReport.From(JsonRow.Unreadable(JsonRow.ShapeOf(Origin), 1, Encoding.UTF8.GetString(message.Body), broken), asOfNow));
            read.Add(new Read(message, from, lines.Count - from));
        }

        var count = await receive.Store(lines, RowOrigin.Json(Origin), stopping);
        var why = count.Problems.Where(problem => problem.Rejected).ToLookup(problem => problem.Index, problem => problem.Problem);
        LogStored(messages.Count, count.Accepted, count.Same, count.Rejected);
        return [.. read.SelectMany(message => Enumerable.Range(message.From, message.Count).SelectMany(index => why[index]).Take(1), (message, problem) => (message.Message, problem))];
    }

    private static async Task TellRejected(IChannel channel, Message message, Problem why, CancellationToken stopping)
    {
        var properties = new BasicProperties
        {
            Persistent = true,
            ContentType = "application/json",
            Headers = new Dictionary<string, object?>
            {
                [ReportQueue.CodeHeader] = why.Code,
                [ReportQueue.DanishHeader] = why.Danish,
                [ReportQueue.EnglishHeader] = why.English,
            },
        };
        await channel.BasicPublishAsync("", ReportQueue.Rejected, mandatory: true, properties, message.Body, stopping).AsTask().WaitAsync(MessageBus.ConfirmsWithin, stopping);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Listening for reports on the queue")]
    private partial void LogListening();

    [LoggerMessage(Level = LogLevel.Information, Message = "{Messages} messages: {Accepted} reports accepted, {Same} known, {Rejected} rejected")]
    private partial void LogStored(int messages, int accepted, int same, int rejected);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The report queue waits: {Code}")]
    private partial void LogWaits(string code);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The report queue is listened to again in a moment")]
    private partial void LogInterrupted(Exception exception);
}
