using RabbitMQ.Client;
using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.Flow.Intake;

/// <summary>The queue that others put reports in, and the one where they find what could not be taken in. Plain JSON: the bus has no part in it.</summary>
public static class ReportQueue
{
    public const string Name = "reactionplans.reports";
    public const string Rejected = "reactionplans.reports.rejected";

    /// <summary>Headers of a rejected message.</summary>
    public const string CodeHeader = "rp-code", DanishHeader = "rp-reason-da", EnglishHeader = "rp-reason-en";

    /// <summary>Everything rejected is in the quarantine too: the oldest copies may go when nobody fetches them.</summary>
    private const int RejectedAtMost = 100_000;

    /// <summary>A message handed back because the host stopped is no worse for it; newer brokers would throw it away after 20 times.</summary>
    private const int DeliveriesAtMost = 1_000_000;

    public static async Task Declare(TransportOptions transport, CancellationToken stopping)
    {
        await using var connection = await new ConnectionFactory { Uri = transport.RabbitMq.Uri! }.CreateConnectionAsync(stopping);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: stopping);
        await Declare(channel, transport.RabbitMq, stopping);
    }

    internal static async Task Declare(IChannel channel, RabbitMqOptions options, CancellationToken stopping)
    {
        await channel.QueueDeclareAsync(Name, durable: true, exclusive: false, autoDelete: false, Quorum(options, "x-delivery-limit", DeliveriesAtMost), cancellationToken: stopping);
        await channel.QueueDeclareAsync(Rejected, durable: true, exclusive: false, autoDelete: false, Quorum(options, "x-max-length", RejectedAtMost), cancellationToken: stopping);
    }

    private static Dictionary<string, object?> Quorum(RabbitMqOptions options, string limit, int value)
    {
        var arguments = new Dictionary<string, object?> { ["x-queue-type"] = "quorum", [limit] = value };
        if (options.QueueCopies is { } copies)
            arguments["x-quorum-initial-group-size"] = copies;
        return arguments;
    }
}
